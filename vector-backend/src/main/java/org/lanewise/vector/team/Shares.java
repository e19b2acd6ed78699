package org.lanewise.vector.team;

import java.util.concurrent.atomic.AtomicLongArray;

/// Parts of some work, handed out one by one: each thread has a share of its own, parts that are
/// neighbours, of which it takes the first that is left; after that it takes the last that is left
/// of others.
///
/// So a thread that is held up does not hold up the rest, and yet the same thread computes the same
/// elements call after call and finds them in its own cache. That counts most where two processors
/// have no cache in common: on a machine whose second thread was at times moved to another group of
/// cores, a line that the other one had written last took several times as long to come.
final class Shares {
  /// Longs between the states of two shares, so that they do not lie in neighbouring cache lines.
  private static final int APART = 16;

  private final int threads;

  /// For each share the parts that are left: the first one and, above it, the one after the last.
  private final AtomicLongArray left;

  /// Cuts parts into shares that differ by one part at most.
  ///
  /// @param parts the number of parts
  /// @param threads the number of shares
  Shares(int parts, int threads) {
    this.threads = threads;
    this.left = new AtomicLongArray((threads + 1) * APART);
    for (int i = 0; i < threads; i++) {
      left.setPlain(at(i), range(cut(parts, threads, i), cut(parts, threads, i + 1)));
    }
  }

  private static int cut(int parts, int threads, int share) {
    return (int) ((long) parts * share / threads);
  }

  private static int at(int share) {
    return (share + 1) * APART;
  }

  private static long range(int from, int to) {
    return (long) to << Integer.SIZE | from;
  }

  /// Takes a part that nobody has.
  ///
  /// @param thread whose share comes first; any number from 0 on
  /// @return the part, or -1 if none is left
  int take(int thread) {
    int own = thread % threads;
    int part = take(own, false);
    for (int i = 1; part < 0 && i < threads; i++) {
      part = take((own + i) % threads, true);
    }
    return part;
  }

  private int take(int share, boolean last) {
    while (true) {
      long state = left.get(at(share));
      int from = (int) state;
      int to = (int) (state >>> Integer.SIZE);
      if (from == to) {
        return -1;
      }
      long rest = last ? range(from, to - 1) : range(from + 1, to);
      if (left.weakCompareAndSetVolatile(at(share), state, rest)) {
        return last ? to - 1 : from;
      }
    }
  }
}
