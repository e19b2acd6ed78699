package org.lanewise.vector.fusion;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Views;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// A value of a lowered program: memory of its own (a *root*), or a view of another value.
///
/// Roots are parameters, constants, and what operations compute, which is row-major.
final class Value {
  private final int number;
  private final ArrayType type;
  private final @Nullable Value of;
  private final @Nullable Primitive primitive;
  private final @Nullable Strided constant;
  private final Layout layout;

  private Value(
      int number,
      ArrayType type,
      @Nullable Value of,
      @Nullable Primitive primitive,
      @Nullable Strided constant,
      Layout layout) {
    this.number = number;
    this.type = type;
    this.of = of;
    this.primitive = primitive;
    this.constant = constant;
    this.layout = layout;
  }

  /// A value with memory of its own.
  static Value root(int number, ArrayType type) {
    return new Value(number, type, null, null, null, Layout.rowMajor(type.shape()));
  }

  /// A value that is known when the program is made ready.
  static Value constant(int number, Strided elements) {
    ArrayType type = new ArrayType(elements.dtype(), elements.shape());
    return new Value(number, type, null, null, elements, Layout.rowMajor(type.shape()));
  }

  /// What a primitive makes of another value without touching elements, or null if it cannot.
  static @Nullable Value view(int number, ArrayType type, Value of, Primitive primitive) {
    Layout layout = Views.of(primitive, of.layout, type.shape());
    return layout == null ? null : new Value(number, type, of, primitive, null, layout);
  }

  /// The place among the program's values.
  int number() {
    return number;
  }

  /// Element type and shape.
  ArrayType type() {
    return type;
  }

  /// The elements, if they are known when the program is made ready.
  @Nullable Strided constant() {
    return constant;
  }

  /// Whether this is a view of another value.
  boolean isView() {
    return of != null;
  }

  /// What this is a view of, if it is one.
  @Nullable Value of() {
    return of;
  }

  /// What makes the view.
  Primitive movement() {
    Primitive known = primitive;
    if (known == null) {
      throw new AssertionError("a value of its own is no view");
    }
    return known;
  }

  /// The value whose memory this is.
  Value root() {
    return of == null ? this : of.root();
  }

  /// Where the elements lie in the root's memory, if the root is row-major and begins at 0.
  Layout layout() {
    return layout;
  }

  /// Where the elements lie if the root lies otherwise, or null if the view cannot be had then.
  @Nullable Layout layout(Layout root) {
    if (of == null || primitive == null) {
      return root;
    }
    Layout viewed = of.layout(root);
    return viewed == null ? null : Views.of(primitive, viewed, type.shape());
  }

  /// Whether this is the root's memory from end to end.
  boolean isWhole() {
    return layout.isContiguous() && layout.offset() == 0 && type.size() == root().type.size();
  }

  /// What is done to the root, for printing: ` transpose[...]`.
  String path() {
    return of == null || primitive == null ? "" : of.path() + "." + primitive.name();
  }
}
