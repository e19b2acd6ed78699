package org.lanewise;

import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The shape manipulations of one array. Eagerly, most of them are views that copy nothing.
public sealed interface ArrayShaping permits Array {

  /// Reads the elements in row-major order in another shape; one size may be −1 and is computed.
  ///
  /// @throws org.lanewise.type.ShapeException if the number of elements differs
  default Array reshape(long... sizes) {
    return Numpy.reshape((Array) this, sizes);
  }

  /// Reads the elements in row-major order in another shape of the same size.
  default Array reshape(Shape shape) {
    return Numpy.reshape((Array) this, shape);
  }

  /// The elements in row-major order as a vector.
  default Array ravel() {
    return Numpy.ravel((Array) this);
  }

  /// The elements in row-major order as a vector: since arrays are immutable, the same as
  /// [#ravel()].
  default Array flatten() {
    return Numpy.ravel((Array) this);
  }

  /// Permutes the axes: axis i of the result is axis `axes[i]` of this array; without axes,
  /// reverses their order.
  default Array transpose(int... axes) {
    return Numpy.transpose((Array) this, axes);
  }

  /// Permutes the axes: axis i of the result is axis `permutation.get(i)` of this array.
  default Array transpose(Axes permutation) {
    return Numpy.transpose((Array) this, permutation);
  }

  /// The transpose: the axes in reverse order.
  default Array T() {
    return Numpy.transpose((Array) this);
  }

  /// The transposes of the matrices in the last two axes.
  default Array mT() {
    return Numpy.matrixTranspose((Array) this);
  }

  /// Exchanges two axes.
  default Array swapaxes(int axis1, int axis2) {
    return Numpy.swapaxes((Array) this, axis1, axis2);
  }

  /// Moves one axis to another position, the others keeping their order.
  default Array moveaxis(int source, int destination) {
    return Numpy.moveaxis((Array) this, source, destination);
  }

  /// Adds axes of size 1 at the given positions of the result.
  default Array expandDims(int... axes) {
    return Numpy.expandDims((Array) this, axes);
  }

  /// Drops the given axes of size 1; without axes, all of them.
  default Array squeeze(int... axes) {
    return Numpy.squeeze((Array) this, axes);
  }

  /// Repeats to a shape with which this one broadcasts.
  default Array broadcastTo(long... sizes) {
    return Numpy.broadcastTo((Array) this, sizes);
  }

  /// Repeats every element `repeats` times along one axis.
  default Array repeat(int repeats, int axis) {
    return Numpy.repeat((Array) this, repeats, axis);
  }

  /// The elements on a diagonal of the first two axes.
  default Array diagonal() {
    return Numpy.diagonal((Array) this);
  }

  /// Takes slices along one axis; see [Numpy#take(Array, Array, int)].
  default Array take(Array indices, int axis) {
    return Numpy.take((Array) this, indices, axis);
  }

  /// The elements along the last axis in ascending order; NaN comes last.
  default Array sort() {
    return Numpy.sort((Array) this);
  }

  /// The indices that sort along the last axis, stably.
  default Array argsort() {
    return Numpy.argsort((Array) this);
  }
}
