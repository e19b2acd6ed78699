package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.Numpy.stack;
import static org.lanewise.Numpy.weak;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// Document 001, a user's notebook.
class NotebookTest {
  private static final Shape THREE = Shape.of(3);
  private final Key key = Key.of(42, Threefry.ORIGINAL);

  @Test
  @DisplayName("row 1: zeros are float32")
  void zerosAreFloat32() {
    assertThat(zeros(2, 5).dtype().longName()).isEqualTo("float32");
  }

  @Test
  @DisplayName("rows 2 to 4: a key used again draws the same")
  void aKeyIsNotConsumed() {
    DocumentNumbers.assertSame("001.2", key.data());
    for (int i = 0; i < 3; i++) {
      DocumentNumbers.assertSame("001.3", Sample.normal(key));
      DocumentNumbers.assertSame("001.4", Sample.normal(key, THREE));
    }
  }

  @Test
  @DisplayName("row 5: a key split in a loop")
  void splitInALoop() {
    Key rest = key;
    for (int i = 0; i < 3; i++) {
      Key two = rest.split();
      rest = two.get(0);
      DocumentNumbers.assertSame("001.5." + i, Sample.normal(two.get(1), THREE));
    }
  }

  @Test
  @DisplayName("row 6: all splits at once")
  void splitAtOnce() {
    for (int i = 0; i < 3; i++) {
      Array drawn = Sample.normal(key.split(3).get(i), THREE);
      DocumentNumbers.assertSame("001.6." + i, drawn);
      DocumentNumbers.assertPrinted("001.6." + i, drawn, 1e-6);
    }
  }

  @Test
  @DisplayName("row 7: one number of each of ten keys")
  void tenKeys() {
    List<Array> drawn = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      drawn.add(Sample.normal(key.split(10).get(i)));
    }
    DocumentNumbers.assertSame("001.7", stack(drawn.toArray(Array[]::new)));
    DocumentNumbers.assertSame("001.7", vmap((Key one) -> Sample.normal(one)).apply(key.split(10)));
    Function<Key, Array> normal = Sample::normal;
    DocumentNumbers.assertSame("001.7", vmap(normal).apply(key.split(10)));
  }

  private static Array sigmoid(Array x) {
    return weak(1).div(weak(1).plus(x.unaryMinus().exp()));
  }

  @Test
  @DisplayName("row 10: the sigmoid and its gradient stay weakly typed")
  void sigmoidIsWeak() {
    Array x = weak(0.0);
    DocumentNumbers.assertSame("001.10.sigmoid", sigmoid(x));
    DocumentNumbers.assertSame("001.10.exact", exactGradient(x));
    DocumentNumbers.assertSame("001.10.grad", grad(NotebookTest::sigmoid).apply(x));
  }

  private static Array exactGradient(Array x) {
    Array s = sigmoid(x);
    return s.times(weak(1).minus(s));
  }

  @Test
  @DisplayName("row 10: compiled, with the same bits and still weakly typed")
  void compiledSigmoidIsWeak() {
    Array x = weak(0.0);
    Function<Array, Array> compiled = jit(NotebookTest::sigmoid);
    DocumentNumbers.assertSame("001.10.sigmoid", compiled.apply(x));
    DocumentNumbers.assertSame("001.10.exact", jit(NotebookTest::exactGradient).apply(x));
    DocumentNumbers.assertSame("001.10.grad", grad(compiled).apply(x));
    DocumentNumbers.assertSame("001.10.grad", jit(grad(NotebookTest::sigmoid)).apply(x));
    DocumentNumbers.assertSame("001.10.grad", jit(grad(compiled)).apply(x));
  }

  @Test
  @DisplayName("row 7: ten keys, compiled")
  void tenKeysCompiled() {
    Function<Key, Array> normal = Sample::normal;
    DocumentNumbers.assertSame("001.7", jit(vmap(normal)).apply(key.split(10)));
    DocumentNumbers.assertSame("001.7", vmap(jit(normal)).apply(key.split(10)));
  }

  @Test
  @DisplayName("row 12: jit around, inside and between vmap and grad changes no bit")
  void compiledGradientAtEachElement() {
    Function<Array, Array> sigmoid = NotebookTest::sigmoid;
    Array x = Sample.normal(key, Shape.of(1000));
    float[] expected = vmap(grad(sigmoid)).apply(x).toFloatArray();
    List<Function<Array, Array>> compiled =
        List.of(
            vmap(jit(grad(jit(sigmoid)))),
            vmap(jit(grad(sigmoid))),
            vmap(grad(jit(sigmoid))),
            jit(vmap(grad(sigmoid))),
            jit(vmap(jit(grad(jit(sigmoid))))));
    for (Function<Array, Array> f : compiled) {
      assertThat(f.apply(x).toFloatArray()).containsExactly(expected);
    }
    assertThat(jit(NotebookTest::exactGradient).apply(x).toFloatArray())
        .containsExactly(exactGradient(x).toFloatArray());
  }

  @Test
  @DisplayName("row 8: keys in a loop and in a map draw the same")
  void manyKeys() {
    Key keys = key.split(1000);
    Array all = vmap((Key one) -> Sample.normal(one)).apply(keys);
    for (int i = 0; i < 1000; i += 111) {
      assertThat(all.get(i).item()).isEqualTo(Sample.normal(keys.get(i)).item());
    }
  }

  @Test
  @DisplayName("rows 11 and 12: the gradient of the sigmoid at each element of a vector")
  void gradientAtEachElement() {
    Array x = Sample.normal(key, Shape.of(1000));
    Array exact = exactGradient(x);
    Array mapped = vmap(grad(NotebookTest::sigmoid)).apply(x);
    assertThat(mapped.dtype()).isEqualTo(exact.dtype());
    float[] expected = exact.toFloatArray();
    float[] actual = mapped.toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(3e-7f));
    }
  }
}
