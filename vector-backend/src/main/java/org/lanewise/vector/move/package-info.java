/// Moving elements: any layout into any other, and everything that is nothing but that.
///
/// [Mover] copies between two layouts of one shape: it merges axes, and then moves runs, repeats,
/// transposes in blocks or steps, whichever the strides allow. [RowMajor] is the most common use.
/// [Moves] says which primitives are computed here: concatenation, padding, dynamic slices, gather
/// and scatter, running folds.
///
/// A [Locator] finds the windows of a gather or scatter, a few at a time. Windows that are runs of
/// memory are moved and added by vectors ([RunKernel]), single elements by plain loops
/// ([WindowKernels]), and many of them onto few in a Java array ([AddTable]). Running folds of rows
/// go by vectors ([ColumnScan]), those within rows element by element ([ScanKernel]).
///
/// Elements are moved as bits of 1, 2, 4 or 8 bytes, whatever they mean.
package org.lanewise.vector.move;
