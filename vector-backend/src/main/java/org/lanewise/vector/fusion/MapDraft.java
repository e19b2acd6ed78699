package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.memory.Layout;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Cluster;

/// A loop in the making: elementwise operations on as many elements, of which one reads at each
/// place what another computed there.
final class MapDraft {
  /// Arrays that a loop reads at most; of what it computes, few values are written.
  private static final int MOST_ARRAYS = 24;

  /// Operations in 32-bit lanes that may share a loop of 64-bit lanes: about what a loop more
  /// costs.
  private static final int MOST_HALVED = 16;

  private final List<Operation.Map> operations = new ArrayList<>();

  /// What is read from memory, by root and place.
  private final Map<Place, Stage.Operand> operands = new LinkedHashMap<>();

  private final Map<Value, Operation.Map> computed = new HashMap<>();
  private final int most;
  private Shape shape;
  private int cost;
  private int width = 32;

  private record Place(Value root, String layout) {}

  /// @param most the vector operations of a loop
  MapDraft(Operation.Map first, int most) {
    this.most = most;
    this.shape = first.shape();
    accept(first, shape);
  }

  /// The elements of every result.
  long size() {
    return shape.size();
  }

  /// Whether a root is computed in this loop.
  boolean computes(Value root) {
    return computed.containsKey(root);
  }

  /// Adds an operation, if the loop stays one that C2 compiles well.
  boolean tryAdd(Operation.Map operation) {
    if (!mayJoinHash(operation)) {
      return false;
    }
    int wider = Math.max(width, operation.cost().width());
    boolean vector = operation.cost().fits(wider);
    for (Operation.Map other : operations) {
      vector &= other.cost().fits(wider);
    }
    if (!vector || cost + operation.cost().operations() > most || isHalved(operation)) {
      return false;
    }
    if (operands.size() + operation.operands().size() > MOST_ARRAYS) {
      return false;
    }
    for (Shape candidate : List.of(shape, operation.shape())) {
      if (fitsIn(candidate, operation)) {
        accept(operation, candidate);
        return true;
      }
    }
    return false;
  }

  /// A hash shares a loop with the counters that it is made of and the exclusive or of its words,
  /// and with nothing else: so nearly every program that draws numbers finds this long loop made
  /// and hot, and waits for what it makes of the bits alone. A word more that is written and read
  /// costs little beside eighty operations.
  private boolean mayJoinHash(Operation.Map added) {
    if (isHash(added)) {
      return operations.stream()
          .allMatch(other -> other.counts() || added.operands().contains(other.results().get(0)));
    }
    for (Operation.Map other : operations) {
      if (isHash(other)) {
        boolean joins = added.primitive().equals(new Binary(Binary.Op.XOR));
        return joins && other.results().containsAll(added.operands());
      }
    }
    return true;
  }

  private static boolean isHash(Operation.Map operation) {
    return operation.primitive() instanceof Combining.Threefry2x32;
  }

  /// Whether much 32-bit work would be done in half as many lanes, for the sake of 64-bit lanes.
  private boolean isHalved(Operation.Map added) {
    int addedCost = added.cost().operations();
    int narrow = width == 32 ? cost : added.cost().width() == 32 ? addedCost : 0;
    return Math.max(width, added.cost().width()) == 64 && narrow > MOST_HALVED;
  }

  private boolean isInside(Value operand) {
    return computes(operand.root());
  }

  /// Elements are numbered by the loop, and its rows would begin at 0 again.
  private static boolean mayCount(Shape loop) {
    long longest = 1;
    for (int axis = 0; axis < loop.rank(); axis++) {
      longest = Math.max(longest, loop.get(axis));
    }
    return longest == loop.size();
  }

  private boolean fitsIn(Shape loop, Operation.Map added) {
    boolean counts = operations.stream().anyMatch(Operation.Map::counts) || added.counts();
    if (counts && !mayCount(loop)) {
      return false;
    }
    for (Stage.Operand operand : operands.values()) {
      if (Access.in(loop, operand.value().layout(), operand.shape()) == null) {
        return false;
      }
    }
    for (Value operand : added.operands()) {
      if (!isInside(operand) && Access.in(loop, operand.layout(), added.shape()) == null) {
        return false;
      }
    }
    return true;
  }

  private void accept(Operation.Map operation, Shape loop) {
    shape = loop;
    operations.add(operation);
    cost += operation.cost().operations();
    width = Math.max(width, operation.cost().width());
    for (Value operand : operation.operands()) {
      if (!isInside(operand)) {
        operands.putIfAbsent(
            place(operand, operation), new Stage.Operand(operand, operation.shape()));
      }
    }
    operation.results().forEach(result -> computed.put(result, operation));
  }

  /// The same root in the same order of the loop's elements is one operand.
  private static Place place(Value operand, Operation.Map operation) {
    Layout repeated = Access.repeated(operand.layout(), operation.shape());
    boolean identity = Access.isIdentity(operand, operation.shape());
    return new Place(operand.root(), identity ? "" : repeated.toString());
  }

  /// The loop.
  ///
  /// @param isNeeded whether a value is read outside of it
  Stage.Map finish(Predicate<Value> isNeeded) {
    List<Place> places = List.copyOf(operands.keySet());
    List<DType> types =
        operands.values().stream().map(operand -> operand.value().type().dtype()).toList();
    Map<Value, Integer> numbers = new HashMap<>();
    List<Cluster.Step> steps = new ArrayList<>();
    List<Value> writes = new ArrayList<>();
    int next = places.size();
    for (Operation.Map operation : operations) {
      List<Integer> reads = new ArrayList<>();
      for (Value operand : operation.operands()) {
        Integer inside = numbers.get(operand.root());
        reads.add(inside != null ? inside : places.indexOf(place(operand, operation)));
      }
      steps.add(new Cluster.Step(operation.primitive(), reads));
      for (Value result : operation.results()) {
        numbers.put(result, next++);
        if (isNeeded.test(result)) {
          writes.add(result);
        }
      }
    }
    List<Integer> results = writes.stream().map(numbers::get).toList();
    Cluster cluster = new Cluster(types, steps, results);
    return new Stage.Map(shape, cluster, List.copyOf(operands.values()), writes, operations, cost);
  }
}
