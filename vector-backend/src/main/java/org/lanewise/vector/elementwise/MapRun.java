package org.lanewise.vector.elementwise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;

/// One thread's run of a kernel over a [MapLoop]: where operands and results lie.
///
/// Whoever runs it keeps the memory reachable. After the last run, [#close] gives the pieces back.
public final class MapRun implements AutoCloseable {
  private final MapLoop shape;
  private final Loop loop;
  private final TieredKernel kernel;
  private final int operands;
  private final long[] bases;
  private final Span[] spans;
  private final long[] places;
  private final @Nullable Strided[] pieces;
  private Span[] pieceSpans = {};
  private final boolean[] fixed;
  private final boolean[] filled;

  /// Prepares a run.
  ///
  /// @param kernel the kernel for the loop's splats
  public MapRun(MapLoop shape, TieredKernel kernel) {
    this.shape = shape;
    this.loop = shape.loop();
    this.kernel = kernel;
    this.operands = shape.operands();
    this.bases = new long[shape.arrays()];
    this.spans = new Span[shape.arrays()];
    this.places = new long[shape.arrays()];
    this.pieces = new Strided[operands];
    this.fixed = new boolean[operands];
    this.filled = new boolean[operands];
    if (shape.way() == MapLoop.Way.STRIPS) {
      makePieces();
    }
  }

  private void makePieces() {
    pieceSpans = new Span[operands];
    for (int i = 0; i < operands; i++) {
      if (!shape.isSplat(i) && !loop.isDense(i)) {
        fixed[i] = loop.isSameInEveryRow(i);
        long length = (rowsOfStrip() + 1) * loop.inner();
        Strided piece = Strided.allocate(typeOfSize(shape.size(i)), Shape.of(length));
        pieces[i] = piece;
        pieceSpans[i] = Span.of(piece.buffer());
      }
    }
  }

  private static DType typeOfSize(int bytes) {
    return switch (bytes) {
      case 1 -> DType.UINT8;
      case 2 -> DType.UINT16;
      case 4 -> DType.UINT32;
      default -> DType.UINT64;
    };
  }

  private long rowsOfStrip() {
    return Math.max(1, MapLoop.STRIP / loop.inner());
  }

  /// Says where an array lies.
  ///
  /// @param array the number of an operand, or of a result, which are numbered after them
  /// @param base the address of position 0, which may be outside of the memory if the run does not
  ///   go there
  /// @param span the memory
  public void place(int array, long base, Span span) {
    bases[array] = base;
    spans[array] = span;
  }

  /// Forgets what was read of operands, whose elements have changed.
  public void restart() {
    Arrays.fill(filled, false);
  }

  /// Computes the elements `from` (inclusive) to `to` (exclusive) of the results.
  ///
  /// @param limit the end of the elements that may be written: those from `to` on are computed
  ///   later, or are padding
  public void run(long from, long to, long limit) {
    switch (shape.way()) {
      case FLAT -> flat(from, to, limit);
      case ROWS -> rows(from, to, limit);
      case STRIPS -> strips(from, to, limit);
    }
  }

  private void flat(long from, long to, long limit) {
    for (int i = 0; i < operands; i++) {
      places[i] = bases[i] + shape.offset(i) * shape.size(i);
    }
    placeResults(0);
    call(from, to, limit);
  }

  private void placeResults(long start) {
    for (int i = operands; i < places.length; i++) {
      places[i] = bases[i] + start * shape.size(i);
    }
  }

  /// Runs the kernel where `places` say; element 0 of the results is there as well.
  private void call(long from, long to, long limit) {
    long rest = (to - from) % kernel.lanes();
    long rounded = rest == 0 ? to : to - rest + kernel.lanes();
    boolean mayOverrun = rounded <= limit;
    for (int i = 0; i < operands; i++) {
      boolean single = shape.isSplat(i);
      int size = shape.size(i);
      Span span = spanOf(i);
      span.prove(places[i] + (single ? 0 : from * size), (single ? 1 : to - from) * size);
      mayOverrun &= single || places[i] + rounded * size <= span.end();
    }
    for (int i = operands; Memory.CHECKED && i < places.length; i++) {
      spans[i].prove(places[i] + from * shape.size(i), (to - from) * shape.size(i));
    }
    kernel.run(places, from, to, rest == 0 || mayOverrun);
  }

  private Span spanOf(int operand) {
    return pieces[operand] == null ? spans[operand] : pieceSpans[operand];
  }

  private void rows(long from, long to, long limit) {
    long inner = loop.inner();
    long row = from / inner;
    long column = from - row * inner;
    Loop.Walk walk = loop.walk(row);
    for (long at = from; at < to; walk.next()) {
      long n = Math.min(inner - column, to - at);
      for (int i = 0; i < operands; i++) {
        places[i] = bases[i] + (shape.offset(i) + walk.start(i)) * shape.size(i);
      }
      placeResults(row * inner);
      call(column, column + n, limit - row * inner);
      at += n;
      column = 0;
      row++;
    }
  }

  private void strips(long from, long to, long limit) {
    long inner = loop.inner();
    Loop.Walk walk = loop.walk(from / inner);
    for (long at = from; at < to; ) {
      long row = at / inner;
      long end = Math.min(to, (row + rowsOfStrip()) * inner);
      walk.seek(row);
      fill(walk, at - row * inner, end - at);
      for (int i = 0; i < operands; i++) {
        places[i] = placeInStrip(i, at, at - row * inner);
      }
      placeResults(at);
      call(0, end - at, limit - at);
      at = end;
    }
  }

  private long placeInStrip(int operand, long at, long column) {
    Strided piece = pieces[operand];
    int size = shape.size(operand);
    if (piece != null) {
      return piece.address() + (fixed[operand] ? column * size : 0);
    }
    long start = bases[operand] + shape.offset(operand) * size;
    return shape.isSplat(operand) ? start : start + at * size;
  }

  /// Copies `n` elements, from a column of a walk's row on, to the pieces of all operands that have
  /// one.
  private void fill(Loop.Walk walk, long column, long n) {
    for (int i = 0; i < operands; i++) {
      if (fixed[i] && !filled[i]) {
        filled[i] = true;
        copy(i, 0, 0, 0, rowsOfStrip() + 1, loop.inner(), 0);
      }
    }
    long first = column;
    long done = 0;
    while (done < n) {
      boolean partial = first > 0 || n - done < loop.inner();
      long rows = partial ? 1 : Math.min((n - done) / loop.inner(), walk.ahead());
      long columns = partial ? Math.min(loop.inner() - first, n - done) : loop.inner();
      for (int i = 0; i < operands; i++) {
        if (pieces[i] != null && !fixed[i]) {
          copy(i, walk.start(i), first, done, rows, columns, loop.rowStride(i));
        }
      }
      walk.skip(rows);
      done += rows * columns;
      first = 0;
    }
  }

  private void copy(
      int operand, long start, long column, long to, long rows, long columns, long rowStride) {
    Strided piece = pieces[operand];
    if (piece == null) {
      throw new AssertionError("operand " + operand + " has no piece");
    }
    Span span = spans[operand];
    int size = shape.size(operand);
    long step = loop.innerStride(operand);
    long first = shape.offset(operand) + start + column * step;
    ElementCopy.copy(
        span.segment(),
        span.at(bases[operand] + first * size),
        Memory.segment(piece),
        Memory.at(piece) + to * size,
        new ElementCopy.Block(size, rowStride, step, loop.inner(), rows, columns));
  }

  @Override
  public void close() {
    for (Strided piece : pieces) {
      if (piece != null) {
        piece.buffer().release();
      }
    }
  }
}
