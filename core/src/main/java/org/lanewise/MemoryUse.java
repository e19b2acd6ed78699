package org.lanewise;

/// The off-heap memory of this process at one moment.
///
/// @param liveBytes bytes of arrays that are reachable, or not yet known to be unreachable
/// @param liveBuffers how many buffers those are; arrays share them with their views
/// @param reservedBytes bytes held from the operating system, free blocks included
/// @param mostReservedBytes the most that was ever held so
/// @param budgetBytes the most that may be reserved, `-Dlanewise.memory.budget=512m`
/// @param forcedCollections how often Lanewise asked for a garbage collection
public record MemoryUse(
    long liveBytes,
    long liveBuffers,
    long reservedBytes,
    long mostReservedBytes,
    long budgetBytes,
    long forcedCollections) {

  /// One line for people: `3.0 MiB live in 12 buffers, 16.0 MiB reserved (24.0 MiB at most) of
  /// 8192.0 MiB, 0 collections forced`.
  @Override
  public String toString() {
    return mebibytes(liveBytes)
        + " live in "
        + liveBuffers
        + " buffers, "
        + mebibytes(reservedBytes)
        + " reserved ("
        + mebibytes(mostReservedBytes)
        + " at most) of "
        + mebibytes(budgetBytes)
        + ", "
        + forcedCollections
        + " collections forced";
  }

  private static String mebibytes(long bytes) {
    return Math.round(bytes / 104857.6) / 10.0 + " MiB";
  }
}
