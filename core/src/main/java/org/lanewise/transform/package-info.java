/// Transformations of functions over trees of arrays, as users call them.
///
/// [Transforms] turns a function into another one of the same functional type; the machinery is in
/// the packages below this one. Arguments and results are trees (see `org.lanewise.pytree`) whose
/// array leaves take part; all other leaves are static: they stand unchanged while a function is
/// traced.
package org.lanewise.transform;
