package org.lanewise.memory;

import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The elements of an array as a backend sees them: element type, buffer and layout.
///
/// @param dtype the element type
/// @param buffer the memory
/// @param layout where in the memory the elements lie
public record Strided(DType dtype, Buffer buffer, Layout layout) {

  /// Allocates uninitialised elements in row-major order.
  public static Strided allocate(DType dtype, Shape shape) {
    Buffer buffer = BufferPool.shared().allocate(shape.size() * dtype.byteSize());
    return new Strided(dtype, buffer, Layout.rowMajor(shape));
  }

  /// Allocates uninitialised elements for a type.
  public static Strided allocate(ArrayType type) {
    return allocate(type.dtype(), type.shape());
  }

  /// The shape.
  public Shape shape() {
    return layout.shape();
  }

  /// The position of the first element in the buffer, in bytes.
  public long byteOffset() {
    return layout.offset() * dtype.byteSize();
  }

  /// The address of the first element. The caller keeps [#buffer()] reachable while it is used.
  public long address() {
    return buffer.address() + byteOffset();
  }

  /// The same elements with another layout.
  public Strided with(Layout other) {
    return new Strided(dtype, buffer, other);
  }
}
