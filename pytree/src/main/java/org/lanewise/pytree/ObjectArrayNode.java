package org.lanewise.pytree;

import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An array of references, Java's nearest thing to a tuple; its component type is kept.
record ObjectArrayNode(Class<?> componentType) implements Node {
  @Override
  public @Nullable Object[] children(Object value) {
    @Nullable Object[] array = (@Nullable Object[]) value;
    @Nullable Object[] copy = new @Nullable Object[array.length];
    System.arraycopy(array, 0, copy, 0, array.length);
    return copy;
  }

  @Override
  public Object build(@Nullable Object[] children) {
    if (componentType == Object.class) {
      return children;
    }
    @Nullable Object[] array =
        (@Nullable Object[]) Array.newInstance(componentType, children.length);
    for (int i = 0; i < children.length; i++) {
      Object child = children[i];
      if (child != null && !componentType.isInstance(child)) {
        throw wrongType(child).under(key(i));
      }
      array[i] = child;
    }
    return array;
  }

  private PathFailure wrongType(Object child) {
    String type = Nodes.aType(componentType);
    return new PathFailure(
        place ->
            "the element "
                + place
                + " belongs to "
                + type
                + "[] and must be "
                + type
                + ", but the new leaf is "
                + Nodes.aType(child.getClass())
                + ". An array fixes the type of its elements: for leaves of another type use an"
                + " Object[], or `Leaves` from `Tree.flatten(tree).map(...)`.");
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.Index(child);
  }

  @Override
  public Class<?> slot(int child) {
    return componentType;
  }

  @Override
  public boolean pure() {
    return true;
  }

  @Override
  public Doc structure(List<Doc> children) {
    return value(children);
  }

  @Override
  public Doc value(List<Doc> children) {
    // As in Python, a tuple of one has a comma.
    return new Doc.Group("(", children, children.size() == 1 ? ",)" : ")");
  }

  @Override
  public String words() {
    return "an array of " + Nodes.typeName(componentType);
  }
}
