package org.lanewise.memory;

/// What the pool has lent and reserved at one moment.
///
/// @param liveBytes bytes of buffers that are reachable, or not yet known to be unreachable
/// @param liveBuffers how many such buffers there are
/// @param reservedBytes bytes held from the operating system, free blocks included
/// @param mostReservedBytes the most that was ever held so
/// @param budgetBytes the most that may be reserved
/// @param forcedCollections how often the pool asked for a garbage collection
public record MemoryStatistics(
    long liveBytes,
    long liveBuffers,
    long reservedBytes,
    long mostReservedBytes,
    long budgetBytes,
    long forcedCollections) {}
