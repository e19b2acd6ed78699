package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths, printed and read.
class KeyPathTest {
  record ATuple(Object foo, Object bar) {}

  private static final Object[] TREE = {
    new ATuple(1, Map.of("cin", List.of(2))), new TwoValues(3, 4)
  };

  @Test
  void printsAsJaxDoes() {
    assertThat(Tree.structure(TREE).paths())
        .extracting(KeyPath::toString)
        .containsExactly(
            "[0].foo", "[0].bar['cin'][0]", "[1][<flat index 0>]", "[1][<flat index 1>]");
    assertThat(Tree.structure(TREE).paths())
        .extracting(path -> path.simple("/"))
        .containsExactly("0/foo", "0/bar/cin/0", "1/0", "1/1");
    assertThat(Tree.structure(List.of(1, 2)).paths().get(1)).hasToString("[1]");
    assertThat(KeyPath.root()).hasToString("").isEqualTo(Tree.structure(1).paths().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[0].foo", "[0].bar['cin'][0]", "[1][<flat index 0>]", ".a.b", "[12]"})
  void readsWhatItPrints(String text) {
    assertThat(KeyPath.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"a.b,.a.b", "layers[0].w,.layers[0].w", "a[\"b\"],.a['b']", "x['it]s'],.x['it]s']"})
  void readsWhatIsWritten(String text, String printed) {
    assertThat(KeyPath.parse(text)).hasToString(printed);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "a..b,expected a name at position 2",
        "a b,expected `.` or `[` at position 1",
        "a[,expected `]` at position 2",
        "a['b,the quote is not closed at position 2",
        "a[],expected a number or a quoted key at position 2",
        ".,expected a name at position 1"
      })
  void whatIsNoPathIsAnError(String text, String rule) {
    assertThatThrownBy(() -> KeyPath.parse(text))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`KeyPath.parse`: "
                + rule
                + " of \""
                + text
                + "\". Write a path as `layers[0].weight` or `[0]['key']`.");
  }

  @Test
  void everyPrintedPathLeadsBack() {
    List<Object> tree =
        List.of(
            TREE, Map.of(TimeUnit.DAYS, 5, TimeUnit.HOURS, 6), Map.of(7, 8, 9, 10), Map.of(1.5, 2));
    for (PathLeaf each : Tree.leavesWithPath(tree)) {
      assertThat(Tree.get(tree, each.path().toString())).isEqualTo(each.leaf());
    }
  }

  @Test
  void growsByAStep() {
    assertThat(KeyPath.root().then(new PathKey.Field("a")).then(new PathKey.Index(2)))
        .isEqualTo(KeyPath.of(new PathKey.Field("a"), new PathKey.Index(2)))
        .hasToString(".a[2]");
  }
}
