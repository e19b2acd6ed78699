package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining;
import org.lanewise.ir.TypeRules;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.team.Team;

/// `top_k`: the rows along an axis one by one, or one long row in parts, whose best are joined.
/// Parts do not change the result: which elements are the k best, and their order, is a property of
/// the row.
final class TopExecutable implements Executable {
  /// The elements below which a second thread does not pay.
  private static final int GRAIN = 1 << 16;

  private final int axis;
  private final int k;
  private final DType computed;
  private final ArrayType values;
  private final ArrayType places;
  private final Conversion widen;
  private final Conversion narrow;

  TopExecutable(Combining.TopK top, ArrayType operand) {
    List<ArrayType> results = TypeRules.infer(top, List.of(operand));
    this.axis = top.axis();
    this.k = (int) top.k();
    this.computed = wide(operand.dtype());
    this.values = results.get(0);
    this.places = results.get(1);
    this.widen = Conversion.of(operand, computed);
    this.narrow = Conversion.of(values.withDType(computed), values.dtype());
  }

  private static DType wide(DType type) {
    return switch (type) {
      case BOOL, INT8, INT16, UINT8, UINT16 -> DType.INT32;
      case FLOAT16, BFLOAT16 -> DType.FLOAT32;
      case INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64 -> type;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("no order of type " + type);
    };
  }

  @Override
  public Strided[] execute(Strided... operands) {
    if (values.size() == 0) {
      return new Strided[] {Strided.allocate(values), Strided.allocate(places)};
    }
    Strided wide = widen.apply(operands[0]);
    Strided rows = RowMajor.of(wide.with(alongRows(wide.layout())));
    Shape shape = rows.shape().with(rows.shape().rank() - 1, k);
    Strided best = Strided.allocate(computed, shape);
    Strided bestPlaces = Strided.allocate(DType.INT32, shape);
    seek(rows, best, bestPlaces);
    Reference.reachabilityFence(rows.buffer());
    Reference.reachabilityFence(best.buffer());
    Reference.reachabilityFence(bestPlaces.buffer());
    return new Strided[] {narrow.apply(bringBack(best)), bringBack(bestPlaces)};
  }

  private Layout alongRows(Layout layout) {
    Axes last = Axes.of(axis);
    return layout.transpose(last.complement(layout.shape().rank()).concat(last));
  }

  private Strided bringBack(Strided rows) {
    if (axis == rows.shape().rank() - 1) {
      return rows;
    }
    Strided result = Strided.allocate(rows.dtype(), values.shape());
    Mover.move(rows, result.with(alongRows(result.layout())));
    rows.buffer().release();
    return result;
  }

  private void seek(Strided rows, Strided best, Strided bestPlaces) {
    int n = (int) rows.shape().get(-1);
    long count = rows.shape().size() / n;
    MemorySegment segment = Memory.segment(rows);
    TopKernels kernels = TopKernels.of(computed);
    long bytes = (long) n * computed.byteSize();
    int parts = (int) Math.min(Team.shared().size(), (long) n / Math.max(GRAIN, 8L * k));
    if (count == 1 && parts > 1) {
      Largest[] found = inParts(kernels, segment, Memory.at(rows), n, parts);
      write(found[0], 0, best, bestPlaces);
      for (Largest each : found) {
        each.close();
      }
      return;
    }
    Team.shared()
        .forRange(
            count,
            1 + GRAIN / n,
            (from, to) -> {
              try (Largest largest = new Largest(computed, kernels, segment, k, n)) {
                for (long row = from; row < to; row++) {
                  largest.begin(Memory.at(rows) + row * bytes);
                  largest.read(0, n);
                  largest.settle();
                  write(largest, row, best, bestPlaces);
                }
              }
            });
  }

  /// Looks through the parts of a row; the first one joins what all have found.
  private Largest[] inParts(TopKernels kernels, MemorySegment segment, long at, int n, int parts) {
    Largest[] found = new Largest[parts];
    Team.shared()
        .forRange(
            parts,
            1,
            (from, to) -> {
              for (int part = (int) from; part < to; part++) {
                int start = (int) ((long) n * part / parts);
                int end = (int) ((long) n * (part + 1) / parts);
                found[part] = new Largest(computed, kernels, segment, k, end - start);
                found[part].begin(at);
                found[part].read(start, end);
                found[part].settle();
              }
            });
    for (int part = 1; part < parts; part++) {
      found[0].add(found[part]);
    }
    found[0].settle();
    return found;
  }

  private void write(Largest largest, long row, Strided best, Strided bestPlaces) {
    MemorySegment target = Memory.view(Memory.segment(best));
    MemorySegment indices = Memory.view(Memory.segment(bestPlaces));
    int size = computed.byteSize();
    long to = Memory.at(best) + row * k * size;
    long indicesTo = Memory.at(bestPlaces) + row * k * Integer.BYTES;
    for (int rank = 0; rank < k; rank++) {
      int place = largest.place(rank);
      long bits = largest.bits(place);
      if (size == 8) {
        target.set(Memory.LONG, to + 8L * rank, bits);
      } else {
        target.set(Memory.INT, to + 4L * rank, (int) bits);
      }
      indices.set(Memory.INT, indicesTo + 4L * rank, place);
    }
  }
}
