package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.ir.Jaxpr;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class IndexTest {
  private final Array x = Lax.reshape(Lax.iota(DType.INT32, 24), Shape.of(2, 3, 4));

  @Test
  void valuesAndTextNameTheSameEntries() {
    assertSame("1", Index.at(1));
    assertSame("..., 1:3", Index.ellipsis(), Index.slice(1, 3));
    assertSame(":, None, -1", Index.all(), Index.newAxis(), Index.at(-1));
    assertSame("1:, :2, ::2", Index.from(1), Index.to(2), Index.slice(0, 4, 2));
    assertSame("[1, 0, 1]", Index.of(1, 0, 1));
    assertSame(":, [True, False, True]", Index.all(), Index.mask(true, false, true));
    assertThat(x.get(1, 2).toIntArray()).isEqualTo(x.get("1, 2").toIntArray());
  }

  private void assertSame(String text, Index... index) {
    Array named = x.get(text);
    Array given = x.get(index);
    assertThat(named.shape()).isEqualTo(given.shape());
    assertThat(named.toIntArray()).isEqualTo(given.toIntArray());
    assertThat(x.at(text).set(-1).toIntArray()).isEqualTo(x.at(index).set(-1).toIntArray());
  }

  @Test
  void masksOfSeveralAxesPickInRowMajorOrder() {
    Array even = Numpy.equal(Numpy.remainder(x, array(2)), array(0));
    assertThat(x.get(Index.of(even)).toIntArray())
        .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22);
    assertThat(x.at(Index.mask(even)).set(0).sum().item()).isEqualTo(144);
  }

  @Test
  void aMaskWithoutAxesIsAnAxisOfOneOrNone() {
    Array truth = Numpy.array(true);
    assertThat(x.get(Index.mask(truth)).shape()).isEqualTo(Shape.of(1, 2, 3, 4));
    assertThat(x.get("..., False").shape()).isEqualTo(Shape.of(2, 3, 4, 0));
    assertThat(x.get("0, True").shape()).isEqualTo(Shape.of(1, 3, 4));
    assertThat(x.at("True").set(7).toIntArray()).hasSize(24).containsOnly(7);
    assertThat(x.at("False").set(7).toIntArray()).isEqualTo(x.toIntArray());
  }

  @Test
  void knownPositionsAreViews() {
    ConcreteArray source = (ConcreteArray) x;
    for (String index : new String[] {"1", "..., ::2", "0, 1:, None", ":, ::1", "1, 2, 3"}) {
      ConcreteArray view = (ConcreteArray) x.get(index);
      assertThat(view.data().buffer()).as(index).isSameAs(source.data().buffer());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"i8", "i16", "i64", "u8", "u16", "u32", "u64"})
  void positionsAreOfAnyIntegerType(String type) {
    Index positions = Index.of(array(1, 0, 1).astype(DType.of(type)));
    assertThat(x.get(positions).toIntArray()).isEqualTo(x.get("[1, 0, 1]").toIntArray());
    assertThat(x.at(positions).add(1).toIntArray())
        .isEqualTo(x.at("[1, 0, 1]").add(1).toIntArray());
  }

  @Test
  void updatesLeaveTheArrayAlone() {
    int[] before = x.toIntArray();
    assertThat(x.at("0").set(9).toIntArray()).isNotEqualTo(before);
    assertThat(x.at("[0, 0]").add(9).toIntArray()).isNotEqualTo(before);
    assertThat(x.toIntArray()).isEqualTo(before);
  }

  @Test
  void applyIsRepeatedWhereEntriesAre() {
    Array v = array(1f, 2f, 3f);
    assertThat(v.at("[0, 2, 2, 0, 2]").apply(e -> e.times(10)).toFloatArray())
        .containsExactly(100, 2, 3000);
    assertThat(v.at("[]").apply(e -> e.times(10)).toFloatArray()).containsExactly(1, 2, 3);
    Jaxpr program = Transforms.makeJaxpr((Array a) -> a.at("[1, 1]").apply(Numpy::sin)).apply(v);
    assertThat(program.toString()).containsSubsequence("= sin", "= sin", "= scatter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 2 | expected a comma at position 2",
        "a | expected an index at position 0",
        "[1, | expected an integer, True or False at position 3",
        "[1 2] | expected a comma or a closing bracket at position 3",
        "[[1], [1, 2]] | the rows of a list must have equal lengths",
        "1.5 | expected a comma at position 1",
        "99999999999999999999 | not a number at position 0"
      })
  void wrongTextIsNamed(String text, String why) {
    assertThatThrownBy(() -> x.get(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("`Index.parse`: " + why)
        .contains(" of \"" + text + "\". Use NumPy's syntax");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> x.get(0, 0, 0, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("`get`: too many indices: 4 for an array of shape (2, 3, 4). Use at most 3.");
    assertThatThrownBy(() -> x.get("..., ..."))
        .isInstanceOf(ShapeException.class)
        .hasMessage("`get`: an index can have one ellipsis only, got 2. Use `:` for the others.");
    assertThatThrownBy(() -> x.get(Index.mask(true, false, true)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 0 of the mask bool[3] meets size 2 of shape (2, 3, 4)");
    assertThatThrownBy(() -> x.get("[0, 1], [0, 1, 2]"))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("index arrays must broadcast together, got shapes (2,) and (3,)");
    assertThatThrownBy(() -> Index.of(array(1f, 2f)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`Index.of`: positions must be integers, got f32[2]. Convert them with `astype`.");
    assertThatThrownBy(() -> Index.mask(array(1, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("`Index.mask`: a mask must be bool, got i32[2]. Compare, or use `Index.of`.");
    assertThatThrownBy(() -> Index.slice(0, 1, 0))
        .hasMessageStartingWith("`Index.slice`: the step must not be 0.");
    assertThatThrownBy(() -> Numpy.zeros(0, 3).get(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`get`: position 0 is out of range for axis 0 of shape (0, 3)");
    assertThatThrownBy(() -> x.at("0").set(Numpy.zeros(5)))
        .isInstanceOf(ShapeException.class)
        .message()
        .startsWith("`");
  }

  @Test
  void aTracedMaskIsRefused() {
    assertThatThrownBy(() -> Transforms.makeJaxpr((Array a) -> a.get(Index.of(a.gt(0)))).apply(x))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageContaining("Index.mask");
  }
}
