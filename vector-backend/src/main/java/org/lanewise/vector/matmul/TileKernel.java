package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;

/// The inner loops of a matrix product for one type of elements and one [TileShape]; [TileEmitter]
/// writes the implementations.
///
/// Panels and tiles are Java arrays of the element type. With segments in place of them C1 gives up
/// on methods of this size and the JVM may never get to C2; with arrays the loop is free of range
/// checks, and storing the tile is a method of its own.
public abstract class TileKernel {
  /// For generated classes.
  protected TileKernel() {}

  /// Computes `tile = Σₚ left[·, p] · right[p, ·]`, one chain in ascending p from zero, where row i
  /// of the left panel begins at `leftAt + i * rowStride`.
  ///
  /// @param depth the number of p
  public abstract void multiplyRows(
      int depth, Object left, int leftAt, Object right, int rightAt, Object tile);

  /// The same for a left panel that holds column after column.
  public abstract void multiplyColumns(
      int depth, Object left, int leftAt, Object right, int rightAt, Object tile);

  /// [#multiplyRows] for [TileShape#fewRows] rows; the others of the tile are not written.
  public abstract void multiplyFewRows(
      int depth, Object left, int leftAt, Object right, int rightAt, Object tile);

  /// [#multiplyColumns] for [TileShape#fewRows] rows; the others of the tile are not written.
  public abstract void multiplyFewColumns(
      int depth, Object left, int leftAt, Object right, int rightAt, Object tile);

  /// Copies `depth` rows of so many elements that they fill whole panels into the right panels, row
  /// by row.
  ///
  /// @param stride the distance of rows in memory, in bytes
  /// @param panels how many panels, as wide as a tile each
  /// @param step the distance of panels
  public abstract void packRight(
      MemorySegment source,
      long at,
      long stride,
      int depth,
      Object right,
      int rightAt,
      int panels,
      int step);

  /// The same for one panel, of which some columns are copied.
  ///
  /// @param lanes one bit for each column
  public abstract void packRightPart(
      MemorySegment source, long at, long stride, int depth, Object right, int rightAt, long lanes);

  /// Copies rows of `depth` elements into the left panel, [TileShape#rowStride] apart.
  ///
  /// @param stride the distance of rows in memory, in bytes
  public abstract void packRows(
      MemorySegment source, long at, long stride, int rows, int depth, Object left, int leftAt);

  /// Copies `depth` columns of so many elements that they fill whole panels, as high as a tile,
  /// into the left panels. Reads and writes whole vectors, so up to a vector less an element more.
  ///
  /// @param stride the distance of columns in memory, in bytes
  /// @param panels how many panels, as high as a tile each
  /// @param step the distance of panels
  public abstract void packLeft(
      MemorySegment source,
      long at,
      long stride,
      int depth,
      Object left,
      int leftAt,
      int panels,
      int step);

  /// The same for one panel, of which some rows are read.
  ///
  /// @param lanes one bit for each row
  public abstract void packLeftPart(
      MemorySegment source, long at, long stride, int depth, Object left, int leftAt, long lanes);

  /// Writes a tile to memory.
  public abstract void store(Object tile, MemorySegment target, long at, long stride);

  /// Adds a tile to what is in memory: `memory + tile`.
  public abstract void add(Object tile, MemorySegment target, long at, long stride);

  /// Writes a part of a tile to memory: some rows, and of each the lanes that are set.
  ///
  /// @param row the first row of the tile that is written
  /// @param rows how many rows are written
  /// @param lanes one bit for each column of the tile
  /// @param at where column 0 of the first row lies, or would lie
  public abstract void storePart(
      Object tile, int row, int rows, long lanes, MemorySegment target, long at, long stride);

  /// Adds a part of a tile to what is in memory: `memory + tile`.
  public abstract void addPart(
      Object tile, int row, int rows, long lanes, MemorySegment target, long at, long stride);
}
