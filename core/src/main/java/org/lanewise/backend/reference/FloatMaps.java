package org.lanewise.backend.reference;

import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.FloatPredicate;
import org.lanewise.backend.definition.FloatUnary;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Elementwise loops over elements that compute in `float`. Operands of rank 0 and sizes of 1
/// repeat.
final class FloatMaps {
  private FloatMaps() {}

  /// A function of three numbers.
  @FunctionalInterface
  interface Ternary {
    float apply(float x, float y, float z);
  }

  /// A relation between two numbers.
  @FunctionalInterface
  interface Relation {
    boolean holds(float x, float y);
  }

  /// f(x).
  static Strided map(FloatUnary f, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    float[] a = new float[Chunks.length(type.size())];
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          in.floats(a, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i]);
          }
          out.floats(a, n);
        });
    return result;
  }

  /// f(x, y).
  static Strided map(FloatBinary f, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    float[] a = new float[Chunks.length(type.size())];
    float[] b = new float[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.floats(a, n);
          second.floats(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i]);
          }
          out.floats(a, n);
        });
    return result;
  }

  /// f(x, y, z).
  static Strided map(Ternary f, Strided x, Strided y, Strided z, ArrayType type) {
    Strided result = Strided.allocate(type);
    float[] a = new float[Chunks.length(type.size())];
    float[] b = new float[a.length];
    float[] c = new float[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Reader third = Reader.repeated(z, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.floats(a, n);
          second.floats(b, n);
          third.floats(c, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i], c[i]);
          }
          out.floats(a, n);
        });
    return result;
  }

  /// Whether x and y are in a relation, as bool.
  static Strided compare(Relation relation, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    float[] a = new float[Chunks.length(type.size())];
    float[] b = new float[a.length];
    long[] truth = new long[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.floats(a, n);
          second.floats(b, n);
          for (int i = 0; i < n; i++) {
            truth[i] = relation.holds(a[i], b[i]) ? 1 : 0;
          }
          out.longs(truth, n);
        });
    return result;
  }

  /// Whether x has a property, as bool.
  static Strided test(FloatPredicate property, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    float[] a = new float[Chunks.length(type.size())];
    long[] truth = new long[a.length];
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          in.floats(a, n);
          for (int i = 0; i < n; i++) {
            truth[i] = property.test(a[i]) ? 1 : 0;
          }
          out.longs(truth, n);
        });
    return result;
  }
}
