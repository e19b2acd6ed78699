package org.lanewise.vector.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.RandomOperands;
import org.lanewise.vector.Samples;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.kernel.Warmth;

/// Loops give the bits of the reference backend, in each form.
@Tag("bits")
class RandomLoopsTest {
  private static final int LOOPS = Integer.getInteger("lanewise.loops.programs", 60);

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 20, 70, 3000})
  void scansAgreeWithTheReference(long most) {
    for (int i = 0; i < LOOPS; i++) {
      long seed = most * 1_000_000 + i;
      Structured.Scan scan = RandomLoop.scan(seed, 1 + i % 12, most);
      List<ArrayType> types = new ArrayList<>(scan.body().inputTypes());
      for (int k = scan.constants() + scan.carries(); k < types.size(); k++) {
        ArrayType row = types.get(k);
        types.set(k, new ArrayType(row.dtype(), row.shape().insert(0, scan.length())));
      }
      check(seed, scan, types);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 20, 70, 3000})
  void whilesAgreeWithTheReference(long most) {
    for (int i = 0; i < LOOPS; i++) {
      long seed = most * 1_000_000 + i;
      Structured.While loop = RandomLoop.loop(seed, 1 + i % 12, most);
      check(seed, loop, loop.body().inputTypes());
    }
  }

  private static void check(long seed, Structured loop, List<ArrayType> types) {
    Random random = new Random(seed);
    Strided[] operands = new Strided[types.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = RandomOperands.of(types.get(i), random);
    }
    if (loop instanceof Structured.While counted) {
      operands[counted.bodyConstants()] = Transfer.scalar(DType.INT32, random.nextInt(3));
    }
    List<long[]> before = Arrays.stream(operands).map(Samples::bits).toList();
    Strided[] expected = new ReferenceBackend().compile(Jaxpr.of(loop, types)).execute(operands);
    Executable executable = Loops.of(new VectorBackend(), loop);
    Warmth.assume(false);
    compare("first form", seed, loop, expected, executable.execute(operands));
    Warmth.assume(true);
    for (boolean vector : new boolean[] {false, true}) {
      force(executable, vector);
      String form = vector ? "vectors" : "scalars";
      compare(form, seed, loop, expected, executable.execute(operands));
    }
    Executable always = Loops.of(new VectorBackend(), loop, true);
    force(always, true);
    compare("vectors of anything", seed, loop, expected, always.execute(operands));
    for (int i = 0; i < operands.length; i++) {
      assertThat(Samples.bits(operands[i]))
          .as("operand %d is not written", i)
          .isEqualTo(before.get(i));
    }
  }

  /// The tests above run vector code of most loops, not another form in its place.
  @Test
  void mostLoopsHaveAVectorForm() {
    int vectors = 0;
    for (int seed = 0; seed < 30; seed++) {
      Executable loop = Loops.of(new VectorBackend(), RandomLoop.scan(seed, 4, 40), true);
      force(loop, true);
      vectors += loop instanceof ScanLoop scan && scan.form().equals("vectors") ? 1 : 0;
    }
    assertThat(vectors).isGreaterThan(15);
  }

  static void force(Executable executable, boolean vector) {
    switch (executable) {
      case ScanLoop scan -> scan.loop().force(vector);
      case WhileLoop loop -> loop.steps().force(vector);
      default -> {}
    }
  }

  private static void compare(
      String form, long seed, Structured loop, Strided[] expected, Strided[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i].dtype()).isEqualTo(expected[i].dtype());
      assertThat(actual[i].shape()).isEqualTo(expected[i].shape());
      assertThat(Samples.bits(actual[i]))
          .as("result %d of seed %d, %s: %s %s", i, seed, form, loop, loop.programs())
          .isEqualTo(Samples.bits(expected[i]));
    }
  }
}
