/// Trees of values, known nothing about arrays.
///
/// A tree is any nesting of records, lists, maps, object arrays, optionals and registered classes;
/// whatever else it holds is a leaf. Every transformation of Lanewise takes and gives such trees,
/// so this module is the lowest: it depends on no other room of the house. Start at
/// [org.lanewise.pytree.Tree].
@org.jspecify.annotations.NullMarked
module org.lanewise.pytree {
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires static transitive org.jspecify;

  exports org.lanewise.pytree;
}
