/// Transformations of functions over trees of arrays, as users call them.
///
/// [Transforms] turns a function into another one of the same functional type; the machinery is in
/// the packages below this one. Arguments and results are trees (see `org.lanewise.pytree`) whose
/// array leaves take part; all other leaves are static: they stand unchanged while a function is
/// traced.
///
/// `vmap` maps a function over an axis of its arguments: the function says what happens to one
/// example and runs once for all of them (`org.lanewise.vmap`). [MapAxes] says which axes are
/// mapped, [VmapOptions] gives the axis a name for collectives (`org.lanewise.Collectives`).
///
/// [ControlFlow] holds choices and loops that depend on the elements of arrays. Each is one
/// equation of a program (`org.lanewise.ir.Structured`), whose inner programs are traced here:
/// `CondCall`, `WhileCall`, `ScanCall` and `ForiLoop` take trees apart (`TypedTree`), compare what
/// goes in with what comes out (`Agreement`), and remember traces by function object
/// (`TraceCache`).
///
/// [Callbacks] are the ways out of a program: Java functions that see elements while it runs, for a
/// result (`CallbackCall`, checked against the declared types) or for an effect. `HostFunctionCall`
/// is what a backend calls; `LaneCalls` says what `vmap` makes of it. [CustomBatching] takes rules
/// for `vmap` from the author of a function; [Closures] opens functions that close over values of a
/// transformation.
package org.lanewise.transform;
