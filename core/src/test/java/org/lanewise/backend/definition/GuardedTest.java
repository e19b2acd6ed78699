package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Where a guarded definition is not slow, its fast form has the bits of the whole one; and slow is
/// rare on ordinary numbers.
class GuardedTest {
  private static final int POINTS = 500_000;

  private final Random random = new Random(7);

  @Test
  void oneFloat() throws Throwable {
    for (Definition<FloatUnary> d : Definitions.floatUnaries().values()) {
      if (d.form() == Definition.Form.GUARDED) {
        MethodHandle fast = find(d.owner(), d.straightMethod(), float.class, float.class);
        MethodHandle slow = find(d.owner(), d.slowMethod(), boolean.class, float.class);
        int slowOrdinary = 0;
        for (int i = 0; i < POINTS; i++) {
          boolean ordinary = i % 2 == 0;
          float x =
              ordinary ? (float) random.nextGaussian() : Float.intBitsToFloat(random.nextInt());
          if ((boolean) slow.invokeExact(x)) {
            slowOrdinary += ordinary && x > 0 ? 1 : 0;
          } else {
            same(d.name(), (float) fast.invokeExact(x), d.scalar().apply(x), x, 0);
          }
        }
        assertThat(slowOrdinary).as(d.name()).isZero();
      }
    }
  }

  @Test
  void oneDouble() throws Throwable {
    for (Definition<DoubleUnary> d : Definitions.doubleUnaries().values()) {
      if (d.form() == Definition.Form.GUARDED) {
        MethodHandle fast = find(d.owner(), d.straightMethod(), double.class, double.class);
        MethodHandle slow = find(d.owner(), d.slowMethod(), boolean.class, double.class);
        for (int i = 0; i < POINTS; i++) {
          double x =
              i % 2 == 0 ? random.nextGaussian() : Double.longBitsToDouble(random.nextLong());
          if (!(boolean) slow.invokeExact(x)) {
            same(d.name(), (double) fast.invokeExact(x), d.scalar().apply(x), x, 0);
          }
        }
      }
    }
  }

  @Test
  void twoFloats() throws Throwable {
    for (Definition<FloatBinary> d : Definitions.floatBinaries().values()) {
      if (d.form() == Definition.Form.GUARDED) {
        MethodHandle fast =
            find(d.owner(), d.straightMethod(), float.class, float.class, float.class);
        MethodHandle slow =
            find(d.owner(), d.slowMethod(), boolean.class, float.class, float.class);
        for (int i = 0; i < 2 * POINTS; i++) {
          boolean ordinary = i % 2 == 0;
          float x =
              ordinary ? (float) random.nextGaussian() : Float.intBitsToFloat(random.nextInt());
          float y =
              ordinary ? (float) random.nextGaussian() : Float.intBitsToFloat(random.nextInt());
          if (!(boolean) slow.invokeExact(x, y)) {
            same(d.name(), (float) fast.invokeExact(x, y), d.scalar().apply(x, y), x, y);
          } else {
            assertThat(ordinary && Math.abs(x) < 1e6 * Math.abs(y))
                .as("%s slow at %s %s", d.name(), x, y)
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void twoDoubles() throws Throwable {
    for (Definition<DoubleBinary> d : Definitions.doubleBinaries().values()) {
      if (d.form() == Definition.Form.GUARDED) {
        MethodHandle fast =
            find(d.owner(), d.straightMethod(), double.class, double.class, double.class);
        MethodHandle slow =
            find(d.owner(), d.slowMethod(), boolean.class, double.class, double.class);
        for (int i = 0; i < POINTS; i++) {
          boolean ordinary = i % 2 == 0;
          double x =
              ordinary ? random.nextGaussian() * 1e9 : Double.longBitsToDouble(random.nextLong());
          double y = ordinary ? random.nextGaussian() : Double.longBitsToDouble(random.nextLong());
          if (!(boolean) slow.invokeExact(x, y)) {
            same(d.name(), (double) fast.invokeExact(x, y), d.scalar().apply(x, y), x, y);
          }
        }
      }
    }
  }

  private static void same(String name, double fast, double whole, double x, double y) {
    if (Double.compare(fast, whole) != 0) {
      throw new AssertionError(
          "`" + name + "` of " + x + ", " + y + ": fast " + fast + ", whole " + whole);
    }
  }

  private static MethodHandle find(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findStatic(owner, name, MethodType.methodType(result, parameters));
  }
}
