package org.lanewise.vector.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What the process has once for each kind of work, such as the kernel for a type of elements: made
/// when it is first asked for, and kept.
///
/// The maker must not ask for another kind of the same.
///
/// @param <K> what kinds differ in, with value equality; there are few of them
/// @param <V> what there is for each
public final class Kinds<K, V> {
  private final ConcurrentHashMap<K, V> made = new ConcurrentHashMap<>();
  private final Function<K, V> maker;

  /// @param maker called once for each kind
  public Kinds(Function<K, V> maker) {
    this.maker = maker;
  }

  /// What there is for a kind.
  public V of(K kind) {
    V known = made.get(kind); // without the lock that even a hit of computeIfAbsent may take
    return known == null ? made.computeIfAbsent(kind, maker) : known;
  }
}
