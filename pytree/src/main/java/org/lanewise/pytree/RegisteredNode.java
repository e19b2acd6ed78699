package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value of a class that a user registered, with its auxiliary data.
final class RegisteredNode implements Node {
  private final Class<?> type;
  private final NodeRecipe<Object, Object> recipe;
  private final Object aux;

  RegisteredNode(Class<?> type, NodeRecipe<Object, Object> recipe, Object aux) {
    this.type = type;
    this.recipe = recipe;
    this.aux = aux;
  }

  @Override
  public @Nullable Object[] children(Object value) {
    return recipe.children(value).toArray();
  }

  @Override
  public Object build(@Nullable Object[] children) {
    return recipe.build(aux, Arrays.asList(children));
  }

  @Override
  public PathKey key(int child) {
    return recipe.key(aux, child);
  }

  /// A class that is all structure is its own auxiliary data, and prints itself.
  private Doc auxiliary() {
    return aux.getClass() == type ? Doc.text(Doc.literal(aux)) : Doc.value(aux);
  }

  @Override
  public Doc structure(List<Doc> children) {
    return Printer.custom(type.getSimpleName() + "[" + auxiliary().flat() + "]", children);
  }

  @Override
  public Doc value(List<Doc> children) {
    if (aux.getClass() == type) {
      return auxiliary();
    }
    List<Doc> items = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      Doc child = children.get(i);
      items.add(
          key(i) instanceof PathKey.Field(String name)
              ? new Doc.Labelled(name + "=", child)
              : child);
    }
    return new Doc.Group(type.getSimpleName() + "(", items, ")");
  }

  @Override
  public String words() {
    return "a " + Nodes.typeName(type) + " with the auxiliary data " + auxiliary().flat();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegisteredNode that
        && type == that.type
        && Objects.deepEquals(aux, that.aux);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.deepHashCode(new Object[] {aux});
  }
}
