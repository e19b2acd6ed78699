package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.transform.Transforms.vmap;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.pytree.Tree;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class KeyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0, 1",
    "2, 0, 2",
    "3, 0, 3",
    "-1, 4294967295, 4294967295",
    "-3, 4294967295, 4294967293",
    "2147483747, 0, 2147483747",
    "2147483748, 0, 2147483748",
    "-2147483748, 4294967295, 2147483548",
    "-2147483749, 4294967295, 2147483547",
    "1099511627783, 256, 7",
    "9223372036854775807, 2147483647, 4294967295",
    "-9223372036854775808, 2147483648, 0"
  })
  void seedsBecomeWords(long seed, long high, long low) {
    assertThat(Key.of(seed).data().toLongArray()).containsExactly(high, low);
    assertThat(Key.of(seed, Threefry.ORIGINAL).data().toLongArray()).containsExactly(high, low);
  }

  /// One f32 uniform, one f32 normal and two fresh keys, in both layouts, as JAX prints them. (The
  /// normal of 1701 in the original layout is one that depends on JAX's build: where XLA contracts
  /// 1 − u² into an fma it is 3 units in the last place larger.)
  @ParameterizedTest
  @CsvSource({
    "0, PARTITIONABLE, 0.9476670026779175, 1.622642159461975, 1797259609 2579123966 928981903 3453687069",
    "1, PARTITIONABLE, 0.4386324882507324, -0.15443718433380127, 507451445 1853169794 1948878966 4237131848",
    "42, PARTITIONABLE, 0.48870956897735596, -0.02830461598932743, 1832780943 270669613 64467757 2916123636",
    "43, PARTITIONABLE, 0.5299743413925171, 0.07520543038845062, 3397937756 1294208123 409454506 2300520486",
    "123, PARTITIONABLE, 0.9490746259689331, 1.6359468698501587, 969380169 3408994049 2095235069 2959038751",
    "1701, PARTITIONABLE, 0.2587379217147827, -0.6472411155700684, 741045208 1847055613 85238482 2594297577",
    "0, ORIGINAL, 0.41845703125, -0.2058422565460205, 4146024105 967050713 2718843009 1272950319",
    "1, ORIGINAL, 0.11815023422241211, -1.1842843294143677, 2441914641 1384938218 3819641963 2025898573",
    "42, ORIGINAL, 0.4267275333404541, -0.1847117692232132, 2465931498 3679230171 255383827 267815257",
    "43, ORIGINAL, 0.7911440134048462, 0.8103971481323242, 1512537201 3874208334 2531556346 2931787189",
    "123, ORIGINAL, 0.22570133209228516, -0.7530784606933594, 1896456402 17229315 4081828428 1707601653",
    "1701, ORIGINAL, 0.1725379228591919, -0.9441834688186646, 56197195 1801093307 961309823 1704866707"
  })
  void scalarsOfSeeds(long seed, Threefry layout, double uniform, double normal, String split) {
    Key key = Key.of(seed, layout);
    assertThat(Sample.uniform(key).item()).isEqualTo(uniform);
    assertThat(Sample.normal(key).item()).isEqualTo(normal);
    assertThat(key.split().data().toString().replaceAll("\\D+", " ").strip()).startsWith(split);
  }

  @Test
  void keysPrintAsInJax() {
    assertThat(Key.of(0)).hasToString("Array((), dtype=key<fry>) overlaying:\n[0 0]");
    assertThat(Key.of(0).split(2))
        .hasToString(
            """
            Array((2,), dtype=key<fry>) overlaying:
            [[1797259609 2579123966]
             [ 928981903 3453687069]]\
            """);
  }

  @Test
  void aKeyIsATreeOfItsWords() {
    Key key = Key.of(7, Threefry.ORIGINAL);
    assertThat(Tree.leaves(key)).hasSize(1);
    Key doubled = Tree.map(words -> ((Array) words).plus((Array) words), key);
    assertThat(doubled.layout()).isEqualTo(Threefry.ORIGINAL);
    assertThat(doubled.data().toLongArray()).containsExactly(0, 14);
    assertThat(Tree.structure(key)).isNotEqualTo(Tree.structure(Key.of(7)));
    assertThat(Tree.structure(Key.of(7))).isEqualTo(Tree.structure(Key.of(8).split(3)));
  }

  @Test
  void keysAreIndexedAndReshaped() {
    Key keys = Key.of(0).split(Shape.of(2, 3));
    assertThat(keys.shape()).isEqualTo(Shape.of(2, 3));
    long[] words = keys.data().toLongArray();
    assertThat(keys.get(1, -1).data().toLongArray()).containsExactly(words[10], words[11]);
    assertThat(keys.get(1).shape()).isEqualTo(Shape.of(3));
    assertThat(keys.reshape(Shape.of(6)).get(4).data().toLongArray())
        .containsExactly(words[8], words[9]);
  }

  @Test
  void wrappedWordsAreTheKey() {
    Key key = Key.of(42);
    assertThat(Sample.bits(Key.wrap(key.data()), Shape.of(3)).toLongArray())
        .isEqualTo(Sample.bits(key, Shape.of(3)).toLongArray());
    assertThat(Key.wrap(key.data(), Threefry.ORIGINAL).layout()).isEqualTo(Threefry.ORIGINAL);
  }

  @Test
  void foldingInTakesTheLowWord() {
    Key key = Key.of(42);
    long[] four = key.foldIn(4).data().toLongArray();
    assertThat(key.foldIn(4 + (1L << 32)).data().toLongArray()).isEqualTo(four);
    assertThat(key.foldIn(Numpy.array(4)).data().toLongArray()).isEqualTo(four);
    assertThat(key.foldIn(-1).data().toLongArray())
        .isEqualTo(key.foldIn(4294967295L).data().toLongArray());
  }

  @Test
  void mistakesAreNamed() {
    Key keys = Key.of(0).split(2);
    assertThatThrownBy(() -> Sample.uniform(keys))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`uniform`: accepts a single key, got keys of shape (2,). Take one with `get`, or use"
                + " `vmap` for batching.");
    assertThatThrownBy(() -> Sample.normal(keys)).hasMessageStartingWith("`normal`: accepts a");
    assertThatThrownBy(() -> Sample.bernoulli(keys, 0.5, Shape.of(3)))
        .hasMessageStartingWith("`bernoulli`: accepts a single key");
    assertThatThrownBy(() -> Sample.cauchy(keys, Shape.of(3)))
        .hasMessageStartingWith("`cauchy`: accepts a single key");
    assertThatThrownBy(() -> keys.split(3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`split`: accepts a single key");
    assertThatThrownBy(() -> keys.foldIn(3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`foldIn`: accepts a single key");
    assertThatThrownBy(() -> keys.get(2))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`Key.get`: index 2 is out of range for axis 0");
    assertThatThrownBy(() -> keys.get(0, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 indices are too many for keys of shape (2,)");
    assertThatThrownBy(() -> Key.wrap(Numpy.array(1, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("`Key.wrap`: key words must be u32, got i32[2]. Convert them with `astype`.");
    assertThatThrownBy(() -> Key.wrap(Lax.full(Shape.of(3), DType.UINT32, 0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must have size 2, got u32[3]");
    assertThatThrownBy(() -> Key.of(0).foldIn(Numpy.array(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`foldIn`: the number must be a scalar, got i32[2]");
    assertThatThrownBy(() -> Key.of(0).foldIn(Numpy.array(1f)))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith("`foldIn`: the number must be an integer, got f32[]");
  }

  @Test
  void keysAreMappedAlongTheirOwnAxes() {
    Key keys = Key.of(7).split(Shape.of(2, 3));
    Function<Key, Array> draw = key -> Sample.normal(key, Shape.of(4));
    Array all = vmap(vmap(draw)).apply(keys);
    Array other = vmap(vmap(draw, 0, 0), -1, 0).apply(keys);
    Array out = vmap(vmap(draw), 1, -1).apply(keys);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        float[] alone = draw.apply(keys.get(i, j)).toFloatArray();
        assertThat(all.get(i, j).toFloatArray()).containsExactly(alone);
        assertThat(other.get(j, i).toFloatArray()).containsExactly(alone);
        assertThat(out.get(i).T().get(j).toFloatArray()).containsExactly(alone);
      }
    }
  }

  @Test
  void keysComeOutOfAMapAsKeys() {
    Key keys = Key.of(7).split(3);
    Function<Key, Key> split = key -> key.split(2);
    Key rows = vmap(split).apply(keys);
    Key columns = vmap(split, -1, -1).apply(keys);
    assertThat(rows.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(columns.shape()).isEqualTo(Shape.of(2, 3));
    Key folded = vmap((Key key, Array i) -> key.foldIn(i)).apply(keys, Numpy.arange(3));
    for (int i = 0; i < 3; i++) {
      int[] alone = keys.get(i).split(2).data().astype(DType.INT32).toIntArray();
      assertThat(rows.get(i).data().astype(DType.INT32).toIntArray()).containsExactly(alone);
      assertThat(columns.get(1, i).data().astype(DType.INT32).toIntArray())
          .containsExactly(alone[2], alone[3]);
      assertThat(folded.get(i).data().astype(DType.INT32).toIntArray())
          .containsExactly(keys.get(i).foldIn(i).data().astype(DType.INT32).toIntArray());
    }
  }

  @Test
  void aSingleKeyHasNoAxisToMap() {
    Function<Key, Array> draw = key -> Sample.normal(key);
    assertThatThrownBy(() -> vmap(draw).apply(Key.of(1)))
        .hasMessage(
            "`vmap`: argument 0 at `.data` (items of shape ()) is a scalar, which has no axis to"
                + " map. Give it an axis, or pass `MapAxes.none()` for it.");
    assertThatThrownBy(() -> vmap(draw, 1, 0).apply(Key.of(1).split(2)))
        .hasMessage(
            "`vmap`: axis 1 is out of range for argument 0 at `.data` (items of shape (2,)), which"
                + " has rank 1. Use an axis from -1 to 0.");
  }
}
