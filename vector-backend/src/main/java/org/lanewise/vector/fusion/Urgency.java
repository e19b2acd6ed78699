package org.lanewise.vector.fusion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What other kernels wait for, and what can wait.
///
/// A step of training updates its weights one by one, each as soon as its gradient is there, and
/// each in a small nest of its own. Nothing reads them, so they can wait, and small ones of one
/// size share a nest at the end. Large ones are computed at once, while their operands are near.
final class Urgency {
  /// The bytes of a result above which it is computed at once.
  private static final long SMALL = 64 << 10;

  private final Set<Operation> waiting = new HashSet<>();

  private Urgency() {}

  /// Finds the operations that can wait: small ones that no call reads, whatever stands between.
  static Urgency of(List<Operation> operations) {
    Urgency urgency = new Urgency();
    Set<Value> wanted = new HashSet<>();
    for (Operation operation : operations.reversed()) {
      boolean large = operation.results().stream().anyMatch(Urgency::isLarge);
      boolean urgent =
          operation instanceof Operation.Call
              || large
              || operation.results().stream().anyMatch(wanted::contains);
      if (urgent) {
        operation.operands().forEach(operand -> wanted.add(operand.root()));
      } else {
        urgency.waiting.add(operation);
      }
    }
    return urgency;
  }

  private static boolean isLarge(Value value) {
    return value.type().size() * value.type().dtype().byteSize() > SMALL;
  }

  /// Whether an operation can wait.
  boolean canWait(Operation operation) {
    return waiting.contains(operation);
  }
}
