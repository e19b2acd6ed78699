package org.lanewise.memory;

/// What the pool has lent and reserved at one moment.
///
/// @param liveBytes bytes of buffers that are reachable, or not yet known to be unreachable
/// @param liveBuffers how many such buffers there are
/// @param reservedBytes bytes held from the operating system, free blocks included
/// @param budgetBytes the most that may be reserved
/// @param forcedCollections how often the pool asked for a garbage collection
public record MemoryStatistics(
    long liveBytes,
    long liveBuffers,
    long reservedBytes,
    long budgetBytes,
    long forcedCollections) {}
