package org.lanewise.vector.matmul;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;

/// Writes a [TileKernel] for a [TileShape]: the same few loops for every type of elements and every
/// width of vectors, with tiles that are unrolled completely.
///
/// The loop over the depth is not unrolled by hand: unrolled four times it spills, at half the
/// speed.
final class TileEmitter {
  private static final MethodTypeDesc MULTIPLY =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_Object, CD_int, CD_Object);
  private static final MethodTypeDesc PACK =
      MethodTypeDesc.of(
          CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_Object, CD_int, CD_int, CD_int);
  private static final MethodTypeDesc PACK_PART =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_Object, CD_int, CD_long);
  private static final MethodTypeDesc PACK_ROWS =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc WRITE =
      MethodTypeDesc.of(CD_void, CD_Object, SEGMENT, CD_long, CD_long);

  private static final MethodTypeDesc WRITE_PART =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_long, SEGMENT, CD_long, CD_long);

  private final TileShape shape;

  private TileEmitter(TileShape shape) {
    this.shape = shape;
  }

  /// Generates, loads and instantiates a kernel.
  static TileKernel emit(TileShape shape) {
    return KernelClass.define(
        MethodHandles.lookup(), TileKernel.class, shape.element(), new TileEmitter(shape)::methods);
  }

  private void methods(KernelClass type) {
    int stride = shape.rowStride();
    int all = shape.rows();
    int few = shape.fewRows();
    type.method("multiplyRows", MULTIPLY, code -> multiply(code, all, stride, 1));
    type.method("multiplyColumns", MULTIPLY, code -> multiply(code, all, 1, all));
    type.method("multiplyFewRows", MULTIPLY, code -> multiply(code, few, stride, 1));
    type.method("multiplyFewColumns", MULTIPLY, code -> multiply(code, few, 1, all));
    type.method("packRight", PACK, code -> pack(code, shape.columns()));
    type.method("packRightPart", PACK_PART, code -> packPart(code, shape.columns()));
    type.method("packRows", PACK_ROWS, code -> PackedRows.emit(code, shape));
    type.method("packLeft", PACK, code -> pack(code, shape.rows()));
    type.method("packLeftPart", PACK_PART, code -> packPart(code, shape.rows()));
    type.method("store", WRITE, code -> write(code, false));
    type.method("add", WRITE, code -> write(code, true));
    type.method("storePart", WRITE_PART, code -> writePart(code, false));
    type.method("addPart", WRITE_PART, code -> writePart(code, true));
  }

  /// `for (int p = 0; p < depth; p++) { b = right[…]; for each row { a = left[…]; c = fma(a, b, c);
  /// } }`
  private void multiply(KernelCode code, int rows, int rowStride, int step) {
    int left = code.array(2);
    int right = code.array(4);
    int tile = code.array(6);
    int[] sums = code.newLocals(rows * TileShape.VECTORS);
    for (int sum : sums) {
      code.zero();
      code.code().astore(sum);
    }
    code.loop(1, 1, p -> multiplyStep(code, p, left, right, sums, rowStride, step));
    for (int i = 0; i < sums.length; i++) {
      code.code().aload(sums[i]).aload(tile).loadConstant(i * shape.lanes());
      code.intoArray();
    }
  }

  private void multiplyStep(
      KernelCode code, int p, int left, int right, int[] sums, int rowStride, int step) {
    int[] b = code.newLocals(TileShape.VECTORS);
    int a = code.newLocals(1)[0];
    for (int v = 0; v < b.length; v++) {
      code.species().aload(right);
      code.index(5, p, shape.columns(), v * shape.lanes());
      code.fromArray();
      code.code().astore(b[v]);
    }
    for (int row = 0; row < sums.length / b.length; row++) {
      code.species().aload(left);
      code.index(3, p, step, row * rowStride);
      code.loadElement();
      code.broadcast();
      code.code().astore(a);
      for (int v = 0; v < b.length; v++) {
        code.code().aload(a).aload(b[v]);
        code.multiplyAdd(sums[row * b.length + v]);
      }
    }
  }

  /// `for (int p = 0; p < depth; p++, at += stride) for (int q = 0; q < panels; q++) copy(width
  /// elements from at + q * width to panelAt + q * step + p * width)`. The parameters: source 1, at
  /// 2, stride 4, depth 6, panel 7, panelAt 8, panels 9, step 10.
  private void pack(KernelCode code, int width) {
    int segment = code.segment(1);
    int panel = code.array(7);
    long bytes = (long) width * shape.element().size();
    int from = code.newLong();
    int to = code.constant(0);
    code.loop(
        6,
        1,
        _ -> {
          code.code().lload(2).lstore(from).iload(8).istore(to);
          code.loop(
              9,
              1,
              _ -> {
                for (int v = 0; v < width; v += shape.lanes()) {
                  code.species().aload(segment);
                  code.address(from, v);
                  code.fromSegment();
                  code.code().aload(panel).iload(to).loadConstant(v).iadd();
                  code.intoArray();
                }
                code.code().lload(from).loadConstant(bytes).ladd().lstore(from);
                code.code().iload(to).iload(10).iadd().istore(to);
              });
          code.code().iinc(8, width);
          code.advance(2, 4);
        });
  }

  /// The same for one panel and the lanes of a mask. The parameters as above, but lanes 9.
  private void packPart(KernelCode code, int width) {
    int segment = code.segment(1);
    int panel = code.array(7);
    int vectors = (width + shape.lanes() - 1) / shape.lanes();
    int[] masks = code.masks(9, vectors, shape.lanes());
    code.loop(
        6,
        1,
        p -> {
          for (int v = 0; v < vectors; v++) {
            code.species().aload(segment);
            code.address(2, v * shape.lanes());
            code.fromSegment(masks[v]);
            code.code().aload(panel);
            code.index(8, p, width, v * shape.lanes());
            code.intoArray();
          }
          code.advance(2, 4);
        });
  }

  /// `memory = tile` or `memory = memory + tile`, in a loop over rows: with all rows in a line, C1
  /// runs out of registers and the method may never get to C2.
  private void write(KernelCode code, boolean adding) {
    int tile = code.array(1);
    int segment = code.segment(2);
    int first = code.constant(0);
    code.loop(
        code.constant(shape.rows()),
        1,
        row -> {
          for (int column = 0; column < shape.columns(); column += shape.lanes()) {
            code.species().aload(tile);
            code.index(first, row, shape.columns(), column);
            code.fromArray();
            if (adding) {
              code.species().aload(segment);
              code.address(3, column);
              code.fromSegment();
              code.binary("add");
            }
            code.code().aload(segment);
            code.address(3, column);
            code.intoSegment();
          }
          code.advance(3, 5);
        });
  }

  /// The same for `rows` rows from a first one on, and the lanes of a mask. The parameters: tile 1,
  /// row 2, rows 3, lanes 4, target 6, at 7, stride 9.
  private void writePart(KernelCode code, boolean adding) {
    int tile = code.array(1);
    int segment = code.segment(6);
    int[] masks = code.masks(4, TileShape.VECTORS, shape.lanes());
    int first = code.scaled(2, shape.columns());
    code.loop(
        3,
        1,
        row -> {
          for (int v = 0; v < masks.length; v++) {
            int column = v * shape.lanes();
            code.species().aload(tile);
            code.index(first, row, shape.columns(), column);
            code.fromArray();
            if (adding) {
              code.species().aload(segment);
              code.address(7, column);
              code.fromSegment(masks[v]);
              code.binary("add");
            }
            code.code().aload(segment);
            code.address(7, column);
            code.intoSegment(masks[v]);
          }
          code.advance(7, 9);
        });
  }
}
