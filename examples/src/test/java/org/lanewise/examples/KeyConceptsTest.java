package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.ones;
import static org.lanewise.Numpy.weak;
import static org.lanewise.Numpy.where;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;

/// Document 002, "Key concepts" of JAX's documentation.
class KeyConceptsTest {
  private static Array selu(Array x) {
    return where(x.gt(0), x, x.exp().times(1.67).minus(1.67)).times(1.05);
  }

  @Test
  @DisplayName("row 1: an array")
  void arangeIsAnArray() {
    Object x = arange(5);
    assertThat(x).isInstanceOf(Array.class).hasToString("Array([0, 1, 2, 3, 4], dtype=int32)");
  }

  @Test
  @DisplayName("row 3: selu(1.0) is 1.05")
  void seluOfOne() {
    DocumentNumbers.assertSame("002.3", selu(weak(1.0)));
    Function<Array, Array> compiled = jit(KeyConceptsTest::selu);
    DocumentNumbers.assertSame("002.3", compiled.apply(weak(1.0)));
  }

  @Test
  @DisplayName("row 4: a traced array prints its type, not its elements")
  void tracedArray() {
    List<String> printed = new ArrayList<>();
    makeJaxpr(
            (Array x) -> {
              printed.add(x.toString());
              return x.plus(1);
            })
        .apply(arange(5));
    assertThat(printed).containsExactly("Traced<i32[5]>");
  }

  @Test
  @DisplayName("row 4: what runs inside jit is run once, on a traced array")
  void printInsideJit() {
    List<String> printed = new ArrayList<>();
    Function<Array, Array> f =
        jit(
            x -> {
              printed.add(x.toString());
              return x.plus(1);
            });
    assertThat(f.apply(arange(5)).toIntArray()).containsExactly(1, 2, 3, 4, 5);
    f.apply(arange(5));
    assertThat(printed).containsExactly("Traced<i32[5]>");
  }

  @Test
  @DisplayName("row 5: the program of selu")
  void programOfSelu() {
    String program =
        makeJaxpr(KeyConceptsTest::selu).apply(arange(5.0).astype(DType.FLOAT32)).toString();
    assertThat(program)
        .containsSubsequence(
            "{ lambda ; a:f32[5]. let",
            "b:bool[5] = gt a 0.0:f32[]",
            "c:f32[5] = exp a",
            "d:f32[5] = mul",
            "1.6699999570846558:f32[]",
            "e:f32[5] = sub d 1.6699999570846558:f32[]",
            "select_n b e a",
            "1.0499999523162842:f32[]",
            "in (");
  }

  record Params(int a, double b) {}

  @Test
  @DisplayName("rows 6 to 8: structures and leaves")
  void trees() {
    List<Object> list = List.of(1, 2, new Object[] {arange(3), ones(2)});
    assertThat(Tree.structure(list)).hasToString("PyTreeDef([*, *, (*, *)])");
    assertThat(Tree.toString(Tree.leaves(list)))
        .isEqualTo("[1, 2, Array([0, 1, 2], dtype=int32), Array([1., 1.], dtype=float32)]");
    Map<String, Object> map = Map.of("n", 5, "W", ones(2, 2), "b", zeros(2));
    assertThat(Tree.structure(map)).hasToString("PyTreeDef({'W': *, 'b': *, 'n': *})");
    assertThat(Tree.leaves(map)).hasSize(3).last().isEqualTo(5);
    assertThat(Tree.leaves(map).get(0))
        .hasToString("Array([[1., 1.],\n       [1., 1.]], dtype=float32)");
    assertThat(Tree.structure(new Params(1, 5.0)))
        .hasToString("PyTreeDef(CustomNode(record[Params], [*, *]))");
    assertThat(Tree.leaves(new Params(1, 5.0))).isEqualTo(List.of(1, 5.0));
  }

  @Test
  @DisplayName("rows 10 to 12: typed keys")
  void keys() {
    Key key = Key.of(43);
    assertThat(key).hasToString("Array((), dtype=key<fry>) overlaying:\n[ 0 43]");
    DocumentNumbers.assertSame("002.10", key.data());
    DocumentNumbers.assertSame("002.11", Sample.normal(key));
    DocumentNumbers.assertSame("002.11", Sample.normal(key));
    for (int i = 0; i < 3; i++) {
      Key two = key.split();
      DocumentNumbers.assertSame("002.12." + i, Sample.normal(two.get(1)));
      key = two.get(0);
    }
  }
}
