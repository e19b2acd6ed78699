package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// What samplers ask of the parameters of a distribution: one floating type, which is the type that
/// is drawn, and shapes that broadcast to the shape to draw.
final class Parameters {
  private Parameters() {}

  /// The one floating type of some parameters.
  static DType floating(String operation, Array... parameters) {
    DType dtype = parameters[0].dtype();
    Floats.require(operation, dtype);
    for (Array parameter : parameters) {
      if (parameter.dtype() != dtype) {
        throw new DTypeException(
            "`"
                + operation
                + "`: the parameters must have one type, which is the type that is drawn, got "
                + dtype
                + " and "
                + parameter.dtype()
                + ". Convert them with `astype`.");
      }
    }
    return dtype;
  }

  /// A parameter, strongly typed, with leading axes of size 1 up to the rank to draw.
  ///
  /// @throws ShapeException if it does not broadcast to the shape to draw
  static Array fit(String operation, Array parameter, Shape shape) {
    Shape own = parameter.shape();
    int added = shape.rank() - own.rank();
    boolean fits = added >= 0;
    for (int i = 0; fits && i < own.rank(); i++) {
      fits = own.get(i) == 1 || own.get(i) == shape.get(i + added);
    }
    if (!fits) {
      throw new ShapeException(
          "`"
              + operation
              + "`: a parameter of shape "
              + own
              + " does not broadcast to the shape to draw, "
              + shape
              + ". Draw a shape that ends in the parameter's.");
    }
    Array strong = Lax.convertElementType(parameter, parameter.dtype());
    return own.isScalar() ? strong : Lax.expandDims(strong, Axes.range(added));
  }

  /// A parameter repeated to the shape to draw.
  ///
  /// @throws ShapeException if it does not broadcast to it
  static Array full(String operation, Array parameter, Shape shape) {
    Array fitting = fit(operation, parameter, shape);
    Axes axes = fitting.rank() == 0 ? Axes.none() : Axes.range(shape.rank());
    return Lax.broadcastInDim(fitting, shape, axes);
  }

  /// A number as an f32 scalar.
  static Array number(double value) {
    return Lax.scalar(DType.FLOAT32, value);
  }
}
