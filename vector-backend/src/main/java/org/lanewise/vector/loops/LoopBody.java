package org.lanewise.vector.loops;

import java.util.List;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Storage;

/// One step of a loop, element by element.
///
/// @param graph the values
/// @param arrays what the step reads and writes in memory
/// @param arguments the element that each argument of the graph is
/// @param condition the node that says whether there is a further step, or −1 if the steps are
///   counted
/// @param results for each array that is written, the nodes of its elements
/// @param guards the nodes that say whether the step must be computed by another form
record LoopBody(
    Graph graph,
    List<Slot> arrays,
    List<Element> arguments,
    int condition,
    List<Written> results,
    List<Integer> guards) {
  LoopBody {
    arrays = List.copyOf(arrays);
    arguments = List.copyOf(arguments);
    results = List.copyOf(results);
    guards = List.copyOf(guards);
  }

  /// How the carries lie.
  CarryBlock carryBlock() {
    return CarryBlock.of(arrays);
  }

  /// What an array is to a loop.
  enum Kind {
    /// The same in each step, and only read.
    CONSTANT,
    /// Read at the beginning of a step and written at its end.
    CARRY,
    /// A row for each step that is read.
    ROW,
    /// A row for each step that is written.
    STACK;

    /// Whether each step has a row of its own.
    boolean moves() {
      return this == ROW || this == STACK;
    }
  }

  /// An array in memory, row-major.
  ///
  /// @param kind what it is to the loop
  /// @param type the elements of a step
  record Slot(Kind kind, ArrayType type) {
    /// How the elements lie.
    Storage storage() {
      return Storage.of(type.dtype());
    }

    /// The position of an element, in bytes.
    long position(int element) {
      return (long) element * storage().size();
    }
  }

  /// An element of an array.
  ///
  /// @param array the number of the array
  /// @param index the number of the element in it
  record Element(int array, int index) {}

  /// What a step leaves in an array.
  ///
  /// @param array the number of the array
  /// @param nodes its elements
  record Written(int array, List<Integer> nodes) {
    /// Copies the list.
    Written {
      nodes = List.copyOf(nodes);
    }
  }
}
