package org.lanewise.backend.reference;

import org.lanewise.backend.definition.LongBinary;
import org.lanewise.backend.definition.LongUnary;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Elementwise loops over elements that compute in `long`. Operands of rank 0 and sizes of 1
/// repeat.
final class LongMaps {
  private LongMaps() {}

  /// A function of three numbers.
  @FunctionalInterface
  interface Ternary {
    long apply(long x, long y, long z);
  }

  /// A relation between two numbers.
  @FunctionalInterface
  interface Relation {
    boolean holds(long x, long y);
  }

  /// f(x).
  static Strided map(LongUnary f, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    long[] a = new long[Chunks.length(type.size())];
    Reader in = Reader.repeated(x, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          in.longs(a, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i]);
          }
          out.longs(a, n);
        });
    return result;
  }

  /// f(x, y).
  static Strided map(LongBinary f, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    long[] a = new long[Chunks.length(type.size())];
    long[] b = new long[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.longs(a, n);
          second.longs(b, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i]);
          }
          out.longs(a, n);
        });
    return result;
  }

  /// f(x, y, z).
  static Strided map(Ternary f, Strided x, Strided y, Strided z, ArrayType type) {
    Strided result = Strided.allocate(type);
    long[] a = new long[Chunks.length(type.size())];
    long[] b = new long[a.length];
    long[] c = new long[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Reader third = Reader.repeated(z, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.longs(a, n);
          second.longs(b, n);
          third.longs(c, n);
          for (int i = 0; i < n; i++) {
            a[i] = f.apply(a[i], b[i], c[i]);
          }
          out.longs(a, n);
        });
    return result;
  }

  /// Whether x and y are in a relation, as bool.
  static Strided compare(Relation relation, Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    long[] a = new long[Chunks.length(type.size())];
    long[] b = new long[a.length];
    long[] truth = new long[a.length];
    Reader first = Reader.repeated(x, type.shape());
    Reader second = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        n -> {
          first.longs(a, n);
          second.longs(b, n);
          for (int i = 0; i < n; i++) {
            truth[i] = relation.holds(a[i], b[i]) ? 1 : 0;
          }
          out.longs(truth, n);
        });
    return result;
  }
}
