/// Moving elements: any layout into any other, and everything that is nothing but that.
///
/// [Mover] copies between two layouts of one shape: it merges axes, and then moves runs, repeats,
/// transposes in blocks or steps, whichever the strides allow. [RowMajor] is the most common use.
/// [Moves] says which primitives are computed here: concatenation, padding, dynamic slices, gather
/// and scatter, running folds.
///
/// Elements are moved as bits of 1, 2, 4 or 8 bytes, whatever they mean.
package org.lanewise.vector.move;
