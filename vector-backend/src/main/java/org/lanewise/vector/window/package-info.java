/// Folds of windows: `reduce_window_sum`, its relatives for other operators, and what chooses one
/// element of each window.
///
/// [Windows] says which are computed here. Windows over an array with holes between its samples are
/// cut into [Sweep]s that see none, and each axis of a sweep is a [Track]. [Sliding] chooses an
/// axis for the lanes of vectors and one for the loop of a [SlideKernel], which folds the taps of
/// each output in their order; convolutions of which each output feature sees one input feature go
/// the same way, with weights.
///
/// The order of folds is that of `org.lanewise.backend.WindowOrder`, so the bits are those of the
/// reference backend.
package org.lanewise.vector.window;
