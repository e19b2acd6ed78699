package org.lanewise;

import java.io.Serial;

/// Signals that an array was used after the [Lanewise#scope] had ended that it was made in.
public final class ReleasedArrayException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private ReleasedArrayException(String message) {
    super(message);
  }

  static ReleasedArrayException of(ConcreteArray array, String startedAt) {
    String where = startedAt.isEmpty() ? "" : " at " + startedAt;
    return new ReleasedArrayException(
        "array %s was made in the `Lanewise.scope`%s, which has ended without returning it, so its elements are gone. Return it (in a record, list or map, if there are several), or make it outside of the scope."
            .formatted(array.type(), where));
  }
}
