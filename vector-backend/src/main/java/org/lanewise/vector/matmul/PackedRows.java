package org.lanewise.vector.matmul;

import java.lang.classfile.CodeBuilder;
import org.lanewise.vector.kernel.KernelCode;

/// Writes the loop that copies runs of memory into the rows of a left panel, of a product as of a
/// convolution.
public final class PackedRows {
  private PackedRows() {}

  /// Emits it. The slots of the method's parameters: source 1, at 2, stride of rows in bytes 4,
  /// rows 6, elements of a row 7, panel 8, where in the panel 9. The last vector of a row is
  /// masked, so nothing is read beyond it.
  public static void emit(KernelCode code, TileShape shape) {
    int segment = code.segment(1);
    int panel = code.array(8);
    CodeBuilder plain = code.code();
    int rest = code.newLong();
    plain.loadConstant(1L).iload(7).loadConstant(shape.lanes() - 1).iand().lshl();
    plain.loadConstant(1L).lsub().lstore(rest);
    int mask = code.masks(rest, 1, shape.lanes())[0];
    code.loop(
        6,
        1,
        _ -> {
          int end =
              code.loop(
                  7,
                  shape.lanes(),
                  i -> {
                    code.species().aload(segment);
                    code.address(2, i, 0);
                    code.fromSegment();
                    plain.aload(panel);
                    code.index(9, i, 1, 0);
                    code.intoArray();
                  });
          code.species().aload(segment);
          code.address(2, end, 0);
          code.fromSegment(mask);
          plain.aload(panel);
          code.index(9, end, 1, 0);
          code.intoArray(mask);
          plain.iinc(9, shape.rowStride());
          code.advance(2, 4);
        });
  }
}
