package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.elementwise.Packing;

/// Where roots lie, counted from their first element, and what must be copied before loops can walk
/// it.
final class RootLayouts {

  /// An operand that is packed before the nest that reads it.
  ///
  /// @param operand what is read
  /// @param loop the coordinates of the loop
  /// @param number the place of the copy, after those of all values
  /// @param layout of the copy
  private record Packed(Stage.Operand operand, Shape loop, int number, Layout layout) {}

  private record Key(Value value, Shape shape, Shape loop) {}

  private final List<Value> values;
  private final Map<Value, Layout> own = new HashMap<>();
  private final Set<Value> copied = new HashSet<>();
  private final Map<Key, Packed> packed = new HashMap<>();
  private final List<Packed> pending = new ArrayList<>();
  private int next;

  /// @param values the program's values
  RootLayouts(List<Value> values) {
    this.values = values;
    this.next = values.size();
  }

  /// The program's values, at their numbers.
  List<Value> values() {
    return values;
  }

  /// How many values and packed copies there are.
  int size() {
    return next;
  }

  /// Says how a parameter lies that is not row-major.
  void put(Value parameter, Layout layout) {
    own.put(parameter, Layout.of(layout.shape(), layout.strides(), 0));
  }

  /// Makes a parameter be copied to row-major memory before the program runs.
  void requireRowMajor(Value root) {
    if (own.remove(root) != null) {
      copied.add(root);
    }
  }

  /// The parameters that are copied first.
  Set<Value> copied() {
    return copied;
  }

  /// Where a value lies.
  Layout of(Value value) {
    Value root = value.root();
    Layout layout = own.get(root);
    Layout viewed = layout == null ? value.layout() : value.layout(layout);
    if (viewed == null) {
      requireRowMajor(root);
      return value.layout();
    }
    return viewed;
  }

  /// Where an operand lies in the coordinates of a loop.
  Layout in(Shape loop, Stage.Operand operand) {
    Packed copy = packed.get(key(operand, loop));
    if (copy != null) {
      return copy.layout;
    }
    Layout layout = Access.in(loop, of(operand.value()), operand.shape());
    if (layout == null) {
      requireRowMajor(operand.value().root());
      layout = Access.in(loop, operand.value().layout(), operand.shape());
    }
    if (layout == null) {
      throw new AssertionError("a loop that cannot be walked: " + operand + " in " + loop);
    }
    return layout;
  }

  private static Key key(Stage.Operand operand, Shape loop) {
    return new Key(operand.value(), operand.shape(), loop);
  }

  /// Makes an operand be packed.
  void pack(Stage.Operand operand, Shape loop) {
    Layout layout = Packing.layout(in(loop, operand));
    Packed copy = new Packed(operand, loop, next++, layout);
    packed.put(key(operand, loop), copy);
    pending.add(copy);
  }

  /// The number of the memory that an operand is read from.
  int array(Stage.Operand operand, Shape loop) {
    Packed copy = packed.get(key(operand, loop));
    return copy == null ? operand.value().root().number() : copy.number;
  }

  /// The copies that were asked for since the last call. They serve one nest: the next one asks
  /// again.
  List<Copy> takePending() {
    List<Copy> copies = new ArrayList<>();
    for (Packed each : pending) {
      int root = each.operand.value().root().number();
      Layout from = uncopied(each);
      copies.add(new Copy(root, each.number, from));
    }
    pending.clear();
    packed.clear();
    return copies;
  }

  private Layout uncopied(Packed each) {
    Layout layout = Access.in(each.loop, of(each.operand.value()), each.operand.shape());
    if (layout == null) {
      throw new AssertionError("a loop that cannot be walked: " + each);
    }
    return layout;
  }

  /// A copy of a root, as a loop reads it.
  ///
  /// @param root the number of what is copied
  /// @param number the number of the copy
  /// @param layout where the elements lie, counted from the root's first one
  record Copy(int root, int number, Layout layout) {
    void run(@Nullable Strided[] memory) {
      Strided source = memory[root];
      if (source == null) {
        throw new AssertionError("a value is copied before it is computed");
      }
      long offset = source.layout().offset() + layout.offset();
      Strided placed = source.with(Layout.of(layout.shape(), layout.strides(), offset));
      memory[number] = Packing.pack(placed);
    }

    void release(@Nullable Strided[] memory) {
      Strided copy = memory[number];
      if (copy != null) {
        copy.buffer().release();
        memory[number] = null;
      }
    }
  }
}
