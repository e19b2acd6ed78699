package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where the values of a program lie in one block of memory: two whose lives meet lie apart.
///
/// A value lives from the step that writes it to the last that reads it. One that takes the place
/// of an operand lies where that lies, and both live as one. The largest is placed first, each in
/// the smallest gap that is left between those that live at the same time, as in Pisarchyk and Lee,
/// *Efficient Memory Management for Deep Neural Net Inference* (2020).
final class MemoryPlan {
  private static final long ALIGNMENT = 64;

  /// By the numbers of the values; −1 if one lies elsewhere.
  private final long[] offsets;

  private final long bytes;
  private final long separate;

  private MemoryPlan(long[] offsets, long bytes, long separate) {
    this.offsets = offsets;
    this.bytes = bytes;
    this.separate = separate;
  }

  /// Values that lie in one place, in the order in which they are written.
  private static final class Tenancy {
    final List<Value> members = new ArrayList<>();
    final long bytes;
    final int first;
    int last;
    boolean isElsewhere;
    long offset;

    Tenancy(long bytes, int first) {
      this.bytes = bytes;
      this.first = first;
    }

    boolean meets(Tenancy other) {
      return first <= other.last && other.first <= last;
    }
  }

  /// Lays a program out.
  ///
  /// @param values how many values there are
  /// @param written for each step, the values that it can write where it is told
  /// @param elsewhere the values that cannot lie in the block; nor can what shares their places
  /// @param kept the values that live to the end
  /// @param inherited which value takes the place of which operand
  static MemoryPlan of(
      int values,
      List<List<Value>> written,
      Lifetimes lifetimes,
      Set<Value> elsewhere,
      Set<Value> kept,
      Map<Value, Value> inherited) {
    List<Tenancy> tenancies = new ArrayList<>();
    for (Tenancy tenancy : tenancies(written, lifetimes, elsewhere, kept, inherited)) {
      if (!tenancy.isElsewhere) {
        tenancies.add(tenancy);
      }
    }
    tenancies.sort(Comparator.comparingLong((Tenancy each) -> each.bytes).reversed());
    long[] offsets = new long[values];
    Arrays.fill(offsets, -1);
    List<Tenancy> placed = new ArrayList<>();
    long end = 0;
    long separate = 0;
    for (Tenancy tenancy : tenancies) {
      tenancy.offset = free(tenancy, placed);
      int at = placed.size();
      while (at > 0 && placed.get(at - 1).offset > tenancy.offset) {
        at--;
      }
      placed.add(at, tenancy);
      tenancy.members.forEach(member -> offsets[member.number()] = tenancy.offset);
      end = Math.max(end, tenancy.offset + tenancy.bytes);
      separate += tenancy.bytes * tenancy.members.size();
    }
    return new MemoryPlan(offsets, end, separate);
  }

  private static List<Tenancy> tenancies(
      List<List<Value>> written,
      Lifetimes lifetimes,
      Set<Value> elsewhere,
      Set<Value> kept,
      Map<Value, Value> inherited) {
    Map<Value, Integer> ends = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      for (Value value : lifetimes.endingAfter(i)) {
        ends.put(value, kept.contains(value) ? written.size() : i);
      }
    }
    Map<Value, Tenancy> known = new HashMap<>();
    List<Tenancy> all = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      for (Value value : written.get(i)) {
        Value operand = inherited.get(value);
        Tenancy tenancy = operand == null ? null : known.get(operand);
        if (tenancy == null) {
          tenancy = new Tenancy(padded(value), i);
          tenancy.isElsewhere = operand != null; // in memory that something else made
          all.add(tenancy);
        }
        tenancy.members.add(value);
        tenancy.last = ends.getOrDefault(value, written.size());
        tenancy.isElsewhere |= elsewhere.contains(value);
        known.put(value, tenancy);
      }
    }
    return all;
  }

  /// The begin of the smallest gap between those that live at the same time, or their end.
  ///
  /// @param placed what has a place already, by its offset
  private static long free(Tenancy tenancy, List<Tenancy> placed) {
    long best = -1;
    long smallest = Long.MAX_VALUE;
    long end = 0;
    for (Tenancy other : placed) {
      if (other.meets(tenancy)) {
        long gap = other.offset - end;
        if (gap >= tenancy.bytes && gap < smallest) {
          best = end;
          smallest = gap;
        }
        end = Math.max(end, other.offset + other.bytes);
      }
    }
    return best < 0 ? end : best;
  }

  /// The bytes of a value's place: whole vectors may be read and written at its end.
  static long padded(Value value) {
    return Math.max(ALIGNMENT, bytes(value) + ALIGNMENT - 1 & -ALIGNMENT);
  }

  /// The bytes of a value.
  static long bytes(Value value) {
    return value.type().size() * value.type().dtype().byteSize();
  }

  /// The size of the block.
  long bytes() {
    return bytes;
  }

  /// What its values would take if each had memory of its own.
  long separate() {
    return separate;
  }

  /// Where a value begins in the block, in bytes: a multiple of 64; −1 if it lies elsewhere.
  long offset(Value value) {
    return offsets[value.number()];
  }
}
