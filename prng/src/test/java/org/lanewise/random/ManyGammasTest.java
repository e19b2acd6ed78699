package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Numpy;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// So many elements that those which are rejected at first go on in arrays of their own
/// ([Remaining]).
@Tag("bits")
class ManyGammasTest {
  private static final int MANY = 4500;

  /// Too few for that.
  private static final int FEW = 4095;

  private static final Shape SHAPE = Shape.of(MANY);

  private static Array parameters() {
    return Numpy.linspace(0.05, 6, MANY).astype(DType.FLOAT32);
  }

  /// An element's keys depend on its number alone, so the first of many are those of few.
  @Test
  void theFirstOfManyAreThoseOfFew() {
    assertThat(Remaining.most(MANY)).isPositive();
    assertThat(Remaining.most(FEW)).isZero();
    Key key = Key.of(11, Threefry.PARTITIONABLE);
    Array a = parameters();
    float[] few = Sample.gamma(key, a.get(Index.slice(0, FEW)), Shape.of(FEW)).toFloatArray();
    Array many = Sample.gamma(key, a, SHAPE);
    assertThat(many.get(Index.slice(0, FEW)).toFloatArray()).containsExactly(few);
    Array logarithms = Sample.loggamma(key, a, SHAPE).get(Index.slice(0, FEW));
    float[] expected =
        Sample.loggamma(key, a.get(Index.slice(0, FEW)), Shape.of(FEW)).toFloatArray();
    assertThat(logarithms.toFloatArray()).containsExactly(expected);
  }

  @Test
  void compiledAndMappedAreEager() {
    Array a = parameters();
    for (Threefry layout : Threefry.values()) {
      Key keys = Key.of(12, layout).split(2);
      Array mapped = vmap((Key key) -> Sample.gamma(key, a, SHAPE)).apply(keys);
      Array compiled = jit((Key key) -> Sample.gamma(key, a, SHAPE)).apply(keys.get(1));
      for (int i = 0; i < 2; i++) {
        float[] expected = Sample.gamma(keys.get(i), a, SHAPE).toFloatArray();
        assertThat(mapped.get(i).toFloatArray()).containsExactly(expected);
      }
      assertThat(compiled.toFloatArray()).containsExactly(mapped.get(1).toFloatArray());
    }
  }

  @Test
  void slopesAreThoseOfFew() {
    Key key = Key.of(13, Threefry.PARTITIONABLE);
    Array a = parameters();
    Function<Array, Array> slope = Autodiff.grad((Array at) -> Sample.gamma(key, at, SHAPE).sum());
    Array few =
        Autodiff.grad((Array at) -> Sample.gamma(key, at, Shape.of(FEW)).sum())
            .apply(a.get(Index.slice(0, FEW)));
    assertThat(slope.apply(a).get(Index.slice(0, FEW)).toFloatArray())
        .containsExactly(few.toFloatArray());
    assertThat(jit(slope).apply(a).toFloatArray()).containsExactly(slope.apply(a).toFloatArray());
  }
}
