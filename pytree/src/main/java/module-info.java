/// Trees of anything: how a value made of records, lists and maps is taken apart into leaves and put
/// together again.
///
/// This module knows nothing of arrays. A leaf is whatever is not a node, and a node is a record, a
/// list, a map, an array of objects, an optional, or a class that was registered. Transformations use
/// it to accept and return the user's own types: they flatten, work on the leaves, and unflatten.
///
/// Start at the package page of `org.lanewise.pytree`.
@org.jspecify.annotations.NullMarked
module org.lanewise.pytree {
  requires transitive org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires static org.jspecify;
}
