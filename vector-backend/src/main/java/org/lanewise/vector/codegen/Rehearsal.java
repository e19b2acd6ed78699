package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Binary;
import jdk.incubator.vector.VectorOperators.Comparison;
import jdk.incubator.vector.VectorOperators.Ternary;
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

  /// Goes through all of it.
  static void run(int times) {
    List<VectorSpecies<?>> whole = new ArrayList<>();
    whole.add(KernelSpecies.FLOAT_32);
    whole.add(KernelSpecies.INT_32);
    whole.add(KernelSpecies.DOUBLE_64);
    whole.add(KernelSpecies.LONG_64);
    if (KernelSpecies.FLOAT_64 != null && KernelSpecies.INT_64 != null) {
      whole.add(KernelSpecies.FLOAT_64);
      whole.add(KernelSpecies.INT_64);
    }
    for (int i = 0; i < times; i++) {
      for (VectorSpecies<?> species : whole) {
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
    for (Unary operator : isFloating ? FLOATING_UNARY : INTEGER_UNARY) {
      sum = sum.add(a.lanewise(operator));
    }
    for (Binary operator : isFloating ? FLOATING_BINARY : INTEGER_BINARY) {
      sum = sum.add(a.lanewise(operator, b));
    }
    if (!isFloating) {
      sum = sum.add(a.lanewise(VectorOperators.LSHL, 2)).add(a.lanewise(VectorOperators.LSHR, 1));
    }
    Ternary ternary = isFloating ? VectorOperators.FMA : VectorOperators.BITWISE_BLEND;
    sum = sum.add(a.lanewise(ternary, b, a));
    for (Comparison operator : COMPARISONS) {
      VectorMask<E> mask = a.compare(operator, b);
      sum = sum.blend(b, mask);
    }
    last = sum;
  }

  private static final List<Unary> FLOATING_UNARY =
      List.of(VectorOperators.ABS, VectorOperators.NEG, VectorOperators.SQRT, VectorOperators.ZOMO);

  private static final List<Unary> INTEGER_UNARY =
      List.of(VectorOperators.ABS, VectorOperators.NEG, VectorOperators.NOT, VectorOperators.ZOMO);

  private static final List<Binary> FLOATING_BINARY =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX,
          VectorOperators.FIRST_NONZERO);

  private static final List<Binary> INTEGER_BINARY =
      List.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX,
          VectorOperators.AND,
          VectorOperators.OR,
          VectorOperators.XOR,
          VectorOperators.AND_NOT,
          VectorOperators.LSHL,
          VectorOperators.FIRST_NONZERO);

  private static final List<Comparison> COMPARISONS =
      List.of(
          VectorOperators.EQ,
          VectorOperators.NE,
          VectorOperators.LT,
          VectorOperators.LE,
          VectorOperators.GT,
          VectorOperators.GE);
}
