package org.lanewise;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Signals that an array was used after its memory had been given up to a `jit` function.
public final class DonatedArrayException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private DonatedArrayException(String message) {
    super(message);
  }

  static DonatedArrayException of(ConcreteArray array, @Nullable String donatedAt) {
    String where = donatedAt == null || donatedAt.isEmpty() ? "" : " at " + donatedAt;
    return new DonatedArrayException(
        "array %s has been donated to `jit`%s, so its elements are gone. Use the result of that call, or do not donate the argument."
            .formatted(array.type(), where));
  }
}
