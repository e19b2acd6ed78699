package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.team.Team;

/// Copies elements between two layouts of one shape.
///
/// Four ways, by the innermost loop that is left when axes are merged ([Loops]): runs that lie one
/// after the other in both are copied as blocks of memory; one element that is repeated fills a
/// run; where the source runs along another axis, blocks are transposed in registers; all else is
/// moved step by step.
public final class Mover {
  private static final Transposer TRANSPOSE_4 = new Transposer(Element.INT);
  private static final Transposer TRANSPOSE_8 = new Transposer(Element.LONG);

  /// The bytes below which a second thread does not pay.
  private static final long GRAIN = 1 << 18;

  /// The most that one kernel call moves, so that its counter is an `int`.
  private static final long MOST = 1 << 20;

  /// Bytes of a source run that are moved together when steps are long, to use whole cache lines.
  private static final int LINE = 64;

  /// The strips of a tile that is transposed at once, and its columns.
  private static final int STRIPS = 4;

  private static final int WIDE = 256;

  private final Loops loops;
  private final MemorySegment source;
  private final MemorySegment target;
  private final long from;
  private final long to;
  private final int unit;

  /// @param from where the source's first element lies
  /// @param to where the target's first element lies
  Mover(Loops loops, MemorySegment source, long from, MemorySegment target, long to) {
    this.loops = loops;
    this.source = source;
    this.target = target;
    this.from = from;
    this.to = to;
    this.unit = loops.unit();
  }

  /// Writes the elements of the source, in its shape, where the target's layout has them.
  ///
  /// @param source elements of any layout
  /// @param target memory that the caller owns, of the same shape, no two elements in one place
  public static void move(Strided source, Strided target) {
    if (source.shape().size() > 0) {
      Loops loops = Loops.of(source.layout(), target.layout(), source.dtype().byteSize());
      new Mover(
              loops,
              Memory.segment(source),
              Memory.at(source),
              Memory.segment(target),
              Memory.at(target))
          .move();
    }
    Reference.reachabilityFence(source.buffer());
    Reference.reachabilityFence(target.buffer());
  }

  /// Moves all elements.
  void move() {
    int inner = loops.depth() - 1;
    if (inner < 0) {
      StepKernels.move(unit, source, from, 0, target, to, 0, 1);
    } else if (loops.to(inner) != unit) {
      moveSteps();
    } else if (loops.from(inner) == unit) {
      moveRuns();
    } else if (loops.from(inner) == 0) {
      fillRuns();
    } else if (loops.sourceRun() >= 0) {
      transpose(loops.sourceRun());
    } else {
      moveSteps();
    }
  }

  /// One call of an inner loop.
  @FunctionalInterface
  private interface Inner {
    void run(long from, long to);
  }

  /// Runs an inner loop for all rounds of the others, shared by the team.
  ///
  /// @param except a loop that the inner one contains, or -1
  /// @param bytes how much the inner loop moves
  private void forEach(int except, long bytes, Inner inner) {
    Team.shared()
        .forRange(
            loops.rounds(except),
            Math.max(1, GRAIN / bytes),
            (first, last) -> {
              Odometer at = loops.walkFrom(except, from);
              Odometer goal = loops.walkTo(except, to);
              at.seek(first);
              goal.seek(first);
              for (long round = first; round < last; round++) {
                inner.run(at.position(), goal.position());
                at.advance();
                goal.advance();
              }
            });
  }

  private void moveRuns() {
    long size = loops.size(loops.depth() - 1);
    forEach(-1, size * unit, (at, goal) -> moveRun(at, goal, size));
  }

  private void moveRun(long at, long goal, long size) {
    if (size * unit < 2 * GRAIN) {
      MemorySegment.copy(source, at, target, goal, size * unit);
      return;
    }
    Team.shared()
        .forRange(
            size,
            GRAIN / unit,
            (first, last) ->
                MemorySegment.copy(
                    source, at + first * unit, target, goal + first * unit, (last - first) * unit));
  }

  private void fillRuns() {
    long size = loops.size(loops.depth() - 1);
    forEach(
        -1,
        size * unit,
        (at, goal) -> {
          long bits = StepKernels.bits(unit, source, at);
          for (long i = 0; i < size; i += MOST) {
            StepKernels.fill(unit, bits, target, goal + i * unit, (int) Math.min(MOST, size - i));
          }
        });
  }

  private void moveSteps() {
    int inner = loops.depth() - 1;
    long size = loops.size(inner);
    forEach(
        -1, size * unit, (at, goal) -> steps(at, loops.from(inner), goal, loops.to(inner), size));
  }

  private void steps(long at, long fromStep, long goal, long toStep, long size) {
    for (long i = 0; i < size; i += MOST) {
      StepKernels.move(
          unit,
          source,
          at + i * fromStep,
          fromStep,
          target,
          goal + i * toStep,
          toStep,
          (int) Math.min(MOST, size - i));
    }
  }

  /// Tiles of a few strips by some columns, so that what a cache brings along with a line is used
  /// before it is replaced; lines a power of two apart share few places.
  private void transpose(int run) {
    long rows = loops.size(run);
    long columns = loops.size(loops.depth() - 1);
    int height = unit >= 4 ? Species.BITS / 8 / unit : LINE / unit;
    int tileHeight = STRIPS * height;
    long tiles = (rows + tileHeight - 1) / tileHeight;
    forEach(
        run,
        rows * columns * unit,
        (at, goal) ->
            Team.shared()
                .forRange(
                    tiles,
                    Math.max(1, GRAIN / (columns * unit * tileHeight)),
                    (first, last) -> {
                      for (long tile = first; tile < last; tile++) {
                        long row = tile * tileHeight;
                        transpose(
                            run,
                            at + row * unit,
                            goal + row * loops.to(run),
                            (int) Math.min(tileHeight, rows - row),
                            height);
                      }
                    }));
  }

  /// Transposes some rows of the target.
  private void transpose(int run, long at, long goal, int rows, int height) {
    long columns = loops.size(loops.depth() - 1);
    for (long column = 0; column < columns; column += WIDE) {
      long some = Math.min(WIDE, columns - column);
      for (int row = 0; row < rows; row += height) {
        strip(
            at + (long) row * unit + column * loops.from(loops.depth() - 1),
            goal + row * loops.to(run) + column * unit,
            loops.to(run),
            Math.min(height, rows - row),
            some,
            height);
      }
    }
  }

  /// Transposes a strip as high as a block, or lower: blocks in registers, the last one over the
  /// one before it; the rest, where whole vectors would reach beyond the source, step by step.
  private void strip(long at, long goal, long toStep, int rows, long columns, int height) {
    long fromStep = loops.from(loops.depth() - 1);
    long whole = rows == height ? columns : Math.min(columns, readable(at, fromStep, height));
    Transposer transposer = unit == 4 ? TRANSPOSE_4 : TRANSPOSE_8;
    long done = 0;
    if (whole >= height && unit >= 4 && transposer.isHot()) {
      long blocks = whole / height;
      blocks(transposer.kernel(), at, fromStep, goal, toStep, (int) blocks, rows, height);
      if (blocks * height < whole) {
        long last = whole - height;
        long lastAt = at + last * fromStep;
        blocks(transposer.kernel(), lastAt, fromStep, goal + last * unit, toStep, 1, rows, height);
      }
      done = whole;
    }
    for (int row = 0; row < rows && done < columns; row++) {
      steps(
          at + (long) row * unit + done * fromStep,
          fromStep,
          goal + row * toStep + done * unit,
          unit,
          columns - done);
    }
  }

  private void blocks(
      TransposeKernel kernel,
      long at,
      long fromStep,
      long goal,
      long toStep,
      int count,
      int rows,
      int height) {
    if (rows == height) {
      kernel.blocks(source, at, fromStep, target, goal, toStep, count);
    } else {
      kernel.lowBlocks(source, at, fromStep, target, goal, toStep, count, rows);
    }
  }

  /// How many steps in the source can be read as a vector of so many elements each: what follows an
  /// element up to the last one lies in the same memory, whoever's it is.
  private long readable(long at, long step, int elements) {
    long room = loops.end(from) - at - (long) elements * unit;
    if (room < 0) {
      return 0;
    }
    return step <= 0 ? Long.MAX_VALUE : room / step + 1;
  }
}
