package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;

/// Products of a few rows by scalar code, while the kernel is cold.
///
/// @param product the product of all rows
/// @param right the right operand
record ColdRows(RowProduct product, Strided right) {

  /// Computes the product of rows.
  ///
  /// @param made the memory of the rows, which lie one after the other
  /// @param from where the first one begins
  /// @param rows how many
  /// @param span the memory of the result
  /// @param address where the product of the first row goes
  void compute(Strided made, long from, int rows, Span span, long address) {
    DType dtype = product.sizes().element().dtype();
    long k = product.terms();
    // a product of one row is summed in another order, so a single row is taken twice
    long count = Math.max(2, rows);
    long first = (from - made.buffer().address()) / dtype.byteSize();
    Layout layout = Layout.of(Shape.of(count, k), new long[] {rows == 1 ? 0 : k, 1}, first);
    Strided left = new Strided(dtype, made.buffer(), layout);
    Combining.DotGeneral dot = product.ofRows();
    List<ArrayType> types =
        List.of(new ArrayType(dtype, left.shape()), new ArrayType(right.dtype(), right.shape()));
    Executable reference = new ReferenceBackend().compile(Jaxpr.of(dot, types));
    Strided result = reference.execute(left, right)[0];
    long bytes = rows * product.columns() * dtype.byteSize();
    MemorySegment.copy(
        Memory.segment(result), Memory.at(result), span.segment(), span.at(address), bytes);
    result.buffer().release();
  }
}
