package org.lanewise.jit;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The programs of one function, by signature. It does not refer to the function.
///
/// Threads that ask for the same signature at the same time wait for one of them to trace; others
/// do not wait.
final class Specializations {
  private static final int CAPACITY = 1024;

  private final ConcurrentHashMap<Signature, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder traces = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder uncached = new LongAdder();
  private final RecompileLog log;
  private volatile @Nullable Specialization last;

  /// The place of one program, and the lock of who makes it.
  private static final class Slot {
    private final long number; // ascending
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Specialization made;

    Slot(long number) {
      this.number = number;
    }
  }

  Specializations(String label) {
    this.log = new RecompileLog(label);
  }

  /// The program that was used last: the next call mostly wants it too.
  @Nullable Specialization last() {
    return last;
  }

  /// Counts a call that found its program.
  void hit() {
    hits.increment();
  }

  /// The program of a signature, traced at the first request.
  Specialization get(Signature signature, Supplier<Specialization> trace) {
    Slot slot = slots.get(signature);
    if (slot == null) {
      if (slots.size() >= CAPACITY) {
        slots.clear(); // something never repeats; the log has said so
      }
      slot = slots.computeIfAbsent(signature, _ -> new Slot(numbers.getAndIncrement()));
    }
    Specialization known = slot.made;
    if (known == null) {
      return make(slot, signature, trace);
    }
    hit();
    remember(known);
    return known;
  }

  /// Eager calls try this one first, so it must not mean mapped axes.
  private void remember(Specialization used) {
    if (used.signature().context().axes().isEmpty()) {
      last = used;
    }
  }

  private Specialization make(Slot slot, Signature signature, Supplier<Specialization> trace) {
    if (slot.lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "`jit`: the function calls its own compiled form with arguments of the same types and"
              + " static values, so tracing it would not end. Use `whileLoop` or `scan`, or change"
              + " a static argument.");
    }
    slot.lock.lock();
    try {
      Specialization known = slot.made;
      if (known != null) {
        hit();
        return known;
      }
      log.note(known(), signature);
      Specialization traced = trace.get();
      traces.increment();
      if (traced.closesOverTracers()) {
        uncached.increment();
        slots.remove(signature, slot);
      } else {
        slot.made = traced;
        remember(traced);
      }
      return traced;
    } catch (Throwable failure) {
      slots.remove(signature, slot);
      throw failure;
    } finally {
      slot.lock.unlock();
    }
  }

  private List<Signature> known() {
    return slots.entrySet().stream()
        .filter(entry -> entry.getValue().made != null)
        .sorted(Comparator.comparingLong(entry -> entry.getValue().number))
        .map(entry -> entry.getKey())
        .toList();
  }

  /// What happened so far.
  JitCounts counts() {
    return new JitCounts(
        traces.sum(), hits.sum(), uncached.sum(), known().size(), log.explanations());
  }

  /// Forgets all programs; counters and explanations stay.
  void clear() {
    slots.clear();
    last = null;
  }
}
