package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Records as nodes: every sort of record class, `@Static`, primitive components, and the types
/// that a record fixes.
class RecordTest {
  private record Secret(Object a, Object b) {}

  record Box<T>(T value) {}

  record Empty() {}

  record Layer(String weight, @Static String name, String bias) {}

  record Numbers(
      int i, double d, float f, long l, short s, byte b, char c, boolean z, Integer boxed) {}

  @Test
  void privateLocalGenericAndEmptyRecordsAreOpened() {
    record Local(Object x) {}
    List<Object> tree =
        List.of(new Secret(1, 2), new Local(3), new Box<>(4), new Box<>(List.of(5)), new Empty());
    assertThat(Tree.leaves(tree)).containsExactly(1, 2, 3, 4, 5);
    assertThat(Tree.map((Integer x) -> x + 1, tree))
        .isEqualTo(
            List.of(
                new Secret(2, 3), new Local(4), new Box<>(5), new Box<>(List.of(6)), new Empty()));
  }

  @Test
  void staticComponentsBelongToTheStructure() {
    Layer layer = new Layer("w", "first", "b");
    assertThat(Tree.leaves(layer)).containsExactly("w", "b");
    assertThat(Tree.map((String s) -> s + s, layer)).isEqualTo(new Layer("ww", "first", "bb"));
    assertThat(Tree.structure(layer))
        .isEqualTo(Tree.structure(new Layer("x", "first", "y")))
        .isNotEqualTo(Tree.structure(new Layer("w", "second", "b")))
        .hasToString("PyTreeDef(CustomNode(record[Layer(name='first')], [*, *]))");
    assertThatThrownBy(
            () -> Tree.map((String a, String b) -> a, layer, new Layer("w", "second", "b")))
        .hasMessageContaining(
            "at the root the first has a record RecordTest.Layer with @Static values [first]")
        .hasMessageContaining(
            "and the other has a record RecordTest.Layer with @Static values [second]");
  }

  @Test
  void primitiveComponentsAreLeaves() {
    Numbers numbers = new Numbers(1, 2.5, 3.5f, 4L, (short) 5, (byte) 6, 'c', true, 1000);
    assertThat(Tree.leaves(numbers))
        .containsExactly(1, 2.5, 3.5f, 4L, (short) 5, (byte) 6, 'c', true, 1000);
    assertThat(Tree.map((Object x) -> x, numbers)).isEqualTo(numbers);
    assertThat(Tree.mapOnly(Integer.class, i -> i + 1, numbers))
        .isEqualTo(new Numbers(2, 2.5, 3.5f, 4L, (short) 5, (byte) 6, 'c', true, 1001));
  }

  @Test
  void aPrimitiveComponentWidensAsJavaDoes() {
    record Wide(double d, long l) {}
    assertThat(Tree.<Wide>unflatten(Tree.structure(new Wide(0, 0)), List.of(1.5f, 7)))
        .isEqualTo(new Wide(1.5, 7));
    assertThatThrownBy(() -> Tree.unflatten(Tree.structure(new Wide(0, 0)), List.of(1.5f, 7.0)))
        .hasMessageContaining("the component `l` of the record Wide (at `.l`) is declared long")
        .hasMessageContaining("but the new value is a Double");
  }

  @Test
  void aRecordFixesTheTypesOfItsLeaves() {
    Secret tree = new Secret(new Layer("w", "n", "b"), 1);
    assertThatThrownBy(() -> Tree.map((Object leaf) -> 7, List.of(tree)))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.map`: the component `weight` of the record RecordTest.Layer (at `[0].a.weight`)"
                + " is declared String, but the new value is an Integer. A record fixes the types"
                + " of its leaves: for leaves of another type use `Leaves`, from"
                + " `Tree.flatten(tree).map(...)`.");
    Leaves<Integer> lengths = Tree.flatten(tree).map(leaf -> leaf.toString().length());
    assertThat(lengths)
        .hasToString("Secret(a=Layer(weight=1, name='n', bias=1), b=1)")
        .containsExactly(1, 1, 1);
  }

  @Test
  void whatARecordThrowsReachesTheUser() {
    record Positive(int value) {
      Positive {
        if (value <= 0) {
          throw new IllegalStateException("not positive: " + value);
        }
      }
    }
    assertThatThrownBy(() -> Tree.map((Integer x) -> -x, new Positive(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not positive: -1");
  }

  @Test
  void aClassCastExceptionOfTheConstructorIsNotOurs() {
    record Strange(Object value) {
      Strange {
        if (!((String) value).isEmpty()) {
          value = "kept";
        }
      }
    }
    assertThatThrownBy(() -> Tree.map((Object x) -> 1, new Strange("a")))
        .isInstanceOf(ClassCastException.class);
  }

  @SuppressWarnings({"JdkObsolete", "NonApiType"}) // users may declare what they like
  record Containers(
      ArrayList<Integer> arrayList,
      LinkedList<Integer> linkedList,
      HashMap<String, Integer> hashMap,
      LinkedHashMap<String, Integer> linkedHashMap,
      TreeMap<String, Integer> treeMap,
      List<Integer> list,
      Map<String, Integer> map,
      Optional<Integer> optional) {}

  @Test
  @SuppressWarnings("JdkObsolete")
  void componentsDeclaredWithAClassGetThatClass() {
    Containers tree =
        new Containers(
            new ArrayList<>(List.of(1)),
            new LinkedList<>(List.of(2)),
            new HashMap<>(Map.of("a", 3)),
            new LinkedHashMap<>(Map.of("a", 4)),
            new TreeMap<>(Map.of("a", 5)),
            List.of(6),
            Map.of("a", 7),
            Optional.of(8));
    Containers result = Tree.map((Integer x) -> 10 * x, tree);
    assertThat(Tree.leaves(result)).containsExactly(10, 20, 30, 40, 50, 60, 70, 80);
    assertThat(Tree.structure(result)).isEqualTo(Tree.structure(tree));
  }

  @Test
  void aRecordOfManyComponentsIsOneCall() {
    record Many(
        int a,
        int b,
        int c,
        int d,
        int e,
        int f,
        int g,
        int h,
        int i,
        int j,
        int k,
        int l,
        int m,
        int n,
        int o,
        int p,
        int q,
        int r,
        int s,
        int t) {}
    Many many = new Many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(Tree.leaves(many))
        .isEqualTo(IntStream.range(0, 20).<Object>mapToObj(i -> i).toList());
    assertThat(Tree.<Many>unflatten(Tree.structure(many), Tree.leaves(many))).isEqualTo(many);
  }
}
