package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;
import org.lanewise.vector.kernel.Species;

/// What one thread needs while it folds: sums, and a place where the ends of runs become whole
/// vectors.
final class FoldWork {
  /// The most sums that are kept for the next use.
  private static final int KEPT = 1 << 18;

  private final Fold fold;
  private final FoldKernel kernel;
  private final int vector;
  private final Strided rest;
  private final Strided restFactors;
  private Object sums;
  private int capacity;

  private FoldWork(Fold fold) {
    Element element = fold.element();
    this.fold = fold;
    this.kernel = fold.kit().kernel();
    this.vector = lanes(element);
    this.rest = Strided.allocate(element.dtype(), Shape.of(ReductionOrder.LANES));
    this.restFactors = Strided.allocate(element.dtype(), Shape.of(ReductionOrder.LANES));
    this.sums = element.newArray(0);
  }

  /// Takes work memory that nobody uses.
  ///
  /// @param sums how many sums are folded at once
  static FoldWork borrow(Fold fold, int sums) {
    FoldWork work = fold.kit().stash().take(() -> new FoldWork(fold));
    int needed = sums + ReductionOrder.LANES;
    if (work.capacity < needed) {
      work.sums = fold.element().newArray(needed);
      work.capacity = needed;
    }
    return work;
  }

  /// Gives the memory back.
  void giveBack() {
    Reference.reachabilityFence(this);
    if (capacity <= KEPT) {
      fold.kit().stash().give(this);
    }
  }

  /// The elements of a vector.
  static int lanes(Element element) {
    return Species.BITS / 8 / element.size();
  }

  /// The lanes of [ReductionOrder] that need to be held for so many elements; the others keep the
  /// identity, and folding it changes nothing. But fma can leave −0 (of a product too small), which
  /// the first identity turns into +0, so a product keeps one half of identities.
  static int lanesFor(Fold fold, long elements) {
    if (elements >= ReductionOrder.LANES) {
      return ReductionOrder.LANES;
    }
    int lanes = elements <= 1 ? 1 : Integer.highestOneBit((int) elements - 1) * 2;
    return fold.op() == Fold.Op.DOT ? Math.min(ReductionOrder.LANES, 2 * lanes) : lanes;
  }

  /// Sets sums to the identity.
  void clear(int from, int count) {
    fold.element().fill(sums, from, from + count, fold.identityBits());
  }

  /// Folds a run into the lanes at `sumsAt`.
  void lanes(
      MemorySegment source, long at, int count, int sumsAt, MemorySegment factors, long factorsAt) {
    int whole = count & -ReductionOrder.LANES;
    if (whole > 0) {
      kernel.lanes(source, at, whole, sums, sumsAt, factors, factorsAt);
    }
    if (whole < count) {
      long done = (long) whole * fold.element().size();
      elements(source, at + done, count - whole, sumsAt, factors, factorsAt + done);
    }
  }

  /// Folds a run into as many sums; the last vector of sums may be folded with neutral elements.
  void elements(
      MemorySegment source, long at, int count, int sumsAt, MemorySegment factors, long factorsAt) {
    int whole = count & -vector;
    if (whole > 0) {
      kernel.elements(source, at, whole, sums, sumsAt, factors, factorsAt);
    }
    if (whole < count) {
      long done = (long) whole * fold.element().size();
      fillRest(source, at + done, count - whole);
      if (fold.op() == Fold.Op.DOT) {
        fillRestFactors(factors, factorsAt + done, count - whole);
      }
      kernel.elements(
          Memory.segment(rest),
          Memory.at(rest),
          vector,
          sums,
          sumsAt + whole,
          Memory.segment(restFactors),
          Memory.at(restFactors));
    }
  }

  /// Folds a run into as many sums, not of a product, while the kernel is cold.
  void coldElements(Span source, long address, int count, int sumsAt) {
    ColdSums.elements(fold, sums, sumsAt, source.segment(), source.at(address), count);
  }

  /// Folds rows of one block: sums from `sumsAt` on become their results. The 64 sums after the
  /// last one are work memory.
  ///
  /// @param rowStep the distance of rows, in bytes
  void rows(MemorySegment source, long at, long rowStep, int rows, int count, int sumsAt) {
    if (count >= ReductionOrder.LANES && count % vector == 0) {
      kernel.rows(source, at, rowStep, rows, count, sums, sumsAt);
      return;
    }
    int lanes = lanesFor(fold, count);
    for (int row = 0; row < rows; row++) {
      clear(sumsAt + row, lanes);
      lanes(source, at + row * rowStep, count, sumsAt + row, source, at);
      foldLanes(sumsAt + row, lanes, 1);
    }
  }

  /// Folds runs into as many sums, one after the other. If the last vector of a run is not whole,
  /// the sums after the whole ones are those of the vector that ends with the run, so that nothing
  /// beyond it is read; [#closeGap] brings them to their places.
  ///
  /// @param step the distance of runs, in bytes
  void stack(MemorySegment source, long at, long step, int runs, int count, int sumsAt) {
    if (count < vector) {
      for (int run = 0; run < runs; run++) {
        elements(source, at + run * step, count, sumsAt, source, at);
      }
      return;
    }
    int whole = count & -vector;
    stackWhole(source, at, step, runs, whole, sumsAt);
    if (whole < count) {
      long last = at + (long) (count - vector) * fold.element().size();
      stackWhole(source, last, step, runs, vector, sumsAt + whole);
    }
  }

  private void stackWhole(
      MemorySegment source, long at, long step, int runs, int count, int sumsAt) {
    int run = 0;
    for (; run + 8 <= runs; run += 8) {
      kernel.stack8(source, at + run * step, step, count, sums, sumsAt);
    }
    for (; run + 4 <= runs; run += 4) {
      kernel.stack4(source, at + run * step, step, count, sums, sumsAt);
    }
    for (; run < runs; run++) {
      kernel.elements(source, at + run * step, count, sums, sumsAt, source, at);
    }
  }

  /// After [#stack] of runs of `count` elements: moves the sums of the last vector.
  @SuppressWarnings("SuspiciousSystemArraycopy") // the sums are an array
  void closeGap(int count) {
    int rest = count % vector;
    if (rest > 0 && count > vector) {
      int whole = count - rest;
      System.arraycopy(sums, whole + vector - rest, sums, whole, rest);
    }
  }

  /// Folds a run, times the one factor at `factorsAt`, into as many sums.
  void scaled(
      MemorySegment source, long at, int count, int sumsAt, MemorySegment factors, long factorsAt) {
    int whole = count & -vector;
    if (whole > 0) {
      kernel.scaled(source, at, whole, sums, sumsAt, factors, factorsAt);
    }
    if (whole < count) {
      fillRest(source, at + (long) whole * fold.element().size(), count - whole);
      kernel.scaled(
          Memory.segment(rest), Memory.at(rest), vector, sums, sumsAt + whole, factors, factorsAt);
    }
  }

  private void fillRest(MemorySegment source, long at, int count) {
    fold.element().fill(Memory.segment(rest), Memory.at(rest), vector, fold.neutralBits());
    copyRest(source, at, rest, count);
  }

  private void fillRestFactors(MemorySegment factors, long at, int count) {
    fold.element().fill(Memory.segment(restFactors), Memory.at(restFactors), vector, 0);
    copyRest(factors, at, restFactors, count);
  }

  private void copyRest(MemorySegment source, long at, Strided target, int count) {
    long bytes = (long) count * fold.element().size();
    MemorySegment.copy(source, at, Memory.segment(target), Memory.at(target), bytes);
  }

  /// Folds lanes by halves, each lane a run of `width` sums: the result is the first one.
  void foldLanes(int sumsAt, int lanes, int width) {
    if (width == 1 && lanes == ReductionOrder.LANES) {
      kernel.halves(sums, sumsAt);
      return;
    }
    for (int half = lanes / 2; half >= 1; half /= 2) {
      kernel.combine(sums, sumsAt, sumsAt + half * width, half * width);
    }
  }

  /// Folds the results of blocks, each a run of sums in a slot: the tree that
  /// `ReductionOrder.splitPoint` describes, from its leaves.
  void foldBlocks(int blocks, int slot, int width) {
    for (int step = 1; step < blocks; step *= 2) {
      for (int i = 0; i + step < blocks; i += 2 * step) {
        kernel.combine(sums, i * slot, (i + step) * slot, width);
      }
    }
  }

  /// Folds the results of blocks that lie side by side, from the first sum on.
  void foldTree(int blocks) {
    kernel.tree(sums, 0, blocks);
  }

  /// Sets the first sum.
  void set(long bits) {
    fold.element().fill(sums, 0, 1, bits);
  }

  /// Writes sums to memory, as the bits of elements.
  void write(int from, int count, MemorySegment target, long at) {
    if (fold.key() != Key.NONE) {
      fold.key().decode(sums, from, from + count);
    }
    copyOut(from, count, target, at);
  }

  /// Writes sums to memory as they are.
  void copyOut(int from, int count, MemorySegment target, long at) {
    MemorySegment.copy(sums, from, target, fold.element().layout(), at, count);
  }

  /// Reads sums from memory as they were written by [#copyOut].
  void copyIn(MemorySegment source, long at, int count) {
    MemorySegment.copy(source, fold.element().layout(), at, sums, 0, count);
  }

  /// Calls every method of the kernel, on work memory alone.
  void tryAll() {
    MemorySegment source = Memory.segment(rest);
    MemorySegment factors = Memory.segment(restFactors);
    long at = Memory.at(rest);
    long factorsAt = Memory.at(restFactors);
    int lanes = ReductionOrder.LANES;
    lanes(source, at, lanes, 0, factors, factorsAt);
    elements(source, at, lanes, 0, factors, factorsAt);
    scaled(source, at, lanes, 0, factors, factorsAt);
    foldLanes(0, lanes, 1);
    foldLanes(0, lanes / 2, 1);
    kernel.tree(sums, 0, lanes);
    if (fold.op() != Fold.Op.DOT) {
      kernel.rows(source, at, 0, 4, lanes, sums, 0);
      kernel.stack8(source, at, 0, lanes, sums, 0);
      kernel.stack4(source, at, 0, lanes, sums, 0);
    }
  }
}
