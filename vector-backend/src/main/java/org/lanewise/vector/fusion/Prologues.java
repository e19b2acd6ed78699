package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.type.Shape;

/// Finds what is computed for the left operand of a product alone, element by element: its
/// *prologue*, whose rows can be made where the product reads them, block by block, and need no
/// memory.
///
/// A right operand is read whole for each block of rows, so it has no prologue; nor has what
/// something else reads too, since that is in memory anyway.
final class Prologues {
  private final List<Operation> operations;
  private final Map<Value, Operation.Map> makers = new HashMap<>();
  private final Map<Value, Integer> readers = new HashMap<>();

  /// Looks at a program.
  Prologues(Lowered program) {
    this.operations = List.copyOf(program.operations());
    for (Operation operation : operations) {
      if (operation instanceof Operation.Map map && map.results().size() == 1 && !map.counts()) {
        makers.put(map.results().get(0), map);
      }
      Set<Value> roots = new HashSet<>();
      operation.operands().forEach(operand -> roots.add(operand.root()));
      roots.forEach(root -> readers.merge(root, 1, Integer::sum));
    }
    program.outputs().forEach(output -> readers.merge(output.root(), 1, Integer::sum));
  }

  /// The operations, in order; null if the left operand is no such chain, or something that the
  /// product or the chain reads is not there.
  ///
  /// @param available the roots that are there
  @Nullable List<Operation.Map> of(BlockProduct product, Set<Value> available) {
    Value left = product.left();
    boolean rows = left.isWhole() && product.product().readsRows();
    if (!rows || !available.contains(product.right().root())) {
      return null;
    }
    Set<Operation> chain = new HashSet<>();
    if (!collect(left.root(), available, chain)) {
      return null;
    }
    List<Operation.Map> ordered = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof Operation.Map map && chain.contains(map)) {
        ordered.add(map);
      }
    }
    return ordered;
  }

  private boolean collect(Value root, Set<Value> available, Set<Operation> chain) {
    Operation.Map maker = makers.get(root);
    if (maker == null || readers.getOrDefault(root, 0) != 1) {
      return false;
    }
    Shape shape = maker.shape();
    for (Value operand : maker.operands()) {
      boolean ready = available.contains(operand.root());
      if (!ready
          && !(Access.isIdentity(operand, shape) && collect(operand.root(), available, chain))) {
        return false;
      }
    }
    chain.add(maker);
    return true;
  }
}
