package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;

/// Loops that move units of 1, 2, 4 or 8 bytes by constant steps.
public final class StepKernels {
  private static final VectorSpecies<Long> WORDS = Species.LONG;

  private StepKernels() {}

  /// `target[to + i * toStep] = source[from + i * fromStep]`, in bytes, for i below `count`.
  public static void move(
      int unit,
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int count) {
    switch (unit) {
      case 1 -> move1(source, from, fromStep, target, to, toStep, count);
      case 2 -> move2(source, from, fromStep, target, to, toStep, count);
      case 4 -> move4(source, from, fromStep, target, to, toStep, count);
      default -> move8(source, from, fromStep, target, to, toStep, count);
    }
  }

  private static void move1(
      MemorySegment s, long from, long fromStep, MemorySegment t, long to, long toStep, int n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < n; i++, from += fromStep, to += toStep) {
      target.set(Memory.BYTE, to, source.get(Memory.BYTE, from));
    }
  }

  private static void move2(
      MemorySegment s, long from, long fromStep, MemorySegment t, long to, long toStep, int n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < n; i++, from += fromStep, to += toStep) {
      target.set(Memory.SHORT, to, source.get(Memory.SHORT, from));
    }
  }

  private static void move4(
      MemorySegment s, long from, long fromStep, MemorySegment t, long to, long toStep, int n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < n; i++, from += fromStep, to += toStep) {
      target.set(Memory.INT, to, source.get(Memory.INT, from));
    }
  }

  private static void move8(
      MemorySegment s, long from, long fromStep, MemorySegment t, long to, long toStep, int n) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < n; i++, from += fromStep, to += toStep) {
      target.set(Memory.LONG, to, source.get(Memory.LONG, from));
    }
  }

  /// The bits of a unit.
  static long bits(int unit, MemorySegment source, long at) {
    return switch (unit) {
      case 1 -> source.get(Memory.BYTE, at) & 0xFFL;
      case 2 -> source.get(Memory.SHORT, at) & 0xFFFFL;
      case 4 -> source.get(Memory.INT, at) & 0xFFFFFFFFL;
      default -> source.get(Memory.LONG, at);
    };
  }

  /// Writes the bits of a unit.
  static void putBits(int unit, MemorySegment target, long at, long bits) {
    switch (unit) {
      case 1 -> target.set(Memory.BYTE, at, (byte) bits);
      case 2 -> target.set(Memory.SHORT, at, (short) bits);
      case 4 -> target.set(Memory.INT, at, (int) bits);
      default -> target.set(Memory.LONG, at, bits);
    }
  }

  /// Repeats a unit: `target[to + i * unit] = bits`, in bytes, for i below `count`.
  static void fill(int unit, long bits, MemorySegment t, long to, int count) {
    MemorySegment target = Memory.view(t);
    long word = bits;
    for (int width = unit; width < Long.BYTES; width *= 2) {
      word |= word << (8 * width);
    }
    LongVector words = LongVector.broadcast(WORDS, word);
    int bytes = count * unit;
    int i = 0;
    for (; i <= bytes - WORDS.vectorByteSize(); i += WORDS.vectorByteSize()) {
      words.intoMemorySegment(target, to + i, Memory.ORDER);
    }
    for (; i < bytes; i += unit) {
      putBits(unit, target, to + i, bits);
    }
  }

  /// Takes units in the order of their positions: `target[i] = source[positions[i]]`, for i below
  /// `count`.
  ///
  /// @param p the memory of the positions, integers of four bytes from `at` on
  public static void take(
      int unit,
      MemorySegment s,
      long from,
      MemorySegment p,
      long at,
      int count,
      MemorySegment t,
      long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment positions = Memory.view(p);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      long position = positions.get(Memory.INT, at + 4L * i);
      putBits(unit, target, to + (long) i * unit, bits(unit, source, from + position * unit));
    }
  }

  /// Writes 0, 1, 2, … as integers of four bytes.
  public static void count(MemorySegment t, long to, int count) {
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      target.set(Memory.INT, to + 4L * i, i);
    }
  }
}
