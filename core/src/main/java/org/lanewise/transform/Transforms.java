package org.lanewise.transform;

/// The transformations of functions that the core knows.
///
/// Each takes a function of trees of arrays and returns a function of the same arguments. Array
/// leaves are traced; all other leaves (numbers, strings) are static and reach the function as they
/// are. A leaf that is an [org.lanewise.type.ArrayType] stands for an array of that type wherever
/// the tree's own types allow one, as in a `List<Object>`, where only types are asked for
/// (`makeJaxpr`, `evalShape`).
///
/// The forms are declared by theme in the classes above this one.
public final class Transforms extends VmapForms {
  private Transforms() {}
}
