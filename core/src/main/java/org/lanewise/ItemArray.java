package org.lanewise;

/// A record of arrays that stands for an array of *items*, each of which takes several elements.
///
/// A key of random numbers is two words, and an array of ten keys is stored as `u32[10,2]`; yet to
/// its user it has one axis. A record that implements this interface says how many of the last axes
/// of its arrays run inside an item, and `vmap` counts axes without them: axis −1 of an array of
/// keys is the last axis of keys.
public interface ItemArray {
  /// How many of the last axes of the record's arrays run inside an item.
  int itemRank();
}
