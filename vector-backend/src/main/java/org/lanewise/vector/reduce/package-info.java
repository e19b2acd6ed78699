/// Folds along axes: sums, products, extremes, bit operations, and the places of extremes.
///
/// [Reductions] says which primitives are computed here. A fold brings its operand, by layout alone
/// where it can, into one of two forms: *rows*, where the elements of one result lie one after the
/// other ([RowFold]), and *columns*, where neighbouring results have neighbouring elements
/// ([ColumnFold]). Both follow `org.lanewise.backend.ReductionOrder` with the same generated
/// [FoldKernel]: blocks of 4096 elements, 64 lanes in each, halves, then a tree over the blocks.
/// Which form, how many threads and how wide the vectors are changes nothing in the result.
///
/// The same for a few rows at a time, as loops make them: [RowTile] and [LongRows] fold each row,
/// [ColumnTile] and [LateColumns] the rows themselves.
///
/// Vocabulary: *sums* are the accumulators of any fold, in a Java array; *keys* are integers in the
/// order of floating or unsigned numbers, in which extremes are found ([Key]).
package org.lanewise.vector.reduce;
