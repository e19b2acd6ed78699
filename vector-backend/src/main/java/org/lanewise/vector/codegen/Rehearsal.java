package org.lanewise.vector.codegen;

import java.util.List;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Binary;
import jdk.incubator.vector.VectorOperators.Comparison;
import jdk.incubator.vector.VectorOperators.Unary;
import jdk.incubator.vector.VectorSpecies;

/// Calls the Vector API's own methods in all the ways in which kernels will, before C2 compiles
/// them.
///
/// They are a few small methods (`lanewiseTemplate`, `opKind`, `find`) that all operations on
/// vectors share. C2 compiles them by themselves, too, while kernels still run interpreted, and
/// leaves out what has not happened yet: the first division after a thousand additions throws that
/// code away. HotSpot counts such events for each method and for all kernels to come, and C2 adds
/// the counts up over every place that it inlines: one event in a method that a kernel of a hundred
/// operations contains a hundred times. Beyond `PerMethodTrapLimit` (100) it stops leaving out what
/// never happens, and with the slow ways come boxes: large kernels could not become fast any more
/// in a process that had done some other work before. What has been seen in all its ways is never
/// thrown away.
final class Rehearsal {
  /// The rounds at the start. HotSpot counts what a method does once it has compiled it in C1,
  /// after some two hundred calls; a round makes several to each.
  static final int AT_START = 60;

  /// The rounds before each kernel, so that none of the ways is forgotten while methods are still
  /// counted.
  static final int BETWEEN = 3;

  /// What was computed last: nothing may be left out as unused.
  @SuppressWarnings("UnusedVariable")
  private static volatile Object last = "";

  private Rehearsal() {}

  /// What it computed last: a vector of the last species.
  static Object last() {
    return last;
  }

  /// Goes through all of it.
  static void run(int times) {
    for (int i = 0; i < times; i++) {
      for (VectorSpecies<?> species : WHOLE) {
        operations(species);
      }
    }
  }

  private static <E> void operations(VectorSpecies<E> species) {
    boolean isFloating =
        species.elementType() == float.class || species.elementType() == double.class;
    Vector<E> a = species.broadcast(5);
    Vector<E> b = species.broadcast(3);
    Vector<E> sum = a;
    for (Unary operator : UNARY) {
      sum = sum.add(a.lanewise(operator));
    }
    for (Binary operator : BINARY) {
      sum = sum.add(a.lanewise(operator, b));
    }
    sum = sum.add(isFloating ? floating(a, b) : integers(a, b));
    for (Comparison operator : COMPARISONS) {
      VectorMask<E> mask = a.compare(operator, b);
      sum = sum.blend(b, mask);
    }
    last = sum;
  }

  private static <E> Vector<E> floating(Vector<E> a, Vector<E> b) {
    return a.lanewise(VectorOperators.FMA, b, a).lanewise(VectorOperators.SQRT);
  }

  private static <E> Vector<E> integers(Vector<E> a, Vector<E> b) {
    Vector<E> sum = a.lanewise(VectorOperators.BITWISE_BLEND, b, a).lanewise(VectorOperators.NOT);
    for (Binary operator : OF_INTEGERS) {
      sum = sum.add(a.lanewise(operator, b));
    }
    return sum.add(a.lanewise(VectorOperators.LSHL, 2)).add(a.lanewise(VectorOperators.LSHR, 1));
  }

  /// Vectors of whole registers only: methods that have met few classes are compiled better.
  private static final List<VectorSpecies<?>> WHOLE =
      List.of(
          KernelSpecies.FLOAT_32,
          KernelSpecies.INT_32,
          KernelSpecies.DOUBLE_64,
          KernelSpecies.LONG_64);

  private static final List<Unary> UNARY =
      List.of(VectorOperators.ABS, VectorOperators.NEG, VectorOperators.ZOMO);

  private static final List<Binary> BINARY =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX,
          VectorOperators.FIRST_NONZERO);

  private static final List<Binary> OF_INTEGERS =
      List.of(
          VectorOperators.AND,
          VectorOperators.OR,
          VectorOperators.XOR,
          VectorOperators.AND_NOT,
          VectorOperators.LSHL);

  private static final List<Comparison> COMPARISONS =
      List.of(
          VectorOperators.EQ,
          VectorOperators.NE,
          VectorOperators.LT,
          VectorOperators.LE,
          VectorOperators.GT,
          VectorOperators.GE);
}
