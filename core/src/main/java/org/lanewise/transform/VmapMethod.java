package org.lanewise.transform;

import java.util.Locale;

/// How `vmap` calls a Java function of [Callbacks#pureCallback] for all lanes of a mapped axis.
public enum VmapMethod {
  /// Once for each lane, in order, with what that lane sees.
  SEQUENTIAL,

  /// Once, with arrays that have a leading axis more: of the number of lanes, or of size 1 where an
  /// argument is the same in all lanes. The function does what it does along the last axes and
  /// returns arrays with a leading axis of the number of lanes.
  EXPAND_DIMS,

  /// Once, as with [#EXPAND_DIMS], but arguments that are the same in all lanes are repeated.
  BROADCAST_ALL;

  /// As JAX writes it: `expand_dims`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
