/// Transformations of functions over trees of arrays, as users call them.
///
/// [Transforms] turns a function into another one of the same functional type; the machinery is in
/// the packages below this one. Arguments and results are trees (see `org.lanewise.pytree`) whose
/// array leaves take part; all other leaves are static: they stand unchanged while a function is
/// traced.
///
/// [ControlFlow] holds choices and loops that depend on the elements of arrays. Each is one
/// equation of a program (`org.lanewise.ir.Structured`), whose inner programs are traced here:
/// `CondCall`, `WhileCall`, `ScanCall` and `ForiLoop` take trees apart (`TypedTree`), compare what
/// goes in with what comes out (`Agreement`), and remember traces by function object
/// (`TraceCache`).
package org.lanewise.transform;
