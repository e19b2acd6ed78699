/// The seam between programs and machines: a [Backend] turns a `Jaxpr` into an [Executable].
///
/// [Backends] decides once per process which backend runs, and explains it. The reference backend
/// in `org.lanewise.backend.reference` is scalar and obvious: it is the oracle of the tests and the
/// fallback where the Vector API is not available. What a primitive means is written once:
/// elementary functions in `org.lanewise.backend.definition`, the order of sums in
/// [ReductionOrder], that of running sums in [ScanOrder], that of matrix products in [DotOrder],
/// that of convolutions and folds of windows in [WindowOrder], that of integer powers in
/// [IntegerPower]. Scatters combine in row-major order of the updates.
package org.lanewise.backend;
