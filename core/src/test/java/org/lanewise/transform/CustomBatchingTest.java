package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.CustomBatching.customVmap;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.type.ShapeException;

/// Rules that differ from their functions show who is at work.
class CustomBatchingTest {
  private final List<String> notes = new ArrayList<>();

  private final Function<Array, Array> twice =
      customVmap((Array x) -> x.times(2), (_, _, x) -> Batched.mapped(x.times(3)));

  /// A tree with a leaf that is no array.
  record Scaled(Array value, String unit) {}

  @Test
  void theRuleWorksUnderVmapOnly() {
    Array x = array(1f, 2f);
    assertThat(twice.apply(x).toFloatArray()).containsExactly(2, 4);
    assertThat(vmap(twice).apply(x).toFloatArray()).containsExactly(3, 6);
    assertThat(vmap((Array y) -> twice.apply(x).sum().plus(y)).apply(x).toFloatArray())
        .as("nothing is mapped")
        .containsExactly(7, 8);
  }

  @Test
  void theRuleKnowsSizeAndMappedLeaves() {
    BiFunction<Scaled, Array, Array> f =
        customVmap(
            (Scaled s, Array y) -> s.value().times(y),
            (size, mappedX, mappedY, s, y) -> {
              notes.add(size + " " + mappedX.list() + " " + mappedY.list() + " " + s.unit());
              return Batched.mapped(s.value().times(y));
            });
    vmap((Array v) -> f.apply(new Scaled(v, "m"), array(5f))).apply(array(1f, 2f, 3f));
    vmap((Array v) -> f.apply(new Scaled(array(5f), "km"), v)).apply(array(1f, 2f));
    assertThat(notes).containsExactly("3 [true, false] [false] m", "2 [false, false] [true] km");
  }

  @Test
  void resultsMayBeTheSameInAllLanes() {
    Function<Array, List<Array>> f =
        customVmap(
            (Array x) -> List.of(x, x),
            (_, _, x) -> new Batched<>(List.of(x, x.sum()), List.of(true, false)));
    List<Array> results = vmap(f).apply(array(1f, 2f));
    assertThat(results.get(0).toFloatArray()).containsExactly(1, 2);
    assertThat(results.get(1).toFloatArray()).containsExactly(3, 3);
  }

  @Test
  void nestedMapsApplyTheRuleToTheInnerOne() {
    Array x = array(new float[][] {{1, 2}, {3, 4}});
    assertThat(vmap(vmap(twice)).apply(x).toFloatArray()).containsExactly(3, 6, 9, 12);
  }

  @Test
  void printsAsACall() {
    assertThat(makeJaxpr(twice).apply(array(1f)))
        .hasToString(
            """
            { lambda ; a:f32[]. let
                b:f32[] = custom_vmap_call[
                  name=<lambda>
                  call_jaxpr={ lambda ; c:f32[]. let d:f32[] = mul c 2.0:f32[] in (d,) }
                  rule=<lambda>
                ] a
              in (b,) }""");
  }

  @Test
  void mistakesAreNamed() {
    Array x = array(1f, 2f);
    assertThatThrownBy(
            () -> vmap(customVmap((Array y) -> y, (_, _, y) -> Batched.unmapped(y))).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`customVmap`: what the rule returns must have the types of the function's result for"
                + " all lanes, but it is f32[2] where f32[] is needed. Return one of shape ().");
    assertThatThrownBy(
            () -> vmap(customVmap((Array y) -> y, (_, _, y) -> new Batched<>(y, 1))).apply(x))
        .hasMessage(
            "`customVmap`: the rule must say by truth values which results are mapped, got 1. Give"
                + " true or false, or a tree of them.");
    assertThatThrownBy(
            () ->
                vmap(customVmap(
                        (Array y) -> y, (_, _, y) -> new Batched<>(y, List.of(true, false))))
                    .apply(x))
        .hasMessageContaining(
            "`customVmap`: the rule must say for each result whether it is mapped");
    assertThatThrownBy(
            () ->
                vmap((Array v) ->
                        customVmap((Array y) -> y.times(v), (_, _, y) -> Batched.mapped(y))
                            .apply(v))
                    .apply(x))
        .hasMessage(
            "`customVmap`: the function closes over a value of type f32[] that `vmap` maps, of"
                + " which its rule knows nothing. Make it an argument of the function.");
  }
}
