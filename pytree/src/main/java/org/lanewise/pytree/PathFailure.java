package org.lanewise.pytree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A failure on its way up to the root. Walks do not carry a path, since that would cost every leaf
/// a store; instead each level that a failure passes puts its own key in front.
final class PathFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Deque<PathKey> keys = new ArrayDeque<>();
  private final transient UnaryOperator<String> message;

  /// @param message from the place, already worded ("at `[0].w`"), to the message without operation
  PathFailure(UnaryOperator<String> message, @Nullable Throwable cause) {
    super(null, cause, false, false);
    this.message = message;
  }

  PathFailure(UnaryOperator<String> message) {
    this(message, null);
  }

  PathFailure under(PathKey key) {
    keys.addFirst(key);
    return this;
  }

  TreeException named(String operation) {
    String place = KeyPath.of(List.copyOf(keys)).place();
    String text = "`" + operation + "`: " + message.apply(place);
    Throwable cause = getCause();
    return cause == null ? new TreeException(text) : new TreeException(text, cause);
  }
}
