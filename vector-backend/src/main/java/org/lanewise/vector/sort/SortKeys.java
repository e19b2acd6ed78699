package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// Elements as unsigned integers in the order of the elements, and back.
///
/// The bits of a floating number count upwards from +0, and those of a negative one downwards: a
/// positive one gets its sign bit set, a negative one is turned. −0 gets the key of +0, and every
/// NaN the largest one. A signed integer has its sign bit turned.
///
/// What the keys have in common is found as they are made.
final class SortKeys {
  private static final int NARROW_SIGN = Integer.MIN_VALUE;
  private static final int NARROW_INFINITY = 0x7F80_0000;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final long WIDE_SIGN = Long.MIN_VALUE;
  private static final long WIDE_INFINITY = 0x7FF0L << 48;

  private SortKeys() {}

  private static int ofNarrow(int bits, boolean floating, int flip) {
    if (!floating) {
      return bits ^ flip;
    }
    int size = bits & Integer.MAX_VALUE;
    if (size > NARROW_INFINITY) {
      return -1;
    }
    return size == 0 ? NARROW_SIGN : bits ^ ((bits >> 31) | NARROW_SIGN);
  }

  private static long ofWide(long bits, boolean floating, long flip) {
    if (!floating) {
      return bits ^ flip;
    }
    long size = bits & Long.MAX_VALUE;
    if (size > WIDE_INFINITY) {
      return -1;
    }
    return size == 0 ? WIDE_SIGN : bits ^ ((bits >> 63) | WIDE_SIGN);
  }

  /// Makes records of four bytes, the keys of elements of four bytes.
  static void narrow(
      DType type, MemorySegment s, long from, int n, MemorySegment w, long to, KeyBits bits) {
    MemorySegment source = Memory.view(s);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    int negativeZeros = 0;
    int ones = 0;
    int zeros = 0;
    for (int i = 0; i < n; i++) {
      int element = source.get(Memory.INT, from + 4L * i);
      int key = ofNarrow(element, floating, flip);
      ones |= key;
      zeros |= ~key;
      work.set(Memory.INT, to + 4L * i, key);
      negativeZeros += element == NARROW_SIGN ? 1 : 0;
    }
    bits.note(ones & LOW, zeros & LOW, floating ? negativeZeros : 0);
  }

  /// Makes records of eight bytes: the keys of elements of four bytes, and below each the four
  /// bytes of a payload.
  static void paired(
      DType type,
      MemorySegment s,
      long from,
      MemorySegment p,
      long payload,
      int n,
      MemorySegment w,
      long to,
      KeyBits bits) {
    MemorySegment source = Memory.view(s);
    MemorySegment payloads = Memory.view(p);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    int negativeZeros = 0;
    int ones = 0;
    int zeros = 0;
    for (int i = 0; i < n; i++) {
      int element = source.get(Memory.INT, from + 4L * i);
      int key = ofNarrow(element, floating, flip);
      ones |= key;
      zeros |= ~key;
      long below = payloads.get(Memory.INT, payload + 4L * i) & 0xFFFF_FFFFL;
      work.set(Memory.LONG, to + 8L * i, (long) key << Integer.SIZE | below);
      negativeZeros += element == NARROW_SIGN ? 1 : 0;
    }
    bits.note(
        (long) ones << Integer.SIZE, (long) zeros << Integer.SIZE, floating ? negativeZeros : 0);
  }

  /// Makes records of eight bytes, the keys of elements of eight bytes.
  static void wide(
      DType type, MemorySegment s, long from, int n, MemorySegment w, long to, KeyBits bits) {
    MemorySegment source = Memory.view(s);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    long flip = type.isUnsigned() ? 0 : WIDE_SIGN;
    int negativeZeros = 0;
    long ones = 0;
    long zeros = 0;
    for (int i = 0; i < n; i++) {
      long element = source.get(Memory.LONG, from + 8L * i);
      long key = ofWide(element, floating, flip);
      ones |= key;
      zeros |= ~key;
      work.set(Memory.LONG, to + 8L * i, key);
      negativeZeros += element == WIDE_SIGN ? 1 : 0;
    }
    bits.note(ones, zeros, floating ? negativeZeros : 0);
  }

  private static int toNarrow(int key, boolean floating, int flip) {
    return key ^ (floating ? ~(key >> 31) | NARROW_SIGN : flip);
  }

  /// Turns records of four bytes back into elements. Zeros are all +0.
  static void fromNarrow(DType type, MemorySegment w, long from, int n, MemorySegment t, long to) {
    MemorySegment work = Memory.view(w);
    MemorySegment target = Memory.view(t);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    for (int i = 0; i < n; i++) {
      int key = work.get(Memory.INT, from + 4L * i);
      target.set(Memory.INT, to + 4L * i, toNarrow(key, floating, flip));
    }
  }

  /// Takes records of eight bytes apart, into elements and payloads of four bytes each. Zeros are
  /// all +0.
  static void fromPaired(
      DType type,
      MemorySegment w,
      long from,
      int n,
      MemorySegment t,
      long to,
      MemorySegment p,
      long payload) {
    MemorySegment work = Memory.view(w);
    MemorySegment target = Memory.view(t);
    MemorySegment payloads = Memory.view(p);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    for (int i = 0; i < n; i++) {
      long record = work.get(Memory.LONG, from + 8L * i);
      int key = (int) (record >>> Integer.SIZE);
      target.set(Memory.INT, to + 4L * i, toNarrow(key, floating, flip));
      payloads.set(Memory.INT, payload + 4L * i, (int) record);
    }
  }

  /// Turns records of eight bytes back into elements. Zeros are all +0.
  static void fromWide(DType type, MemorySegment w, long from, int n, MemorySegment t, long to) {
    MemorySegment work = Memory.view(w);
    MemorySegment target = Memory.view(t);
    boolean floating = type.isFloating();
    long flip = type.isUnsigned() ? 0 : WIDE_SIGN;
    for (int i = 0; i < n; i++) {
      long key = work.get(Memory.LONG, from + 8L * i);
      long mask = floating ? ~(key >> 63) | WIDE_SIGN : flip;
      target.set(Memory.LONG, to + 8L * i, key ^ mask);
    }
  }
}
