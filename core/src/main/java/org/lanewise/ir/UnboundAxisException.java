package org.lanewise.ir;

import java.io.Serial;

/// Signals that a [Collective] names a mapped axis that no `vmap` around it binds, or binds with
/// another size.
public final class UnboundAxisException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// Makes the exception.
  ///
  /// @param message the rule, the name at fault and the repair
  public UnboundAxisException(String message) {
    super(message);
  }

  /// The answer to whoever evaluates a collective outside of every `vmap`.
  public static UnboundAxisException evaluated(Collective primitive) {
    return new UnboundAxisException(
        ("`%s`: a collective has a meaning inside `vmap` only, but it was evaluated where nothing"
                + " binds its axis \"%s\" (size %d). Run the program under a `vmap` with that axis"
                + " name.")
            .formatted(primitive.name(), primitive.axisName(), primitive.axisSize()));
  }
}
