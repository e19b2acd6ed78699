package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Strided;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.Samples;
import org.lanewise.vector.VectorBackend;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.kernel.Warmth;

/// Programs of tests, and the law that they obey: the bits are those of the reference backend.
final class Programs {
  private Programs() {}

  /// The program of a function.
  static Jaxpr staged(Function<List<Array>, List<Array>> function, ArrayType... types) {
    return Staging.stage(function, List.of(types)).jaxpr();
  }

  /// The program, compiled.
  static ProgramExecutable compiled(Jaxpr program) {
    return (ProgramExecutable) new VectorBackend().compile(program);
  }

  /// Runs a program in every tier and compares it with the reference backend.
  static void agree(Jaxpr program, long seed) {
    Random random = new Random(seed);
    List<Strided> operands = new ArrayList<>();
    for (ArrayType type : program.inputTypes()) {
      operands.add(Samples.array(type.dtype(), type.shape(), random));
    }
    Strided[] inputs = operands.toArray(Strided[]::new);
    Strided[] expected = new ReferenceBackend().compile(program).execute(inputs);
    ProgramExecutable compiled = compiled(program);
    Warmth.assume(false);
    compare("first tier", program, expected, compiled.execute(inputs));
    Warmth.assume(true);
    for (Form form : Form.values()) {
      compiled.force(form);
      compare(form.name(), program, expected, compiled.execute(inputs));
    }
  }

  private static void compare(String tier, Jaxpr program, Strided[] expected, Strided[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Samples.bits(actual[i]))
          .as("result %d, %s: %s", i, tier, program)
          .isEqualTo(Samples.bits(expected[i]));
    }
  }
}
