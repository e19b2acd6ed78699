package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.oracle.OracleArray;
import org.lanewise.oracle.OracleCase;
import org.lanewise.oracle.OracleFile;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Replays JAX's answers.
class NumpyOracleTest {
  private static final Set<String> EXACT =
      Set.of(
          "jnp.add",
          "jnp.subtract",
          "jnp.multiply",
          "jnp.minimum",
          "jnp.maximum",
          "jnp.sqrt",
          "jnp.floor",
          "jnp.ceil",
          "jnp.round",
          "jnp.rint",
          "jnp.trunc",
          "jnp.abs",
          "jnp.negative",
          "jnp.sign",
          "jnp.square",
          "jnp.where",
          "jnp.clip",
          "jnp.max",
          "jnp.min");

  /// Functions whose results are i32 here and i64 under JAX's switch for 64-bit types.
  private static final Set<String> INDICES =
      Set.of("jnp.argmax", "jnp.argmin", "jnp.argsort", "jnp.count_nonzero");

  @TestFactory
  Stream<DynamicTest> arithmetic() {
    return file("arithmetic.txt", 780);
  }

  @TestFactory
  Stream<DynamicTest> reductions() {
    return file("reductions.txt", 850);
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    return file("shapes.txt", 205);
  }

  @TestFactory
  Stream<DynamicTest> ordering() {
    return file("ordering.txt", 130);
  }

  @TestFactory
  Stream<DynamicTest> contraction() {
    return file("contraction.txt", 140);
  }

  @TestFactory
  Stream<DynamicTest> grids() {
    return file("grids.txt", 94);
  }

  private static Stream<DynamicTest> file(String name, int atLeast) {
    List<DynamicTest> tests = new ArrayList<>();
    for (OracleCase c : OracleFile.cases(name)) {
      if (c.call().isEmpty() || NumpyOracleSkips.reason(c).isPresent()) {
        continue;
      }
      try {
        if (NumpyCalls.supports(new NumpyCall(c))) {
          tests.add(DynamicTest.dynamicTest(c.toString(), () -> check(c)));
        }
      } catch (NumpyCall.Unsupported e) {
        // An expression among the arguments: not a plain call.
      }
    }
    DynamicTest enough =
        DynamicTest.dynamicTest(
            name + " has enough cases", () -> assertThat(tests).hasSizeGreaterThan(atLeast));
    return Stream.concat(Stream.of(enough), tests.stream());
  }

  private static void check(OracleCase c) {
    NumpyCall call = new NumpyCall(c);
    if (c.error().isPresent()) {
      assertThatThrownBy(() -> NumpyCalls.run(call))
          .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
          .message()
          .startsWith("`");
      return;
    }
    List<Array> results = NumpyCalls.run(call);
    assertThat(results).hasSameSizeAs(c.outputs());
    for (int i = 0; i < results.size(); i++) {
      compare(c, c.outputs().get(i), results.get(i));
    }
    if (!NumpyOracleSkips.needsValues(c)) {
      checkStaged(c, results);
    }
  }

  /// What a function computes step by step, it computes as a program, too.
  private static void checkStaged(OracleCase c, List<Array> eager) {
    List<Array> operands = c.inputs().stream().map(OracleArrays::of).toList();
    List<ArrayType> types = operands.stream().map(Array::type).toList();
    StagedProgram program =
        Staging.stage(tracers -> NumpyCalls.run(new NumpyCall(c, tracers)), types);
    List<Array> staged = program.apply(operands);
    for (int i = 0; i < eager.size(); i++) {
      assertThat(staged.get(i).type()).isEqualTo(eager.get(i).type());
      assertThat(staged.get(i).toDoubleArray()).isEqualTo(eager.get(i).toDoubleArray());
    }
  }

  private static void compare(OracleCase c, OracleArray expected, Array actual) {
    DType dtype = DType.of(expected.dtype());
    boolean widened =
        c.mode().equals("x64")
            && dtype.byteSize() == 8
            && (INDICES.contains(c.call().get(0))
                || c.inputs().stream().noneMatch(x -> x.dtype().equals(expected.dtype())));
    if (!widened) {
      assertThat(actual.dtype()).isEqualTo(dtype);
    }
    if (dtype != DType.BOOL) {
      // JAX carries weakness on truth values, where it has no meaning.
      assertThat(actual.weakType()).as("weak").isEqualTo(expected.weak());
    }
    Shape shape = Shape.of(expected.shape().stream().mapToLong(n -> n).toArray());
    assertThat(actual.shape()).isEqualTo(shape);
    if (actual.dtype().isFloating()) {
      double[] numbers = actual.toDoubleArray();
      double[] wanted = expected.numbers();
      double tolerance = EXACT.contains(c.call().get(0)) ? 0 : tolerance(actual.dtype());
      for (int i = 0; i < numbers.length; i++) {
        assertThat(close(wanted[i], numbers[i], tolerance))
            .as("element %d: %s, JAX %s", i, numbers[i], wanted[i])
            .isTrue();
      }
    } else {
      assertThat(actual.toLongArray()).isEqualTo(expected.bits());
    }
  }

  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT32 -> 2e-5;
      case FLOAT64 -> 1e-12;
      default -> 0;
    };
  }

  private static boolean close(double wanted, double actual, double tolerance) {
    if (Double.compare(wanted, actual) == 0) {
      return true;
    }
    // Near a zero of the function an error of XLA's polynomials is relative to their terms, about
    // 1.
    return Math.abs(wanted - actual) <= tolerance * (Math.abs(wanted) + 0.1);
  }
}
