package org.lanewise.transform;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Tracer;

/// Programs of the users' functions, by function object and types, so that a loop that calls `scan`
/// with the same function does not trace and compile it again and again.
///
/// Functions are held weakly and compared by identity: a lambda that captures variables is another
/// object each time it is evaluated. A trace that several functions have part in is kept as long as
/// all of them live, and its programs belong to it alone, so that nothing outlives it. Programs
/// that close over tracers belong to the transformation that is running and are not kept.
final class TraceCache {
  private static final int CAPACITY = 1 << 12;
  private static final ConcurrentHashMap<Key, Trace> TRACES = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  private TraceCache() {}

  /// What tracing gives.
  interface Trace {
    /// The arrays that the programs close over.
    List<Array> constants();
  }

  /// Returns the trace of some functions, tracing them if there is none. Collectives in a function
  /// mean the mapped axes around it, so it is traced for these.
  ///
  /// @param functions the users' functions
  /// @param signature all else that the trace depends on: operation and types; a record of the
  ///   operation's own, which fixes the class of the trace
  /// @param tracing makes the trace
  @SuppressWarnings("unchecked") // a signature is used for one class of traces only
  static <T extends Trace> T get(List<?> functions, Object signature, Supplier<T> tracing) {
    expunge();
    Key key = new Key(functions, List.of(signature, CurrentInterpreter.namedAxes()), null);
    Trace known = TRACES.get(key);
    if (known != null) {
      return (T) known;
    }
    T made = tracing.get();
    if (made.constants().stream().anyMatch(array -> array instanceof Tracer)) {
      return made;
    }
    if (TRACES.size() >= CAPACITY) {
      TRACES.clear();
    }
    Trace earlier = TRACES.putIfAbsent(new Key(functions, key.signature, COLLECTED), made);
    return earlier == null ? made : (T) earlier;
  }

  /// The number of traces that are kept, for tests.
  static int size() {
    expunge();
    return TRACES.size();
  }

  private static void expunge() {
    while (COLLECTED.poll() instanceof FunctionReference gone) {
      TRACES.remove(gone.key);
    }
  }

  private static final class FunctionReference extends WeakReference<Object> {
    private final Key key;

    FunctionReference(Object function, @Nullable ReferenceQueue<Object> queue, Key key) {
      super(function, queue);
      this.key = key;
    }
  }

  private static final class Key {
    private final List<FunctionReference> functions = new ArrayList<>();
    private final Object signature;
    private final int hash;

    Key(List<?> functions, Object signature, @Nullable ReferenceQueue<Object> queue) {
      int code = signature.hashCode();
      for (Object function : functions) {
        this.functions.add(new FunctionReference(function, queue, this));
        code = 31 * code + System.identityHashCode(function);
      }
      this.signature = signature;
      this.hash = code;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Key that
              && hash == that.hash
              && signature.equals(that.signature)
              && sameFunctions(that);
    }

    private boolean sameFunctions(Key that) {
      if (functions.size() != that.functions.size()) {
        return false;
      }
      for (int i = 0; i < functions.size(); i++) {
        Object function = functions.get(i).get();
        if (function == null || function != that.functions.get(i).get()) {
          return false;
        }
      }
      return true;
    }
  }
}
