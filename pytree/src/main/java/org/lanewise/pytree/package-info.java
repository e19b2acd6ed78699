/// Trees of values: how a model, a batch or a gradient is taken apart into leaves and put together
/// again.
///
/// ```java
/// import java.util.List;
/// import java.util.Map;
/// import org.lanewise.pytree.Tree;
///
/// record Layer(Double weight, Double bias) {}
/// record Model(List<Layer> layers, Double scale) {}
///
/// Model model = new Model(List.of(new Layer(1.0, 2.0), new Layer(3.0, 4.0)), 5.0);
/// Tree.leaves(model); // → [1.0, 2.0, 3.0, 4.0, 5.0]
/// Model twice = Tree.map((Double x) -> 2 * x, model);
/// twice.layers().get(1); // → Layer[weight=6.0, bias=8.0]
/// Model other = Tree.at(model, m -> m.layers().get(0).bias(), 0.0);
/// other.layers().get(0); // → Layer[weight=1.0, bias=0.0]
/// Tree.structure(Map.of("b", 1, "a", List.of(2, 3))); // → PyTreeDef({'a': [*, *], 'b': *})
/// ```
///
/// **Vocabulary.** A *node* has children; a *leaf* has none that matter. Nodes are records, `List`,
/// `Map`, object arrays, `Optional`, Eclipse Collections' lists and maps, [Leaves], and the classes
/// that were registered with [Tree#register(Class, java.util.function.Function,
/// java.util.function.Function)]. Everything else is a leaf: numbers, strings, booleans, enums,
/// primitive arrays, and the arrays of Lanewise. The *structure* of a tree is a [TreeDef]: the tree
/// with its leaves taken out. A [KeyPath] names a place.
///
/// | Python | Java | prints as |
/// |---|---|---|
/// | `list` | any `List` | `[*, *]` |
/// | `tuple` | `Object[]`, or an array of any reference type | `(*, *)` |
/// | `dict` | `Map.of`, `HashMap`, `TreeMap`: sorted by key | `{'a': *, 'b': *}` |
/// | `OrderedDict` | `LinkedHashMap` and other sequenced maps | `CustomNode(LinkedHashMap[('b', 'a')], [*, *])` |
/// | `None` | `Optional.empty()` | `None` |
/// | named tuple, dataclass | record | `CustomNode(record[Params], [*, *])` |
/// | registered class | registered class | `CustomNode(TwoValues[None], [*, *])` |
///
/// **Invariants.** A tree holds no `null`; one is an error that names its path. Flattening and
/// unflattening are inverse up to the kind of container: a `List` comes back as an unmodifiable
/// list, a map as an unmodifiable map with the same order of keys, an Eclipse Collections container
/// as one of the same mutability, an array with the same component type. A `@Static` component
/// belongs to the structure, not to the leaves. All classes here are immutable and safe to share.
///
/// **Typed trees.** The components of a record fix the types of its leaves. A tree of other leaves
/// (shapes, axes, masks) is therefore not the record again, but [Leaves]; a tree with holes is a
/// [Partial], whose [Skeleton] has value equality and can be the key of a cache.
///
/// **Where to start.** [Tree] has all the verbs; `Node` lists the kinds of nodes, one small file
/// each; `Flattener` is the walk that everything else builds on.
package org.lanewise.pytree;
