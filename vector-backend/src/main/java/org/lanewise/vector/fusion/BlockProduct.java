package org.lanewise.vector.fusion;

import org.jspecify.annotations.Nullable;
import org.lanewise.vector.matmul.RowProduct;

/// A product of matrices that a nest computes some rows at a time, so that its other loops, the
/// *epilogue* of the product, find them in a near cache: `tanh (x @ w + b)`, or the update of a
/// weight by the product that is its gradient.
///
/// @param call the product as a kernel of its own
/// @param product how its rows are computed
record BlockProduct(Operation.Call call, RowProduct product) {

  /// The product that a call is, or null if it is none, or better computed by itself.
  static @Nullable BlockProduct of(Operation.Call call) {
    RowProduct product =
        RowProduct.of(call.primitive(), call.operands().stream().map(Value::type).toList());
    return product == null ? null : new BlockProduct(call, product);
  }

  /// The left operand.
  Value left() {
    return call.operands().get(0);
  }

  /// The right operand.
  Value right() {
    return call.operands().get(1);
  }

  /// The product.
  Value result() {
    return call.results().get(0);
  }
}
