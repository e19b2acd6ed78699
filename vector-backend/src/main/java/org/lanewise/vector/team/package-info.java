/// The threads that large kernels share.
///
/// [Team] is the one group of worker threads of the process; a kernel hands it a range and a task
/// that can be run on parts of the range in any order. How a range is cut never changes a result:
/// tasks write disjoint elements, and sums are cut at the blocks that their order defines anyway.
///
/// Invariants: a caller that finds the team busy (another thread is using it, or the caller is
/// itself a part of a task) computes alone, so nobody ever waits for another's work and nesting
/// cannot deadlock. Callers that compute at the same time get fewer helpers, none if they are as
/// many as the team, and `Lanewise.withThreads` limits them for a while. Workers are daemons, spin
/// for some microseconds when they have nothing to do, and then park.
package org.lanewise.vector.team;
