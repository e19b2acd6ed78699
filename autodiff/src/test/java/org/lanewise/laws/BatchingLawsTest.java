package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;

/// The law of batching: `vmap` of a primitive gives each lane the bits that the primitive gives for
/// that lane alone, for every element type, every combination of operands that are mapped, and axes
/// of all positions.
///
/// Cases and rows are those of [PrimitiveLawsTest]; what no lane can show (a batch of nothing) is
/// compared by its shape. Products that `numerics.md` exempts hold to rounding.
class BatchingLawsTest {

  @TestFactory
  Stream<DynamicTest> vmapIsTheLoop() {
    return PrimitiveLawsTest.table().entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () ->
                        row.getValue().stream()
                            .flatMap(each -> BatchedCase.of(each).stream())
                            .forEach(BatchingLawsTest::check)));
  }

  /// A `vmap` in a `vmap`: the inner one maps all operands, the outer one any of them.
  @TestFactory
  Stream<DynamicTest> nestedVmapIsTheLoop() {
    return PrimitiveLawsTest.table().entrySet().stream()
        .filter(row -> row.getKey().endsWith(" f32") || row.getKey().endsWith(" i32"))
        .flatMap(row -> row.getValue().stream().filter(BatchingLawsTest::nests).limit(2))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> nested(each).check()));
  }

  /// Products are left out: see [BatchedCase#isExact].
  private static boolean nests(LawCase each) {
    return !each.operands().isEmpty()
        && !(each.primitive() instanceof DotGeneral)
        && each.operands().stream().allMatch(x -> x.shape().size() <= 100);
  }

  private static VmapLaw nested(LawCase each) {
    List<LawCase.Operand> rows =
        each.operands().stream()
            .map(x -> new LawCase.Operand(x.dtype(), x.shape().insert(0, 2), x.values()))
            .toList();
    Function<List<Array>, List<Array>> inner =
        Transforms.vmap((List<Array> x) -> CurrentInterpreter.bind(each.primitive(), x));
    return new VmapLaw(each.toString(), inner, rows);
  }

  private static void check(BatchedCase batched) {
    List<Array> operands = batched.operands();
    List<Array> all = batched.batched(operands);
    for (Array result : all) {
      assertThat(result.shape().get(0)).as("%s", batched).isEqualTo(batched.lanes());
    }
    for (int lane = 0; lane < batched.lanes(); lane++) {
      List<Array> alone = batched.alone(operands, lane);
      for (int i = 0; i < all.size(); i++) {
        compare(batched, BatchedCase.lane(all.get(i), 0, lane), alone.get(i));
      }
    }
  }

  private static void compare(BatchedCase batched, Array lane, Array alone) {
    assertThat(lane.type()).as("%s", batched).isEqualTo(alone.type());
    if (batched.isExact()) {
      assertThat(RandomArrays.bits(lane)).as("%s", batched).isEqualTo(RandomArrays.bits(alone));
      return;
    }
    double[] expected = doubles(alone);
    double[] actual = doubles(lane);
    double unit = alone.dtype().isFloating() ? Math.scalb(1.0, 3 - precision(alone)) : 0;
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("%s", batched).isCloseTo(expected[i], within(40 * unit));
    }
  }

  private static double[] doubles(Array x) {
    return x.astype(DType.FLOAT64).toDoubleArray();
  }

  private static int precision(Array x) {
    return switch (x.dtype()) {
      case FLOAT16 -> 11;
      case BFLOAT16 -> 8;
      case FLOAT32 -> 24;
      default -> 53; // only floating types are asked about
    };
  }

  @Test
  void everyPrimitiveWithOperandsHasARow() {
    Set<String> met = new TreeSet<>();
    PrimitiveLawsTest.table().values().stream()
        .filter(row -> row.stream().anyMatch(each -> !BatchedCase.of(each).isEmpty()))
        .forEach(row -> met.add(row.get(0).row()));
    met.add("Iota"); // has no operands that could be mapped
    assertThat(met).isEqualTo(LawCase.rows());
  }

  /// The seeds reach batches of nothing, of one lane and of several, and axes of all positions.
  @Test
  void theTableIsWide() {
    Set<Integer> lanes = new HashSet<>();
    Set<Integer> axes = new HashSet<>();
    long[] exempt = new long[2];
    PrimitiveLawsTest.table().values().stream()
        .flatMap(List::stream)
        .flatMap(each -> BatchedCase.of(each).stream())
        .forEach(
            batched -> {
              lanes.add(batched.lanes());
              axes.addAll(batched.axes());
              exempt[batched.isExact() ? 1 : 0]++;
            });
    assertThat(lanes).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(axes).containsExactlyInAnyOrder(-1, 0, 1, 2, 3, 4, 5);
    assertThat(exempt[1]).isGreaterThan(25_000);
    assertThat(exempt[0]).isBetween(1L, 200L);
  }
}
