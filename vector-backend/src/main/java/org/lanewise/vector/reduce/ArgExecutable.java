package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.Odometer;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.team.Team;

/// `argmax` and `argmin`: finds the extreme of each row, then the first place where it stands.
final class ArgExecutable implements Executable {
  /// The elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 15;

  private final Executable cold;
  private final Reducing.ArgReduce arg;
  private final ArrayType operand;
  private final DType computed;
  private final Conversion widen;

  ArgExecutable(Reducing.ArgReduce arg, ArrayType operand) {
    this.cold = new ReferenceBackend().compile(Jaxpr.of(arg, List.of(operand)));
    this.arg = arg;
    this.operand = operand;
    this.computed = FoldExecutable.computed(operand.dtype());
    this.widen = Conversion.of(operand, computed);
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Fold fold = Fold.of(op(), computed);
    if (!fold.isHot()) {
      return cold.execute(operands);
    }
    Strided source = widen.apply(operands[0]);
    Axes last = Axes.of(arg.axis());
    Axes kept = last.complement(operand.rank());
    Strided arranged = source.with(source.layout().transpose(kept.concat(last)));
    boolean inRows = arranged.layout().stride(operand.rank() - 1) == 1;
    Strided rows = inRows ? arranged : RowMajor.of(arranged);
    Shape shape = operand.shape().select(kept);
    Strided extremes = Strided.allocate(computed, shape);
    RowFold.run(fold, rows, rows, extremes);
    Strided places = Strided.allocate(DType.INT64, shape);
    find(rows, extremes, places);
    extremes.buffer().release();
    ArrayType found = new ArrayType(DType.INT64, shape);
    return new Strided[] {Conversion.of(found, arg.indexType()).apply(places)};
  }

  private Fold.Op op() {
    return switch (arg.op()) {
      case ARGMAX -> Fold.Op.MAX;
      case ARGMIN -> Fold.Op.MIN;
    };
  }

  private void find(Strided rows, Strided extremes, Strided places) {
    Run source = Run.of(rows);
    Run values = Run.of(extremes);
    Layout starts = RowFold.withoutLast(rows.layout());
    long n = rows.shape().get(-1);
    MemorySegment target = Memory.segment(places);
    Team.shared()
        .forRange(
            extremes.shape().size(),
            Math.max(1, GRAIN / n),
            (from, to) -> {
              Odometer start = new Odometer(starts);
              start.seek(from);
              for (long row = from; row < to; row++) {
                long at = source.at(start.position());
                long place =
                    Search.first(
                        computed, source.segment(), at, n, values.segment(), values.at(row));
                target.set(Memory.LONG, Memory.at(places) + 8 * row, place);
                start.advance();
              }
            });
    source.keep();
    values.keep();
  }
}
