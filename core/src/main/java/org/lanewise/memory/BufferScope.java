package org.lanewise.memory;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of a thread's work after which the memory of its arrays goes back at once, without the
/// collector.
///
/// A buffer belongs to the scope in which its thread allocated it; a holder (an array) of such a
/// buffer joins the scope. At the end every holder that is not part of the result lets go, and a
/// buffer that no other holder needs goes back. Left alone, for the collector to find, is whatever
/// another thread has looked at or a program has kept ([Buffer#share()]): nobody here can tell when
/// they are done.
///
/// Nested scopes hand what they keep to the scope around. Work whose arrays outlive the call that
/// makes them (tracing, what is derived from a program) runs [#outside(Supplier)] all scopes.
public final class BufferScope {
  private static final ScopedValue<BufferScope> CURRENT = ScopedValue.newInstance();
  private static final BufferScope NONE = new BufferScope(null, "");
  private static final int FIRST_SWEEP = 1 << 14;

  /// Whether this process has used a scope: until then nobody pays for them.
  private static boolean used;

  private final Thread owner = Thread.currentThread();
  private final @Nullable BufferScope around;
  private final String startedAt;

  /// Held weakly, so that the collector still finds what the body has dropped: a scope never needs
  /// more memory than none.
  private List<WeakReference<Holder>> holders = new ArrayList<>();

  private int nextSweep = FIRST_SWEEP;

  /// What refers to a buffer and can let go of it.
  public interface Holder {
    /// The buffer; null if it has let go.
    @Nullable Buffer held();

    /// Lets go of the buffer.
    ///
    /// @param ended the scope that has ended
    void letGo(BufferScope ended);
  }

  private BufferScope(@Nullable BufferScope around, String startedAt) {
    this.around = around;
    this.startedAt = startedAt;
  }

  /// Runs a body in a scope.
  ///
  /// @param startedAt the user's line, for messages
  /// @param body what to run
  /// @param kept finds the holders that stay, in what the body returns
  public static <R> R call(String startedAt, Supplier<R> body, Function<R, List<Holder>> kept) {
    used = true;
    BufferScope scope = new BufferScope(current(), startedAt);
    List<Holder> staying = List.of();
    try {
      R result = ScopedValue.where(CURRENT, scope).call(body::get);
      staying = kept.apply(result);
      return result;
    } finally {
      scope.end(staying);
    }
  }

  /// Runs a body whose arrays belong to no scope.
  public static <R> R outside(Supplier<R> body) {
    return current() == null ? body.get() : ScopedValue.where(CURRENT, NONE).call(body::get);
  }

  /// The scope of this thread's work, if there is one. A thread that inherited it does not share
  /// it: it cannot know when the body ends.
  static @Nullable BufferScope current() {
    if (!used) {
      return null;
    }
    BufferScope scope = CURRENT.orElse(NONE);
    return scope != NONE && scope.owner == Thread.currentThread() ? scope : null;
  }

  /// Adds a holder of one of the scope's buffers; one that another thread makes is none of its
  /// business.
  void join(Holder holder) {
    if (owner == Thread.currentThread()) {
      add(new WeakReference<>(holder));
    }
  }

  private void add(WeakReference<Holder> holder) {
    if (holders.size() == nextSweep) {
      holders.removeIf(each -> each.refersTo(null));
      nextSweep = Math.max(FIRST_SWEEP, 2 * holders.size());
    }
    holders.add(holder);
  }

  /// Where the scope was started: the user's line, or an empty string.
  public String startedAt() {
    return startedAt;
  }

  private void end(List<Holder> staying) {
    Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(staying);
    Set<Buffer> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Buffer> leaving = new ArrayList<>(holders.size());
    for (WeakReference<Holder> reference : holders) {
      Holder holder = reference.get();
      Buffer buffer = holder == null ? null : holder.held();
      if (holder == null || buffer == null) {
        continue; // dropped, or given up before by a donation
      }
      if (kept.contains(holder) || buffer.isShared()) {
        needed.add(buffer);
        keep(reference, buffer);
      } else {
        holder.letGo(this);
        leaving.add(buffer);
      }
    }
    for (Buffer buffer : leaving) {
      // another thread may have come by since: it found the array gone, or is seen here
      if (!needed.contains(buffer) && !buffer.isShared()) {
        buffer.end();
      }
    }
    holders = List.of();
  }

  private void keep(WeakReference<Holder> holder, Buffer buffer) {
    buffer.moveTo(around);
    if (around != null) {
      around.add(holder);
    }
  }
}
