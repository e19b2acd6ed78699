package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.zeros;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// Documents 000 and 003, "Why JAX?" of Feedbax: the rows with arrays and keys. (Its trees without
/// arrays are a test of `pytree`.)
class WhyJaxTest {
  private static final List<Object> SOME_DATA =
      List.of(
          Map.of("p", List.of(1, 2), "x", 1.0), List.of(5, 6, 7, 8, Map.of("y", array(2, 2, 2))));

  private static Object[] tuple(Object... items) {
    return items;
  }

  private static Object square(Object x) {
    return switch (x) {
      case Integer i -> i * i;
      case Double d -> d * d;
      case Array a -> a.pow(2);
      default -> throw new AssertionError(x);
    };
  }

  private static Object plus(Object x, Object y) {
    return x instanceof Array a
        ? a.plus((Array) y)
        : Stream.of((Object[]) x, (Object[]) y).flatMap(Stream::of).toArray();
  }

  @Test
  @DisplayName("rows 3 to 9: one tree of numbers and an array")
  void someData() {
    assertThat(Tree.toString(Tree.map(WhyJaxTest::square, SOME_DATA)))
        .isEqualTo(
            "[{'p': [1, 4], 'x': 1.0}, [25, 36, 49, 64, {'y': Array([4, 4, 4], dtype=int32)}]]");
    assertThat(Tree.toString(Tree.leaves(SOME_DATA)))
        .isEqualTo("[1, 2, 1.0, 5, 6, 7, 8, Array([2, 2, 2], dtype=int32)]");
    assertThat(Tree.structure(SOME_DATA))
        .hasToString("PyTreeDef([{'p': [*, *], 'x': *}, [*, *, *, *, {'y': *}]])");
    assertThat(Tree.toString(Tree.leaves(SOME_DATA, x -> x instanceof Map)))
        .isEqualTo("[{'p': [1, 2], 'x': 1.0}, 5, 6, 7, 8, {'y': Array([2, 2, 2], dtype=int32)}]");
    Object back = Tree.unflatten(Tree.structure(SOME_DATA), Tree.leaves(SOME_DATA));
    assertThat(back).isEqualTo(SOME_DATA);
  }

  @Test
  @DisplayName("rows 10 to 12: two trees of arrays")
  void twoTrees() {
    List<Object> some = List.of(tuple(array(1, 2), array(3, 4)), array(5, 6));
    List<Object> other = List.of(tuple(array(7, 8), array(3, 4)), array(1, 1));
    assertThat(Tree.structure(some)).isEqualTo(Tree.structure(other));
    assertThat(Tree.toString(Tree.map(WhyJaxTest::plus, some, other)))
        .isEqualTo(
            "[(Array([ 8, 10], dtype=int32), Array([6, 8], dtype=int32)),"
                + " Array([6, 7], dtype=int32)]");
    List<Object> joined = Tree.map(WhyJaxTest::plus, some, other, x -> x instanceof Object[]);
    assertThat(Tree.toString(joined))
        .isEqualTo(
            "[(Array([1, 2], dtype=int32), Array([3, 4], dtype=int32), Array([7, 8],"
                + " dtype=int32), Array([3, 4], dtype=int32)), Array([6, 7], dtype=int32)]");
  }

  record SomeModel(int param1, Array param2) {
    Array apply(double x) {
      return param2.times(x).plus(param1);
    }
  }

  @Test
  @DisplayName("rows 16 to 18: a model is a record")
  void someModel() {
    SomeModel model = new SomeModel(3, array(1, 2, 3));
    assertThat(model.apply(2.5))
        .hasToString("Array([ 5.5,  8. , 10.5], dtype=float32, weak_type=True)");
    assertThat(Tree.toString(Tree.leaves(model))).isEqualTo("[3, Array([1, 2, 3], dtype=int32)]");
  }

  @Test
  @DisplayName("row 23: the model is data too")
  void updateByConstructingAnew() {
    SomeModel foo = new SomeModel(2, array(1));
    SomeModel newer = Tree.at(foo, SomeModel::param1, 3);
    assertThat(foo.param1()).isEqualTo(2);
    assertThat(newer.param1()).isEqualTo(3);
  }

  @Test
  @DisplayName("rows 25 to 27: arrays are immutable; at-set makes a new one")
  void atSet() {
    Array some = zeros(3, 3);
    Array altered = some.at("0, 1:").set(5);
    assertThat(altered)
        .hasToString(
            """
            Array([[0., 5., 5.],
                   [0., 0., 0.],
                   [0., 0., 0.]], dtype=float32)""");
    assertThat(some.sum().item()).isZero();
    Array another = zeros(2, 2);
    assertThat(another.plus(10)).isNotSameAs(another);
    assertThat(another.toFloatArray()).containsOnly(0);
  }

  @Test
  @DisplayName("rows 34 to 37: keys")
  void keys() {
    Key key = Key.of(5678, Threefry.ORIGINAL);
    DocumentNumbers.assertSame("000.34", Sample.uniform(key));
    DocumentNumbers.assertSame("000.34", Sample.uniform(key));
    DocumentNumbers.assertSame("000.35.keys", key.split().data());
    Key key1 = key.split().get(0);
    Key key2 = key.split().get(1);
    DocumentNumbers.assertSame("000.35.key1", Sample.uniform(key1));
    DocumentNumbers.assertSame("000.35.key2", Sample.uniform(key2));
    Shape shape = Shape.of(2, 4);
    DocumentNumbers.assertSame("000.36", Sample.uniform(key1, shape));
    DocumentNumbers.assertSame("000.37", Sample.normal(key2, shape));
    DocumentNumbers.assertPrinted("000.36", Sample.uniform(key1, shape), 3e-8);
    DocumentNumbers.assertPrinted("000.37", Sample.normal(key2, shape), 1e-6);
  }
}
