package org.lanewise.backend.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.lanewise.backend.DotOrder;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.backend.ScanOrder;
import org.lanewise.type.DType;

/// The documented orders of sums, once more and literally: lists are cut, folded and joined as the
/// sentences of [ReductionOrder], [ScanOrder] and [DotOrder] say. What is folded may be anything,
/// so a test can fold numbers, or strings that show the order.
final class Order {
  private Order() {}

  /// A step that takes an element into a lane.
  interface Take<X, A> {
    A into(A lane, X element);
  }

  /// "The elements are cut into blocks; blocks are folded as a balanced tree."
  static <X, A> A reduce(List<X> x, A identity, Take<X, A> take, BinaryOperator<A> fold) {
    if (x.isEmpty()) {
      return identity;
    }
    List<A> blocks = new ArrayList<>();
    for (List<X> block : cut(x, ReductionOrder.BLOCK)) {
      blocks.add(lanes(block, identity, take, fold));
    }
    return tree(blocks, fold);
  }

  private static <X> List<List<X>> cut(List<X> x, int size) {
    List<List<X>> blocks = new ArrayList<>();
    for (int from = 0; from < x.size(); from += size) {
      blocks.add(x.subList(from, Math.min(x.size(), from + size)));
    }
    return blocks;
  }

  /// "Element i of the block goes to lane i mod LANES; lanes are folded by halves."
  private static <X, A> A lanes(
      List<X> block, A identity, Take<X, A> take, BinaryOperator<A> fold) {
    List<A> lanes = new ArrayList<>();
    for (int lane = 0; lane < 64; lane++) {
      A value = identity;
      for (int i = lane; i < block.size(); i += 64) {
        value = take.into(value, block.get(i));
      }
      lanes.add(value);
    }
    while (lanes.size() > 1) {
      int half = lanes.size() / 2;
      List<A> halves = new ArrayList<>();
      for (int i = 0; i < half; i++) {
        halves.add(fold.apply(lanes.get(i), lanes.get(i + half)));
      }
      lanes = halves;
    }
    return lanes.get(0);
  }

  /// "A left part of the largest power of two below m and the rest."
  private static <A> A tree(List<A> blocks, BinaryOperator<A> fold) {
    if (blocks.size() == 1) {
      return blocks.get(0);
    }
    int left = 1;
    while (2 * left < blocks.size()) {
      left *= 2;
    }
    return fold.apply(
        tree(blocks.subList(0, left), fold), tree(blocks.subList(left, blocks.size()), fold));
  }

  /// "pᵢ = pᵢ₋₁ ∘ xᵢ within a block; outᵢ = carry ∘ pᵢ, where carry is the last result of the block
  /// before."
  static <X> List<X> scan(List<X> x, BinaryOperator<X> fold) {
    List<X> out = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      int begin = i / ScanOrder.BLOCK * ScanOrder.BLOCK;
      X prefix = x.get(begin);
      for (int j = begin + 1; j <= i; j++) {
        prefix = fold.apply(prefix, x.get(j));
      }
      out.add(begin == 0 ? prefix : fold.apply(out.get(begin - 1), prefix));
    }
    return out;
  }

  /// "k is cut into blocks; in each block one chain; the blocks are added in ascending order."
  static <X, A> A chains(
      List<X> x, DType computeType, A zero, Take<X, A> fma, BinaryOperator<A> add) {
    A sum = zero;
    boolean isFirst = true;
    for (List<X> block : cut(x, DotOrder.kBlock(computeType))) {
      A chain = zero;
      for (X element : block) {
        chain = fma.into(chain, element);
      }
      sum = isFirst ? chain : add.apply(sum, chain);
      isFirst = false;
    }
    return sum;
  }
}
