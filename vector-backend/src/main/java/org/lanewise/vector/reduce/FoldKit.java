package org.lanewise.vector.reduce;

import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.kernel.Stash;
import org.lanewise.vector.kernel.Warmth;

/// What there is once for each [Fold].
///
/// @param kernel the inner loops
/// @param stash work memory that nobody uses
/// @param warmth whether the kernel is hot
record FoldKit(FoldKernel kernel, Stash<FoldWork> stash, Warmth warmth) {
  private static final long HOT_NANOS = 5000;

  static FoldKit of(Fold fold) {
    FoldKernel kernel = FoldEmitter.emit(fold);
    return new FoldKit(kernel, new Stash<>(), new Warmth(() -> trial(fold), HOT_NANOS));
  }

  private static void trial(Fold fold) {
    FoldWork work = FoldWork.borrow(fold, 2 * ReductionOrder.LANES);
    work.tryAll();
    work.giveBack();
  }
}
