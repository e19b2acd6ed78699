package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Surgery by locator and by path.
class AtTest {
  record Layer(IntArray weight, Optional<IntArray> bias) {}

  record Model(Layer first, Layer second, List<IntArray> rest, Map<String, Integer> sizes) {}

  record Counts(int a, int b, Integer c, double d, double e) {}

  record Named(String a, String b, @Static String c, TimeUnit unit, TimeUnit other) {}

  private static final IntArray W = new IntArray(1, 2);
  private static final IntArray V = new IntArray(7);
  private static final Layer LAYER = new Layer(W, Optional.empty());
  private static final Model MODEL =
      new Model(LAYER, new Layer(new IntArray(3), Optional.of(W)), List.of(W, V), Map.of("n", 1));

  @Test
  void replacesLeavesAndSubtreesAndLeavesTheOldTreeAlone() {
    IntArray fresh = new IntArray(9);
    Model changed = Tree.at(MODEL, m -> m.second().weight(), fresh);
    assertThat(changed.second().weight()).isSameAs(fresh);
    assertThat(changed.first()).isSameAs(MODEL.first());
    assertThat(MODEL.second().weight()).isEqualTo(new IntArray(3));
    assertThat(Tree.at(MODEL, m -> m.second(), LAYER).second()).isSameAs(LAYER);
    assertThat(Tree.at(MODEL, m -> m.rest(), List.of()).rest()).isEmpty();
    assertThat(Tree.at(MODEL, m -> m.sizes().get("n"), 5).sizes()).isEqualTo(Map.of("n", 5));
    assertThat(Tree.at(MODEL, m -> m, MODEL)).isSameAs(MODEL);
  }

  @Test
  void changesByAFunction() {
    assertThat(Tree.at(MODEL, m -> m.rest().get(1), v -> v.plus(v)).rest())
        .containsExactly(W, new IntArray(14));
    assertThat(Tree.at(new Counts(1, 1, 1, 1, 1), c -> c.b(), b -> b + 1))
        .isEqualTo(new Counts(1, 2, 1, 1, 1));
  }

  @Test
  void oneObjectAtSeveralPlacesIsToldApartByTheLocator() {
    // W stands at .first.weight, .second.bias.get and .rest[0].
    assertThat(Tree.at(MODEL, m -> m.first().weight(), V).first().weight()).isSameAs(V);
    assertThat(Tree.at(MODEL, m -> m.second().bias().orElseThrow(), V).second().bias()).contains(V);
    assertThat(Tree.at(MODEL, m -> m.rest().get(0), V).rest()).containsExactly(V, V);
    Model tied = Tree.at(MODEL, m -> m.second(), LAYER);
    Layer other = new Layer(V, Optional.empty());
    assertThat(Tree.at(tied, m -> m.second(), other).first()).isSameAs(LAYER);
    assertThat(Tree.at(tied, m -> m.second(), other).second()).isSameAs(other);
    assertThat(Tree.at(tied, m -> m.second().bias(), Optional.of(V)).first().bias()).isEmpty();
    assertThat(Tree.at(tied, m -> m.second().bias(), Optional.of(V)).second().bias()).contains(V);
  }

  @Test
  void equalNumbersAreToldApart() {
    Counts counts = new Counts(1, 1, 1, 2.0, 2.0);
    assertThat(Tree.at(counts, c -> c.a(), 5)).isEqualTo(new Counts(5, 1, 1, 2.0, 2.0));
    assertThat(Tree.at(counts, c -> c.b(), 5)).isEqualTo(new Counts(1, 5, 1, 2.0, 2.0));
    assertThat(Tree.at(counts, c -> c.c(), 5)).isEqualTo(new Counts(1, 1, 5, 2.0, 2.0));
    assertThat(Tree.at(counts, c -> c.e(), 5.0)).isEqualTo(new Counts(1, 1, 1, 2.0, 5.0));
    assertThat(Tree.at(List.of(1, 1), l -> l.get(1), 5)).isEqualTo(List.of(1, 5));
    assertThat(Tree.at(List.of(true, true), l -> l.get(1), false)).isEqualTo(List.of(true, false));
  }

  @Test
  void equalStringsAndConstantsAreToldApart() {
    Named named = new Named("x", "x", "x", TimeUnit.DAYS, TimeUnit.DAYS);
    assertThat(Tree.at(named, n -> n.b(), "y"))
        .isEqualTo(new Named("x", "y", "x", TimeUnit.DAYS, TimeUnit.DAYS));
    assertThat(Tree.at(named, n -> n.other(), TimeUnit.HOURS))
        .isEqualTo(new Named("x", "x", "x", TimeUnit.DAYS, TimeUnit.HOURS));
    assertThatThrownBy(() -> Tree.at(named, n -> n.c(), "y"))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.at`: the locator picks out a @Static component (`.c`), which belongs to the"
                + " structure. Construct a new record in its place.");
  }

  @Test
  void aStaticComponentIsNotTakenForALeafThatHoldsTheSameObject() {
    record Activated(String name, IntArray w, @Static String activation, @Static IntArray fixed) {}
    Activated tree = new Activated("relu", W, "relu", W);
    assertThatThrownBy(() -> Tree.at(tree, t -> t.activation(), "tanh"))
        .hasMessageContaining("picks out a @Static component (`.activation`)");
    assertThatThrownBy(() -> Tree.at(tree, t -> t.fixed(), V))
        .hasMessageContaining("picks out a @Static component (`.fixed`)");
    assertThat(Tree.at(tree, t -> t.w(), V)).isEqualTo(new Activated("relu", V, "relu", W));
    // A text that merely equals a leaf is not that leaf.
    assertThatThrownBy(() -> Tree.at(List.of("a", "b"), _ -> "a", "c"))
        .hasMessageContaining("which is not a part of the tree");
  }

  @Test
  void whatIsNotInTheTreeIsAnError() {
    assertThatThrownBy(() -> Tree.at(MODEL.first(), l -> l.weight().plus(l.weight()), V))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.at`: the locator returned the IntArray i32[2], which is not"
                + " a part of the tree. Return a part as it is; there are `.weight`, `.bias`.");
    assertThatThrownBy(() -> Tree.at(new Counts(1, 2, 3, 4, 5), c -> c.a() + 1, 7))
        .hasMessageContaining(
            "the locator returned the Integer 2, which is not a part of the tree");
    assertThatThrownBy(() -> Tree.at(MODEL, m -> m.sizes().get("none"), 7))
        .hasMessage("`Tree.at`: the locator returned null. Return a part of the tree.");
  }

  /// Accepts only one object at both places, so that no stand-in can tell them apart.
  @SuppressWarnings("ReferenceEquality")
  record Guarded(IntArray a, IntArray b) {
    Guarded {
      if (a != b) {
        throw new IllegalArgumentException("tied");
      }
    }
  }

  @Test
  void whatCannotBeToldApartIsAnErrorThatNamesThePaths() {
    assertThatThrownBy(() -> Tree.at(List.of(new Guarded(V, V)), l -> l.get(0).b(), W))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.at`: the locator picks out the IntArray i32[1], which stands at"
                + " several places that cannot be told apart: `[0].a`, `[0].b`. Give the path"
                + " instead of a locator: Tree.at(tree, \"[0].a\", ...).");
  }

  @Test
  void replacesByPath() {
    assertThat(Tree.at(MODEL, "second.weight", V).second().weight()).isSameAs(V);
    assertThat(Tree.at(MODEL, "rest[0]", V).rest()).containsExactly(V, V);
    assertThat(Tree.at(MODEL, "sizes.n", 3).sizes()).isEqualTo(Map.of("n", 3));
    assertThat(Tree.at(MODEL, "sizes['n']", (Integer n) -> n + 1).sizes())
        .isEqualTo(Map.of("n", 2));
    assertThat(Tree.at(MODEL, "second.bias.get", V).second().bias()).contains(V);
    assertThat(Tree.at(MODEL, KeyPath.parse("second.weight"), (IntArray w) -> w.plus(w)).second())
        .isEqualTo(new Layer(new IntArray(6), Optional.of(W)));
    for (KeyPath path : Tree.structure(MODEL).paths()) {
      assertThat(Tree.at(MODEL, path, Tree.get(MODEL, path.toString()))).isEqualTo(MODEL);
    }
  }

  @Test
  void aPathThatLeadsNowhereIsAnErrorThatSaysWhatIsThere() {
    assertThatThrownBy(() -> Tree.at(MODEL, "second.wieght", V))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.at`: there is no `.wieght` in a record AtTest.Layer at `.second`. Its children"
                + " are `.weight`, `.bias`.");
    assertThatThrownBy(() -> Tree.at(MODEL, "rest[2]", V))
        .hasMessageContaining(
            "there is no `[2]` in a list at `.rest`. Its children are `[0]`, `[1]`");
    assertThatThrownBy(() -> Tree.get(MODEL, "sizes.n.m"))
        .hasMessage("`Tree.get`: there is no `.m` in a leaf at `.sizes['n']`. It has no children.");
    assertThatThrownBy(() -> Tree.get(MODEL, "rest[")).hasMessageStartingWith("`KeyPath.parse`: ");
  }

  @Test
  void thePlaceMustAcceptTheValue() {
    assertThatThrownBy(() -> Tree.at(MODEL, "second.weight", "text"))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith(
            "`Tree.at`: the component `weight` of the record AtTest.Layer (at `.second.weight`) is"
                + " declared IntArray, but the new value is a String.");
  }
}
