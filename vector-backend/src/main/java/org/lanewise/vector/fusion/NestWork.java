package org.lanewise.vector.fusion;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.vector.team.Team;

/// A nest that runs many times for one caller, whose memory stays where it is for the most part.
///
/// What is not worth a second thread runs in the caller's, by a worker that is made once.
final class NestWork implements AutoCloseable {
  private final NestPlan plan;
  private final BitSet exact = new BitSet();
  private @Nullable Variant variant;
  private @Nullable NestWorker worker;

  NestWork(NestPlan plan) {
    this.plan = plan;
  }

  /// Says whether the memory behind a value belongs to others.
  void setExact(int value, boolean isExact) {
    exact.set(value, isExact);
  }

  /// Runs the nest.
  ///
  /// @param memory what has memory of its own, by number, with what the nest writes
  void run(@Nullable Strided[] memory) {
    Variant now = plan.variant();
    long tiles = now.tiles().count();
    boolean alone = Team.shared().size() == 1 || tiles / now.grain() < 2;
    if (!alone || now.hasLateFolds() || now.product() != null) {
      plan.run(memory, exact);
      return;
    }
    for (RootLayouts.Copy copy : plan.copies()) {
      copy.run(memory);
    }
    NestWorker known = worker;
    if (known == null || now != variant) {
      close();
      known = new NestWorker(now, memory, null, null, exact).remember();
      worker = known;
      variant = now;
    } else {
      known.rebind();
    }
    known.run(0, tiles);
    for (RootLayouts.Copy copy : plan.copies()) {
      copy.release(memory);
    }
  }

  @Override
  public void close() {
    NestWorker known = worker;
    worker = null;
    if (known != null) {
      known.close();
    }
  }
}
