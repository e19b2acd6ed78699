package org.lanewise.vector.window;

/// One axis of patches of an array: where the elements that patch u and tap i touch lie along it,
/// at `first + u · step + i · tapStep`. What lies outside of `0 … extent − 1` is padding.
///
/// @param patches the number of u
/// @param taps the number of i
/// @param first the place of tap 0 of patch 0
/// @param step the distance of patches
/// @param tapStep the distance of taps
/// @param extent the number of places with elements
/// @param stride the distance of places in memory, in bytes
public record Track(
    long patches, long taps, long first, long step, long tapStep, long extent, long stride) {

  /// An axis of which each patch has one element.
  public static Track plain(long extent, long stride) {
    return new Track(extent, 1, 0, 1, 0, extent, stride);
  }

  /// Whether some tap of some patch is padding.
  public boolean leaves() {
    return leaves(0, patches, 0, taps);
  }

  /// Whether some of these taps of some of these patches are padding.
  ///
  /// @param u the first patch
  /// @param count how many patches
  /// @param tap the first tap
  /// @param tapCount how many taps
  public boolean leaves(long u, long count, long tap, long tapCount) {
    long one = place(u, tap);
    long across = (count - 1) * step;
    long along = (tapCount - 1) * tapStep;
    long low = one + Math.min(0, across) + Math.min(0, along);
    long high = one + Math.max(0, across) + Math.max(0, along);
    return low < 0 || high >= extent;
  }

  /// Where a tap of a patch lies.
  public long place(long u, long tap) {
    return first + u * step + tap * tapStep;
  }

  /// The first of `count` patches from u on of which a tap is no padding, counted from u; `count`
  /// or more if there is none. Only for patches in ascending places.
  public long firstInside(long u, long tap) {
    return Math.max(0, -Math.floorDiv(place(u, tap), step));
  }

  /// The end of those patches, counted from u.
  public long endInside(long u, long tap) {
    return Math.max(0, Math.floorDiv(extent - 1 - place(u, tap), step) + 1);
  }
}
