package org.lanewise.jit;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The programs of every function that was compiled, found by the identity of the function.
///
/// The function is referred to weakly, so a dead one goes, and its programs with it. Programs may
/// happen to refer to their function (a callback whose object holds it); so that such a pair can go
/// too, programs are held softly here, and firmly only by those who call the function.
final class CompilationCache {
  private static final ReferenceQueue<Object> DEAD = new ReferenceQueue<>();
  private static final ConcurrentHashMap<Key, Programs> CACHE = new ConcurrentHashMap<>();

  private CompilationCache() {}

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object function) {
      super(function, DEAD);
      this.hash = System.identityHashCode(function);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object own = get();
      return own != null && other instanceof Key that && own == that.get();
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private static final class Programs extends SoftReference<Specializations> {
    Programs(Specializations programs) {
      super(programs);
    }
  }

  /// The programs of a function; the same for as long as somebody holds them.
  static Specializations of(Object function, String label) {
    forgetDead();
    Key key = new Key(function);
    while (true) {
      Programs held = CACHE.get(key);
      Specializations known = held == null ? null : held.get();
      if (known != null) {
        Reference.reachabilityFence(function);
        return known;
      }
      Specializations fresh = new Specializations(label);
      Programs made = new Programs(fresh);
      boolean stored =
          held == null ? CACHE.putIfAbsent(key, made) == null : CACHE.replace(key, held, made);
      if (stored) {
        Reference.reachabilityFence(function);
        return fresh;
      }
    }
  }

  private static void forgetDead() {
    for (Reference<?> dead = DEAD.poll(); dead != null; dead = DEAD.poll()) {
      CACHE.remove(dead); // a key equals itself also when its function is gone
    }
  }

  /// How many functions are known.
  static int size() {
    forgetDead();
    return CACHE.size();
  }
}
