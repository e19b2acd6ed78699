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
/// All digits of the keys are counted as they are made: digit d, from the lowest, in 256 counts
/// from `256 d` on.
final class SortKeys {
  private static final int NARROW_SIGN = Integer.MIN_VALUE;
  private static final int NARROW_INFINITY = 0x7F80_0000;
  private static final long WIDE_SIGN = Long.MIN_VALUE;
  private static final long WIDE_INFINITY = 0x7FF0L << 48;
  private static final int MASK = Digits.COUNT - 1;

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

  private static void count(int key, int[] counts) {
    counts[key & MASK]++;
    counts[Digits.COUNT + (key >>> 8 & MASK)]++;
    counts[2 * Digits.COUNT + (key >>> 16 & MASK)]++;
    counts[3 * Digits.COUNT + (key >>> 24)]++;
  }

  /// Makes records of four bytes, the keys of elements of four bytes.
  ///
  /// @return how many elements are −0
  static int narrow(
      DType type, MemorySegment s, long from, int n, MemorySegment w, long to, int[] counts) {
    MemorySegment source = Memory.view(s);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    int negativeZeros = 0;
    for (int i = 0; i < n; i++) {
      int bits = source.get(Memory.INT, from + 4L * i);
      int key = ofNarrow(bits, floating, flip);
      count(key, counts);
      work.set(Memory.INT, to + 4L * i, key);
      negativeZeros += bits == NARROW_SIGN ? 1 : 0;
    }
    return floating ? negativeZeros : 0;
  }

  /// Makes records of eight bytes: the keys of elements of four bytes, and below each the four
  /// bytes of a payload.
  ///
  /// @return how many elements are −0
  static int paired(
      DType type,
      MemorySegment s,
      long from,
      MemorySegment p,
      long payload,
      int n,
      MemorySegment w,
      long to,
      int[] counts) {
    MemorySegment source = Memory.view(s);
    MemorySegment payloads = Memory.view(p);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    int flip = type.isUnsigned() ? 0 : NARROW_SIGN;
    int negativeZeros = 0;
    for (int i = 0; i < n; i++) {
      int bits = source.get(Memory.INT, from + 4L * i);
      int key = ofNarrow(bits, floating, flip);
      count(key, counts);
      long below = payloads.get(Memory.INT, payload + 4L * i) & 0xFFFF_FFFFL;
      work.set(Memory.LONG, to + 8L * i, (long) key << Integer.SIZE | below);
      negativeZeros += bits == NARROW_SIGN ? 1 : 0;
    }
    return floating ? negativeZeros : 0;
  }

  /// Makes records of eight bytes, the keys of elements of eight bytes.
  ///
  /// @return how many elements are −0
  static int wide(
      DType type, MemorySegment s, long from, int n, MemorySegment w, long to, int[] counts) {
    MemorySegment source = Memory.view(s);
    MemorySegment work = Memory.view(w);
    boolean floating = type.isFloating();
    long flip = type.isUnsigned() ? 0 : WIDE_SIGN;
    int negativeZeros = 0;
    for (int i = 0; i < n; i++) {
      long bits = source.get(Memory.LONG, from + 8L * i);
      long key = ofWide(bits, floating, flip);
      for (int digit = 0; digit < Long.BYTES; digit++) {
        counts[digit * Digits.COUNT + ((int) (key >>> digit * Digits.BITS) & MASK)]++;
      }
      work.set(Memory.LONG, to + 8L * i, key);
      negativeZeros += bits == WIDE_SIGN ? 1 : 0;
    }
    return floating ? negativeZeros : 0;
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
