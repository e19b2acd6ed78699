package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record: its class and the values of its `@Static` components.
final class RecordNode implements Node {
  private final RecordShape shape;
  private final @Nullable Object[] fixed;

  /// The structure that was made last; a program opens the same trees again and again. Written
  /// without synchronisation: a structure is immutable, and either value is right.
  private @Nullable TreeDef recent;

  RecordNode(RecordShape shape, @Nullable Object[] fixed) {
    this.shape = shape;
    this.fixed = fixed;
  }

  @Override
  public @Nullable Object[] children(Object value) {
    return shape.children(value);
  }

  @Override
  public Object build(@Nullable Object[] children) {
    @Nullable Object[] components = components(children);
    if (shape.convertsContainers) {
      for (int i : shape.dynamic) {
        if (Containers.isConcrete(shape.types[i])) {
          components[i] = Containers.fit(shape.types[i], components[i]);
        }
      }
    }
    try {
      return shape.build(components);
    } catch (ClassCastException e) {
      throw explain(components, e);
    }
  }

  private @Nullable Object[] components(@Nullable Object[] children) {
    if (fixed.length == 0) {
      return children;
    }
    @Nullable Object[] components = new @Nullable Object[shape.names.length];
    for (int i = 0; i < children.length; i++) {
      components[shape.dynamic[i]] = children[i];
    }
    for (int i = 0; i < fixed.length; i++) {
      components[shape.fixed[i]] = fixed[i];
    }
    return components;
  }

  /// The component that does not accept its value; else the exception is the constructor's own.
  private RuntimeException explain(@Nullable Object[] components, ClassCastException e) {
    for (int i = 0; i < components.length; i++) {
      Object value = components[i];
      if (value != null && !Containers.accepts(shape.types[i], value)) {
        return wrongType(i, value).under(new PathKey.Field(shape.names[i]));
      }
    }
    return e;
  }

  private PathFailure wrongType(int component, Object value) {
    return new PathFailure(
        place ->
            "the component `"
                + shape.names[component]
                + "` of the record "
                + Nodes.typeName(shape.type)
                + " ("
                + place
                + ") is declared "
                + Nodes.typeName(shape.types[component])
                + ", but the new value is "
                + Nodes.aType(value.getClass())
                + ". A record fixes the types of its leaves: for leaves of another type use"
                + " `Leaves`, from `Tree.flatten(tree).map(...)`.");
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.Field(shape.names[shape.dynamic[child]]);
  }

  @Override
  public Class<?> slot(int child) {
    return shape.types[shape.dynamic[child]];
  }

  @Override
  public boolean pure() {
    return fixed.length == 0;
  }

  @Override
  public TreeDef over(TreeDef[] children) {
    if (!pure()) {
      return new TreeDef(this, children);
    }
    TreeDef known = recent;
    if (known != null && known.hasChildren(children)) {
      return known;
    }
    TreeDef made = new TreeDef(this, children);
    if (made.pure()) {
      recent = made;
    }
    return made;
  }

  /// The `@Static` component that holds the value, or -1.
  @SuppressWarnings("ReferenceEquality") // the very object is sought
  int fixedHolding(Object value) {
    for (int i = 0; i < fixed.length; i++) {
      if (fixed[i] == value) {
        return i;
      }
    }
    return -1;
  }

  /// The step to a `@Static` component.
  PathKey fixedKey(int index) {
    return new PathKey.Field(shape.names[shape.fixed[index]]);
  }

  @Override
  public Doc structure(List<Doc> children) {
    String name = Nodes.typeName(shape.type);
    String simple = name.substring(name.lastIndexOf('.') + 1);
    if (fixed.length == 0) {
      return Printer.custom("record[" + simple + "]", children);
    }
    List<Doc> items = new ArrayList<>();
    for (int i = 0; i < fixed.length; i++) {
      items.add(new Doc.Labelled(shape.names[shape.fixed[i]] + "=", Doc.value(fixed[i])));
    }
    String values = new Doc.Group("(", items, ")").flat();
    return Printer.custom("record[" + simple + values + "]", children);
  }

  @Override
  public Doc value(List<Doc> children) {
    Doc[] items = new Doc[shape.names.length];
    for (int i = 0; i < shape.dynamic.length; i++) {
      items[shape.dynamic[i]] = children.get(i);
    }
    for (int i = 0; i < fixed.length; i++) {
      items[shape.fixed[i]] = Doc.value(fixed[i]);
    }
    List<Doc> labelled = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      labelled.add(new Doc.Labelled(shape.names[i] + "=", items[i]));
    }
    return new Doc.Group(shape.type.getSimpleName() + "(", labelled, ")");
  }

  @Override
  public String words() {
    String of = fixed.length == 0 ? "" : " with @Static values " + Arrays.deepToString(fixed);
    return "a record " + Nodes.typeName(shape.type) + of;
  }

  List<String> childNames() {
    return Arrays.stream(shape.dynamic).mapToObj(i -> shape.names[i]).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof RecordNode that
            && shape.type == that.shape.type
            && Arrays.deepEquals(fixed, that.fixed));
  }

  @Override
  public int hashCode() {
    return 31 * shape.type.hashCode() + Arrays.deepHashCode(fixed);
  }
}
