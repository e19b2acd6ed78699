package org.lanewise.vector.matmul;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes [SmallKernel]s.
final class SmallEmitter {
  private static final MethodTypeDesc TILE =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int);
  private static final int DEPTH = 1;
  private static final int A = 2;
  private static final int A_AT = 3;
  private static final int A_STEP = 4;
  private static final int B = 5;
  private static final int B_AT = 6;
  private static final int B_STEP = 7;
  private static final int C = 8;
  private static final int C_AT = 9;

  private final int lanes;

  private SmallEmitter(Element element) {
    this.lanes = Species.BITS / 8 / element.size();
  }

  /// Generates, loads and instantiates a kernel.
  static SmallKernel emit(Element element) {
    SmallEmitter emitter = new SmallEmitter(element);
    return KernelClass.define(
        MethodHandles.lookup(),
        SmallKernel.class,
        element,
        type -> {
          type.method("one", TILE, code -> emitter.tile(code, rows(1), 1));
          type.method("two", TILE, code -> emitter.tile(code, rows(2), 2));
        });
  }

  /// The rows of a tile that is so many vectors wide: sums, a row of b and an element of a shall
  /// fit into 16 registers, or 32 of 512 bits.
  static int rows(int vectors) {
    return vectors == 1 || Species.BITS == 512 ? 8 : 4;
  }

  private void tile(KernelCode kernel, int rows, int vectors) {
    CodeBuilder code = kernel.code();
    int a = kernel.array(A);
    int b = kernel.array(B);
    int c = kernel.array(C);
    int[] starts = new int[rows];
    for (int row = 0; row < rows; row++) {
      starts[row] = code.allocateLocal(TypeKind.INT);
      code.iload(A_AT).loadConstant(row).iload(A_STEP).imul().iadd().istore(starts[row]);
    }
    int[] sums = kernel.newLocals(rows * vectors);
    for (int sum : sums) {
      kernel.zero();
      code.astore(sum);
    }
    int[] right = kernel.newLocals(vectors);
    int left = kernel.newLocals(1)[0];
    kernel.loop(
        DEPTH,
        1,
        p -> {
          for (int v = 0; v < vectors; v++) {
            kernel.species().aload(b).iload(B_AT).loadConstant(v * lanes).iadd();
            kernel.fromArray();
            code.astore(right[v]);
          }
          code.iload(B_AT).iload(B_STEP).iadd().istore(B_AT);
          for (int row = 0; row < rows; row++) {
            kernel.species().aload(a);
            kernel.index(starts[row], p, 1, 0);
            kernel.loadElement();
            kernel.broadcast();
            code.astore(left);
            for (int v = 0; v < vectors; v++) {
              code.aload(left).aload(right[v]);
              kernel.multiplyAdd(sums[row * vectors + v]);
            }
          }
        });
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(sums[row * vectors + v]).aload(c);
        code.iload(C_AT).loadConstant(v * lanes).iadd();
        kernel.intoArray();
      }
      code.iload(C_AT).iload(B_STEP).iadd().istore(C_AT);
    }
  }
}
