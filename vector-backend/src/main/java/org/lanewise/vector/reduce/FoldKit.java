package org.lanewise.vector.reduce;

import org.lanewise.vector.kernel.Stash;

/// What there is once for each [Fold].
///
/// @param kernel the inner loops
/// @param stash work memory that nobody uses
record FoldKit(FoldKernel kernel, Stash<FoldWork> stash) {}
