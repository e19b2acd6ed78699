package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Classes of the user's own.
class RegistrationTest {
  /// A class with auxiliary data, whose children have names.
  static final class Affine {
    static {
      Tree.register(
          Affine.class,
          new NodeRecipe<Affine, String>() {
            @Override
            public List<?> children(Affine value) {
              return List.of(value.scale, value.shift);
            }

            @Override
            public String aux(Affine value) {
              return value.name;
            }

            @Override
            public Affine build(String aux, List<Object> children) {
              return new Affine(aux, children.get(0), children.get(1));
            }

            @Override
            public PathKey key(String aux, int child) {
              return new PathKey.Field(child == 0 ? "scale" : "shift");
            }
          });
    }

    private final String name;
    private final Object scale;
    private final Object shift;

    Affine(String name, Object scale, Object shift) {
      this.name = name;
      this.scale = scale;
      this.shift = shift;
    }
  }

  record Point(int x, int y) {
    static {
      Tree.registerLeaf(Point.class);
    }
  }

  @Test
  void childrenMayHaveNames() {
    Affine affine = new Affine("a", 1, List.of(2));
    assertThat(Tree.leavesWithPath(List.of(affine)))
        .extracting(PathLeaf::toString)
        .containsExactly("[0].scale=1", "[0].shift[0]=2");
    assertThat(Tree.structure(affine)).hasToString("PyTreeDef(CustomNode(Affine['a'], [*, [*]]))");
    assertThat(Tree.toString(Tree.at(affine, "shift", 7))).isEqualTo("Affine(scale=1, shift=7)");
    assertThatThrownBy(
            () -> Tree.map((Integer x, Integer y) -> x, affine, new Affine("b", 1, List.of(2))))
        .hasMessageContaining(
            "a RegistrationTest.Affine with the auxiliary data 'a' with 2 children");
  }

  @Test
  void aRecordMayBeDeclaredALeaf() {
    assertThat(Tree.leaves(List.of(new Point(1, 2), 3))).containsExactly(new Point(1, 2), 3);
  }

  @Test
  void aClassIsRegisteredOnce() {
    new Affine("a", 1, 2);
    assertThatThrownBy(() -> Tree.registerLeaf(Affine.class))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.register`: the class RegistrationTest.Affine is registered already. Register a"
                + " class once, in a static initializer of its own.");
  }

  @Test
  void aRegistrationAfterUseHoldsFromThenOn() {
    final class Late {}
    Late late = new Late();
    assertThat(Tree.leaves(late)).containsExactly(late);
    Tree.register(Late.class, _ -> List.of(1, 2), _ -> new Late());
    assertThat(Tree.leaves(late)).containsExactly(1, 2);
  }
}
