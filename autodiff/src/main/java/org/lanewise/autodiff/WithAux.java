package org.lanewise.autodiff;

/// A result with something beside it that takes no part in differentiation: predictions beside a
/// loss, new statistics beside an output.
///
/// Functions that return it are differentiated by the forms of the name `...WithAux`. The auxiliary
/// part may be any tree; its arrays come back as values.
///
/// ```java
/// Function<Params, WithAux<Array, Array>> loss = p -> new WithAux<>(error(p), predictions(p));
/// ```
///
/// @param value what is differentiated
/// @param aux what is only handed through
/// @param <R> the class of the result
/// @param <X> the class of the auxiliary part
public record WithAux<R, X>(R value, X aux) {}
