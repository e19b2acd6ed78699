package org.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No boxed vectors: what a kernel puts on the heap does not grow with what it computes.
class AllocationTest {
  private static final int VECTORS = 1_000_000 / 16;
  private static final Duration CALLED = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// What does the same with other types or in another order, and a loop of hundreds of programs.
  /// `scripts/allocation` measures them, too.
  private static final Set<String> LEFT_OUT = Set.of("FLOAT64", "ORIGINAL", "GAMMA");

  /// The largest setting of each benchmark, and all that are not sizes.
  ///
  /// C2 is erratic: now and then it leaves a box in one of these kernels. If it did in two, the
  /// fault would be in the code that we generate.
  @Test
  void kernelsPutNothingOnTheHeapThatGrowsWithTheirWork() {
    assumeFalse(Boolean.getBoolean("lanewise.checks"), "checked accesses make segments");
    List<String> boxing = new ArrayList<>();
    int count = 0;
    for (Class<? extends ShortRuns> type : AllocationReport.KERNELS) {
      Settings settings = new Settings(type);
      for (List<String> setting : settings.all()) {
        if (!Collections.disjoint(setting, LEFT_OUT) || !isLargest(setting, settings.all())) {
          continue;
        }
        for (Settings.Work work : settings.at(setting)) {
          count++;
          long bytes = HeapBytes.of(work, CALLED, AllocationReport.LIMIT, PATIENCE);
          if (bytes > AllocationReport.LIMIT) {
            boxing.add(work.name() + " at " + work.parameters() + ": " + bytes + " bytes a call");
          }
        }
      }
    }
    assertThat(count).isGreaterThan(40);
    assertThat(boxing).hasSizeLessThan(2);
  }

  /// Whether no other setting has the same words and a larger number.
  private static boolean isLargest(List<String> setting, List<List<String>> all) {
    for (List<String> other : all) {
      boolean larger = false;
      boolean same = true;
      for (int i = 0; i < setting.size(); i++) {
        boolean isNumber = Character.isDigit(setting.get(i).charAt(0));
        larger |= isNumber && Long.parseLong(other.get(i)) > Long.parseLong(setting.get(i));
        same &= isNumber || other.get(i).equals(setting.get(i));
      }
      if (same && larger) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aBoxForEachVectorIsSeen() throws NoSuchMethodException {
    Boxing owner = new Boxing();
    Settings.Work work = new Settings.Work(owner, Boxing.class.getMethod("box"), "");
    assertThat(HeapBytes.of(work, CALLED, Long.MAX_VALUE, PATIENCE)).isGreaterThan(VECTORS * 64L);
  }

  /// What a kernel of a million elements would be that makes an object for each vector.
  public static final class Boxing extends ShortRuns {
    private Object box = "";

    /// Makes the last of many boxes.
    public Object box() {
      for (int i = 0; i < VECTORS; i++) {
        box = new float[16];
      }
      return box;
    }
  }
}
