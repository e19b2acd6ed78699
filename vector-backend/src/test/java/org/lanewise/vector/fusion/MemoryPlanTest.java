package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.VectorBackend;

/// The laws of the memory of whole programs: what lives at the same time lies apart, within the
/// block, and a long program needs no more than a short one.
class MemoryPlanTest {
  private static final int PROGRAMS = Integer.getInteger("lanewise.fusion.programs", 40);

  /// A program with its plan.
  private record Planned(Lowered program, List<Step> steps, ProgramPlan plan) {
    static Planned of(Jaxpr jaxpr) {
      VectorBackend backend = new VectorBackend();
      Lowered program = Lowering.lower(jaxpr, backend::compile);
      List<Step> steps = Partition.of(program);
      ProgramPlan plan =
          ProgramPlan.of(
              program,
              steps,
              Lifetimes.of(program, steps),
              Collections.nCopies(program.parameters().size(), null));
      return new Planned(program, steps, plan);
    }

    /// The first and the last step that touch each value; results live on.
    Map<Value, int[]> lives() {
      Map<Value, int[]> lives = new HashMap<>();
      for (int i = 0; i < steps.size(); i++) {
        int now = i;
        for (Value value : touched(steps.get(i))) {
          lives.computeIfAbsent(value, _ -> new int[] {now, now})[1] = now;
        }
      }
      for (Value output : program.outputs()) {
        int[] life = lives.get(output.root());
        if (life != null) {
          life[1] = steps.size();
        }
      }
      return lives;
    }
  }

  private static Set<Value> touched(Step step) {
    Set<Value> touched = new HashSet<>();
    switch (step) {
      case Step.Nest nest -> {
        nest.fused().forEach(stage -> touched.addAll(stage.reads()));
        touched.addAll(nest.written());
      }
      case Step.Call(Operation.Call call) -> {
        call.operands().forEach(operand -> touched.add(operand.root()));
        touched.addAll(call.results());
      }
    }
    return touched;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 90})
  void whatLivesAtTheSameTimeLiesApart(int equations) {
    int placed = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      placed += check(Planned.of(RandomProgram.of(seed * 31L + equations, equations)));
    }
    assertThat(placed).as("values in blocks").isGreaterThan(PROGRAMS * equations / 100);
  }

  private static int check(Planned planned) {
    MemoryPlan memory = planned.plan().memory();
    Map<Value, int[]> lives = planned.lives();
    int placed = 0;
    long sum = 0;
    for (Value value : planned.program().values()) {
      long offset = memory.offset(value);
      if (offset < 0) {
        continue;
      }
      placed++;
      sum += MemoryPlan.padded(value);
      assertThat(offset % 64).isZero();
      assertThat(offset + MemoryPlan.padded(value)).isLessThanOrEqualTo(memory.bytes());
      assertThat(lives.get(value)[1]).as("no result").isLessThan(planned.steps().size());
      for (Value other : planned.program().values()) {
        if (other.number() < value.number() && memory.offset(other) >= 0) {
          checkApart(planned, value, other, lives);
        }
      }
    }
    assertThat(memory.separate()).isEqualTo(sum);
    assertThat(memory.bytes()).isLessThanOrEqualTo(sum);
    return placed;
  }

  private static void checkApart(Planned planned, Value a, Value b, Map<Value, int[]> lives) {
    MemoryPlan memory = planned.plan().memory();
    boolean meet = overlap(memory, a, b);
    int[] lifeOfA = lives.get(a);
    int[] lifeOfB = lives.get(b);
    if (meet && lifeOfA[0] <= lifeOfB[1] && lifeOfB[0] <= lifeOfA[1]) {
      // one takes the place of the other where this dies, byte by byte
      Map<Value, Value> inherited = planned.plan().inherited();
      boolean inPlace = b.equals(inherited.get(a)) || a.equals(inherited.get(b));
      assertThat(inPlace).as("%s and %s of %s", a.type(), b.type(), planned.program()).isTrue();
      assertThat(memory.offset(a)).isEqualTo(memory.offset(b));
      assertThat(lifeOfA[1] == lifeOfB[0] || lifeOfB[1] == lifeOfA[0]).isTrue();
    }
  }

  @Test
  void randomLivesLieApartAndNearlyAsTightAsCanBe() {
    long bytes = 0;
    long least = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int steps = 1 + random.nextInt(60);
      List<Value> values = new ArrayList<>();
      List<List<Value>> written = new ArrayList<>();
      List<List<Value>> ending = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        written.add(new ArrayList<>());
        ending.add(new ArrayList<>());
      }
      long[] alive = new long[steps];
      Map<Value, int[]> lives = new HashMap<>();
      for (int i = 0; i < 2 * steps; i++) {
        Shape shape = Shape.of(1 + random.nextInt(1 << random.nextInt(12)));
        Value value = Value.root(i, new ArrayType(DType.FLOAT32, shape));
        int first = random.nextInt(steps);
        int last = Math.min(steps - 1, first + random.nextInt(6));
        values.add(value);
        written.get(first).add(value);
        ending.get(last).add(value);
        lives.put(value, new int[] {first, last});
        for (int step = first; step <= last; step++) {
          alive[step] += MemoryPlan.padded(value);
        }
      }
      Lifetimes lifetimes = new Lifetimes(List.of(), ending, Collections.nCopies(steps, List.of()));
      MemoryPlan plan =
          MemoryPlan.of(values.size(), written, lifetimes, Set.of(), Set.of(), Map.of());
      checkApart(plan, values, lives);
      bytes += plan.bytes();
      least += Arrays.stream(alive).max().orElseThrow();
    }
    assertThat(bytes).isBetween(least, least * 11 / 10);
  }

  private static void checkApart(MemoryPlan plan, List<Value> values, Map<Value, int[]> lives) {
    for (Value a : values) {
      assertThat(plan.offset(a)).isBetween(0L, plan.bytes() - MemoryPlan.padded(a));
      for (Value b : values.subList(0, a.number())) {
        int[] lifeOfA = lives.get(a);
        int[] lifeOfB = lives.get(b);
        boolean together = lifeOfA[0] <= lifeOfB[1] && lifeOfB[0] <= lifeOfA[1];
        assertThat(together && overlap(plan, a, b)).as("%s and %s", a.type(), b.type()).isFalse();
      }
    }
  }

  private static boolean overlap(MemoryPlan memory, Value a, Value b) {
    return memory.offset(a) < memory.offset(b) + MemoryPlan.padded(b)
        && memory.offset(b) < memory.offset(a) + MemoryPlan.padded(a);
  }

  private static Array layers(Array x, int count) {
    Array y = x;
    for (int i = 0; i < count; i++) {
      y = y.matmul(x).tanh();
    }
    return y;
  }

  private static Planned ofLayers(int count) {
    ArrayType type = new ArrayType(DType.FLOAT32, Shape.of(2, 50, 50));
    return Planned.of(Programs.staged(x -> List.of(layers(x.get(0), count)), type));
  }

  @Test
  void aLongChainNeedsNoMoreThanAShortOne() {
    MemoryPlan few = ofLayers(3).plan().memory();
    MemoryPlan many = ofLayers(60).plan().memory();
    // a product (of stacks, which is no part of a nest) beside the one that it reads, which the
    // loops after it overwrite
    long one = 2 * 50 * 50 * 4 + 32;
    assertThat(few.bytes()).isEqualTo(2 * one);
    assertThat(many.bytes()).isEqualTo(2 * one);
    assertThat(many.separate()).isEqualTo((2 * 59) * one);
  }

  @Test
  void valuesOfDifferentSizesShareTheBlock() {
    // every layer is twice as wide as the last one: the plan holds two neighbours, not all
    ArrayType type = new ArrayType(DType.FLOAT32, Shape.of(2, 16, 16));
    Planned planned =
        Planned.of(
            Programs.staged(
                x -> {
                  Array y = x.get(0);
                  for (int i = 0; i < 5; i++) {
                    y = Lax.cumsum(y, 2, false);
                    y = Lax.transpose(y, Axes.of(0, 2, 1)).matmul(y).exp();
                    y = Lax.concatenate(List.of(y, y), 2);
                  }
                  return List.of(y.sum());
                },
                type));
    assertThat(planned.plan().memory().bytes())
        .isLessThan(planned.plan().memory().separate() * 7 / 10);
    check(planned);
  }

  @Test
  void aResultTakesTheMemoryOfTheParameterThatItReplaces() {
    ArrayType type = new ArrayType(DType.FLOAT32, Shape.of(100));
    Planned step =
        Planned.of(
            Programs.staged(
                x -> List.of(x.get(0).minus(x.get(1).times(0.1)), x.get(1).plus(1)), type, type));
    List<Value> parameters = step.program().parameters();
    List<Value> outputs = step.program().outputs();
    boolean[] given = new boolean[step.plan().places()];
    Donors.Match none = step.plan().donors().match(given);
    outputs.forEach(output -> assertThat(none.donor(output)).isNull());
    given[parameters.get(1).number()] = true;
    Donors.Match one = step.plan().donors().match(given);
    assertThat(outputs.stream().map(one::donor).filter(Objects::nonNull))
        .containsExactly(parameters.get(1));
    given[parameters.get(0).number()] = true;
    Donors.Match both = step.plan().donors().match(given);
    assertThat(outputs.stream().map(both::donor)).containsExactlyInAnyOrderElementsOf(parameters);
    assertThat(parameters).allMatch(both::isDonor);
    assertThat(outputs).allMatch(both::isInPlace);
  }
}
