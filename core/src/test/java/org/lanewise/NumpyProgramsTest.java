package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lanewise.oracle.OracleFile;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The programs of NumPy's functions: JAX's, but for its inner calls, which stand in line here.
class NumpyProgramsTest {
  private static final ArrayType SCALAR = ArrayType.of(DType.FLOAT32);
  private static final ArrayType VECTOR = ArrayType.of(DType.FLOAT32, 3);

  private static String print(UnaryOperator<Array> function, ArrayType type) {
    return Staging.stage(x -> List.of(function.apply(x.get(0))), List.of(type)).jaxpr().toString();
  }

  private static String print(BinaryOperator<Array> function, ArrayType x, ArrayType y) {
    return Staging.stage(a -> List.of(function.apply(a.get(0), a.get(1))), List.of(x, y))
        .jaxpr()
        .toString();
  }

  private static String jax(String name) {
    return OracleFile.jaxprs().get(name);
  }

  @Test
  void javaNumbersAreLiteralsOfTheOtherOperandsType() {
    ArrayType integer = ArrayType.of(DType.INT32);
    assertThat(print(x -> x.sin().times(x).plus(3.0), SCALAR)).isEqualTo(jax("sin(x)*x+3"));
    assertThat(print(x -> x.times(2), VECTOR)).isEqualTo(jax("mul weak literal"));
    assertThat(print(x -> x.plus(1), integer)).isEqualTo(jax("int literal"));
    assertThat(print(x -> Numpy.subtract(2.5, x), SCALAR)).isEqualTo(jax("literal of two"));
    assertThat(print(x -> x.div(2), ArrayType.of(DType.INT32, 3)))
        .isEqualTo(
            """
            { lambda ; a:i32[3]. let
                b:f32[3] = convert_element_type[new_dtype=float32 weak_type=False] a
                c:f32[3] = div b 2.0:f32[]
              in (c,) }""");
  }

  @Test
  void operandsPromoteAndBroadcastAsInJax() {
    ArrayType column = ArrayType.of(DType.FLOAT32, 2, 1);
    assertThat(print(Array::plus, ArrayType.of(DType.INT32, 3), VECTOR))
        .isEqualTo(jax("promotion"));
    assertThat(print(Array::plus, column, VECTOR)).isEqualTo(jax("broadcasting"));
  }

  @Test
  void reductionsAreJaxs() {
    assertThat(print(x -> x.mean(), VECTOR)).isEqualTo(jax("mean"));
    assertThat(print(x -> x.sum(), ArrayType.of(DType.BOOL, 3))).isEqualTo(jax("sum bool"));
    assertThat(print(x -> x.times(x).sum().sqrt(), VECTOR)).isEqualTo(jax("norm"));
    assertThat(print(x -> Nn.softmax(x), VECTOR)).isEqualTo(jax("softmax"));
  }

  @Test
  void productsAreJaxs() {
    assertThat(print(Array::dot, VECTOR, VECTOR)).isEqualTo(jax("dot vectors"));
    assertThat(print(Array::matmul, ArrayType.of(DType.FLOAT32, 2, 3), VECTOR))
        .isEqualTo(jax("matmul"));
  }

  @Test
  void whereBroadcastsAndSelects() {
    assertThat(print(x -> Numpy.where(x.gt(0), x, 0.0), VECTOR))
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:bool[3] = gt a 0.0:f32[]
                c:f32[3] = broadcast_in_dim 0.0:f32[]
                d:f32[3] = select_n b c a
              in (d,) }""");
  }

  @Test
  void weakTypesPropagate() {
    Array parameter = Numpy.weak(2.0);
    Array line = Numpy.weak(1.5).plus(Numpy.weak(3).times(parameter));
    assertThat(line.weakType()).isTrue();
    assertThat(line.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(line.sum().weakType()).isFalse();
    assertThat(line.plus(Numpy.array(1.0)).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(Numpy.weak(3).sqrt().weakType()).isTrue();
  }
}
