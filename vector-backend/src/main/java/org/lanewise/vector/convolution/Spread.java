package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.matmul.Product;
import org.lanewise.vector.matmul.TileKernel;
import org.lanewise.vector.matmul.TileKernels;
import org.lanewise.vector.matmul.TileShape;
import org.lanewise.vector.matmul.Workspace;

/// The place of a product whose rows and whose columns each count along several axes of an array. A
/// tile is written in as many parts as there are runs of rows at one distance and of columns that
/// are neighbours.
final class Spread implements Product {
  private final TileKernels.Kind kind;
  private final MemorySegment segment;
  private final long at;
  private final Steps rows;
  private final Steps columns;
  private final boolean neighbours;

  /// @param segment the memory, as kernels get it
  /// @param at where the first element lies
  /// @param rows the axes along which rows count
  /// @param columns the axes along which columns count; it is best if they are neighbours along the
  ///   last one
  Spread(TileKernels.Kind kind, MemorySegment segment, long at, Steps rows, Steps columns) {
    this.kind = kind;
    this.segment = segment;
    this.at = at;
    this.rows = rows;
    this.columns = columns;
    this.neighbours = columns.step() == kind.shape().element().size();
  }

  @Override
  public void write(Workspace work, long i, long j, int height, int width, boolean adding) {
    for (int column = 0; column < width; ) {
      int acrossRun = neighbours ? (int) Math.min(width - column, columns.run(j + column)) : 1;
      long across = at + columns.place(j + column);
      for (int row = 0; row < height; ) {
        int run = (int) Math.min(height - row, rows.run(i + row));
        part(work, row, run, column, acrossRun, across + rows.place(i + row), adding);
        row += run;
      }
      column += acrossRun;
    }
  }

  private void part(
      Workspace work, int row, int height, int column, int width, long place, boolean adding) {
    TileShape shape = kind.shape();
    TileKernel kernel = kind.kernel();
    long step = rows.step();
    if (height == shape.rows() && width == shape.columns()) {
      if (adding) {
        kernel.add(work.tile(), segment, place, step);
      } else {
        kernel.store(work.tile(), segment, place, step);
      }
      return;
    }
    long lanes = TileShape.lanes(column, column + width);
    long first = place - (long) column * shape.element().size();
    if (adding) {
      kernel.addPart(work.tile(), row, height, lanes, segment, first, step);
    } else {
      kernel.storePart(work.tile(), row, height, lanes, segment, first, step);
    }
  }
}
