package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.RandomOperands;
import org.lanewise.vector.Samples;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.kernel.Warmth;

/// Compiled programs give the bits of the reference backend, in each tier and for every layout of
/// their parameters.
@Tag("bits")
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("lanewise.fusion.programs", 40);

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 30})
  void programsAgreeWithTheReference(int equations) {
    for (int i = 0; i < PROGRAMS; i++) {
      check(equations * 1_000_000L + i, equations);
    }
  }

  private static void check(long seed, int equations) {
    Jaxpr program = RandomProgram.of(seed, equations);
    Random random = new Random(seed);
    List<Strided> operands = new ArrayList<>();
    for (ArrayType type : program.inputTypes()) {
      operands.add(RandomOperands.of(type, random));
    }
    Strided[] inputs = operands.toArray(Strided[]::new);
    List<long[]> before = operands.stream().map(Samples::bits).toList();
    Strided[] expected = new ReferenceBackend().compile(program).execute(inputs);
    Executable compiled = new VectorBackend().compile(program);
    Warmth.assume(false);
    compare("first tier", seed, program, expected, compiled.execute(inputs));
    Warmth.assume(true);
    if (compiled instanceof ProgramExecutable fused) {
      fused.force(Form.SCALAR);
      compare("scalar", seed, program, expected, compiled.execute(inputs));
      fused.force(Form.VECTOR);
    }
    compare("vector", seed, program, expected, compiled.execute(inputs));
    for (int i = 0; i < inputs.length; i++) {
      assertThat(Samples.bits(inputs[i]))
          .as("operand %d is not written", i)
          .isEqualTo(before.get(i));
    }
  }

  /// Operands that are given up, some or all, in each tier.
  @Test
  void whatIsGivenUpMayBeWritten() {
    for (int i = 0; i < PROGRAMS; i++) {
      long seed = 7_000_000L + i;
      Jaxpr program = RandomProgram.of(seed, 1 + i % 20);
      List<ArrayType> types = program.inputTypes();
      Strided[] expected = new ReferenceBackend().compile(program).execute(operands(types, seed));
      Executable compiled = new VectorBackend().compile(program);
      for (int given = 0; given < 1 << types.size(); given++) {
        if (compiled instanceof ProgramExecutable fused && given % 2 == 1) {
          fused.force(given % 4 == 1 ? Form.SCALAR : Form.VECTOR);
        }
        Strided[] inputs = operands(types, seed);
        boolean[] isGiven = new boolean[inputs.length];
        for (int k = 0; k < inputs.length; k++) {
          isGiven[k] = (given >> k & 1) == 1;
        }
        compare("given " + given, seed, program, expected, compiled.executeTaking(isGiven, inputs));
        for (int k = 0; k < inputs.length; k++) {
          if (!isGiven[k]) {
            assertThat(Samples.bits(inputs[k])).isEqualTo(Samples.bits(operands(types, seed)[k]));
          }
        }
      }
    }
  }

  private static Strided[] operands(List<ArrayType> types, long seed) {
    Random random = new Random(seed);
    return types.stream().map(type -> RandomOperands.of(type, random)).toArray(Strided[]::new);
  }

  private static void compare(
      String tier, long seed, Jaxpr program, Strided[] expected, Strided[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i].dtype()).isEqualTo(expected[i].dtype());
      assertThat(actual[i].shape()).isEqualTo(expected[i].shape());
      assertThat(Samples.bits(actual[i]))
          .as("result %d of seed %d, %s: %s", i, seed, tier, program)
          .isEqualTo(Samples.bits(expected[i]));
    }
  }

  @Test
  void theGeneratorWritesProgramsOfManyEquations() {
    long equations = 0;
    for (int i = 0; i < 50; i++) {
      equations += RandomProgram.of(i, 30).equations().size();
    }
    assertThat(equations).isGreaterThan(50 * 25);
  }
}
