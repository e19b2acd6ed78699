package org.lanewise.backend.reference;

import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.DoublePredicate;
import org.lanewise.backend.definition.DoubleUnary;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Elementwise loops over elements that compute in `double`. Operands of rank 0 and sizes of 1
/// repeat.
final class DoubleMaps {
  private DoubleMaps() {}

  /// A function of three numbers.
  @FunctionalInterface
  interface Ternary {
    double apply(double x, double y, double z);
  }

  /// A relation between two numbers.
  @FunctionalInterface
  interface Relation {
    boolean holds(double x, double y);
  }

  /// f(x).
  static Strided map(DoubleUnary f, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    double[] a = new double[Chunks.length(type.size())];
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          in.doubles(a, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i]);
          }
          out.doubles(a, n);
        });
    return result;
  }

  /// f(x, y).
  static Strided map(DoubleBinary f, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    double[] a = new double[Chunks.length(type.size())];
    double[] b = new double[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.doubles(a, n);
          second.doubles(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i]);
          }
          out.doubles(a, n);
        });
    return result;
  }

  /// f(x, y, z).
  static Strided map(Ternary f, Strided x, Strided y, Strided z, ArrayType type) {
    Strided result = Strided.allocate(type);
    double[] a = new double[Chunks.length(type.size())];
    double[] b = new double[a.length];
    double[] c = new double[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Reader third = Reader.repeated(z, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.doubles(a, n);
          second.doubles(b, n);
          third.doubles(c, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i], c[i]);
          }
          out.doubles(a, n);
        });
    return result;
  }

  /// Whether x and y are in a relation, as bool.
  static Strided compare(Relation relation, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    double[] a = new double[Chunks.length(type.size())];
    double[] b = new double[a.length];
    long[] truth = new long[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.doubles(a, n);
          second.doubles(b, n);
          for (int i = 0; i < n; i++) {
            truth[i] = relation.holds(a[i], b[i]) ? 1 : 0;
          }
          out.longs(truth, n);
        });
    return result;
  }

  /// Whether x has a property, as bool.
  static Strided test(DoublePredicate property, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    double[] a = new double[Chunks.length(type.size())];
    long[] truth = new long[a.length];
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          in.doubles(a, n);
          for (int i = 0; i < n; i++) {
            truth[i] = property.test(a[i]) ? 1 : 0;
          }
          out.longs(truth, n);
        });
    return result;
  }
}
