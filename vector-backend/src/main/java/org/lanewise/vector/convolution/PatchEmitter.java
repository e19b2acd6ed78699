package org.lanewise.vector.convolution;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.IntConsumer;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.matmul.PackedRows;
import org.lanewise.vector.matmul.TileShape;

/// Writes a [PatchKernel] for the panels of a [TileShape].
///
/// The parameters of the methods that take offsets stand in the same slots: source 1, at 2, offsets
/// 4, from 5, to 6, panel 7, panelAt 8, lanes 9.
final class PatchEmitter {
  private static final ClassDesc OFFSETS = CD_long.arrayType();
  private static final MethodTypeDesc COPY =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc TAKE =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, OFFSETS, CD_int, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc TAKE_PARTS =
      TAKE.insertParameterTypes(TAKE.parameterCount(), CD_long);
  private static final MethodTypeDesc TAKE_STEPS =
      TAKE.insertParameterTypes(TAKE.parameterCount(), CD_int, CD_int, CD_long);

  private final TileShape shape;

  private PatchEmitter(TileShape shape) {
    this.shape = shape;
  }

  /// Generates, loads and instantiates a kernel.
  static PatchKernel emit(TileShape shape) {
    return KernelClass.define(
        MethodHandles.lookup(),
        PatchKernel.class,
        shape.element(),
        new PatchEmitter(shape)::methods);
  }

  private void methods(KernelClass type) {
    type.method("copyRuns", COPY, code -> PackedRows.emit(code, shape));
    type.method("takeRows", TAKE, code -> take(code, shape.columns(), false));
    type.method("takeRowParts", TAKE_PARTS, code -> take(code, shape.columns(), true));
    type.method("takeColumnParts", TAKE_PARTS, code -> take(code, shape.rows(), true));
    type.method("takeSteps", TAKE_STEPS, this::takeSteps);
  }

  private void take(KernelCode code, int width, boolean masked) {
    int segment = code.segment(1);
    int panel = code.array(7);
    int vectors = (width + shape.lanes() - 1) / shape.lanes();
    int[] masks = masked ? code.masks(9, vectors, shape.lanes()) : new int[vectors];
    int at = code.newLong();
    forOffsets(
        code,
        at,
        k -> {
          for (int v = 0; v < vectors; v++) {
            code.species().aload(segment);
            code.address(at, v * shape.lanes());
            if (masked) {
              code.fromSegment(masks[v]);
            } else {
              code.fromSegment();
            }
            code.code().aload(panel);
            code.index(8, k, width, v * shape.lanes());
            if (masked) {
              code.intoArray(masks[v]);
            } else {
              code.intoArray();
            }
          }
        });
  }

  /// `for (int k = from; k < to; k++) { at = start + offsets[k]; body }`
  private static void forOffsets(KernelCode code, int at, IntConsumer body) {
    CodeBuilder plain = code.code();
    int k = plain.allocateLocal(TypeKind.INT);
    plain.iload(5).istore(k);
    code.continueLoop(
        k,
        6,
        1,
        _ -> {
          plain.aload(4).iload(k).laload().lload(2).ladd().lstore(at);
          body.accept(k);
        });
  }

  /// Slots from 9 on: width 9, count 10, step 11.
  private void takeSteps(KernelCode code) {
    int segment = code.segment(1);
    int panel = code.array(7);
    CodeBuilder plain = code.code();
    int at = code.newLong();
    int row = plain.allocateLocal(TypeKind.INT);
    forOffsets(
        code,
        at,
        k -> {
          plain.iload(k).iload(9).imul().iload(8).iadd().istore(row);
          code.loop(
              10,
              1,
              lane -> {
                plain.aload(panel);
                code.index(row, lane, 1, 0);
                code.elementAt(segment, at);
                plain.arrayStore(shape.element().kind());
                code.advance(at, 11);
              });
        });
  }
}
