package org.lanewise.vector.matmul;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes [DotRowsKernel]s.
///
/// Six streams from memory are read at more than twice the rate of one, which stops at the end of
/// every page. As many lanes as registers hold are folded at a time; where that is not all of the
/// 64, rows are read several times by as many calls: C2 gives up on two such loops in one method.
final class DotRowsEmitter {
  private static final MethodTypeDesc ROWS =
      MethodTypeDesc.of(
          CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_Object, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc HALVES =
      MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_int);
  private static final MethodTypeDesc COMBINE =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_int);

  private final Element element;
  private final int lanes;

  private DotRowsEmitter(Element element) {
    this.element = element;
    this.lanes = Species.BITS / 8 / element.size();
  }

  /// Generates, loads and instantiates a kernel.
  static DotRowsKernel emit(Element element) {
    DotRowsEmitter emitter = new DotRowsEmitter(element);
    return KernelClass.define(
        MethodHandles.lookup(),
        DotRowsKernel.class,
        element,
        type -> {
          type.method("rows", ROWS, emitter::rows);
          type.method("halves", HALVES, emitter::halves);
          type.method("combine", COMBINE, emitter::combine);
        });
  }

  /// The lanes that are folded at a time.
  static int lanesAtOnce(Element element) {
    return Math.min(ReductionOrder.LANES, vectors() * (Species.BITS / 8 / element.size()));
  }

  /// The vectors of a row that are folded at a time.
  private static int vectors() {
    return Species.BITS == 512 ? 4 : 2;
  }

  /// Parameters: a 1, at 2, step 4, count 6, x 7, xAt 8, sums 9, to 10.
  private void rows(KernelCode kernel) {
    CodeBuilder code = kernel.code();
    int a = kernel.segment(1);
    int x = kernel.array(7);
    int sums = kernel.array(9);
    int zero = kernel.constant(0);
    int[] starts = new int[DotRowsKernel.ROWS];
    for (int row = 0; row < starts.length; row++) {
      starts[row] = kernel.newLong();
      code.lload(2).lload(4).loadConstant((long) row).lmul().ladd().lstore(starts[row]);
    }
    int vectors = lanesAtOnce(element) / lanes;
    int[] sum = kernel.newLocals(starts.length * vectors);
    int[] factors = kernel.newLocals(vectors);
    for (int i = 0; i < sum.length; i++) {
      kernel.species().aload(sums);
      kernel.index(10, zero, 1, sumAt(i, vectors));
      kernel.fromArray();
      code.astore(sum[i]);
    }
    kernel.loop(6, ReductionOrder.LANES, i -> step(kernel, i, a, x, starts, sum, factors));
    for (int i = 0; i < sum.length; i++) {
      code.aload(sum[i]).aload(sums);
      kernel.index(10, zero, 1, sumAt(i, vectors));
      kernel.intoArray();
    }
  }

  private int sumAt(int i, int vectors) {
    return i / vectors * ReductionOrder.LANES + i % vectors * lanes;
  }

  /// The factor stands before the element of the matrix: so C2 takes the latter from memory in the
  /// fma itself.
  private void step(
      KernelCode kernel, int i, int a, int x, int[] starts, int[] sum, int[] factors) {
    for (int v = 0; v < factors.length; v++) {
      kernel.species().aload(x);
      kernel.index(8, i, 1, v * lanes);
      kernel.fromArray();
      kernel.code().astore(factors[v]);
    }
    for (int row = 0; row < starts.length; row++) {
      for (int v = 0; v < factors.length; v++) {
        kernel.code().aload(factors[v]);
        kernel.species().aload(a);
        kernel.address(starts[row], i, v * lanes);
        kernel.fromSegment();
        kernel.multiplyAdd(sum[row * factors.length + v]);
      }
    }
  }

  /// Vector by vector down to one, and then element by element, for each row. Parameters: sums 1,
  /// results 2, to 3.
  private void halves(KernelCode kernel) {
    CodeBuilder code = kernel.code();
    int sums = kernel.array(1);
    int results = kernel.array(2);
    int base = kernel.constant(0);
    int[] vectors = kernel.newLocals(ReductionOrder.LANES / lanes);
    int[] elements = kernel.newElements(lanes);
    kernel.loop(
        kernel.constant(DotRowsKernel.ROWS),
        1,
        row -> {
          for (int v = 0; v < vectors.length; v++) {
            kernel.species().aload(sums);
            kernel.index(base, row, ReductionOrder.LANES, v * lanes);
            kernel.fromArray();
            code.astore(vectors[v]);
          }
          for (int half = vectors.length / 2; half >= 1; half /= 2) {
            for (int v = 0; v < half; v++) {
              code.aload(vectors[v]).aload(vectors[v + half]);
              kernel.binary("add");
              code.astore(vectors[v]);
            }
          }
          code.aload(vectors[0]).aload(sums);
          kernel.index(base, row, ReductionOrder.LANES, 0);
          kernel.intoArray();
          elementHalves(kernel, elements, sums, base, row);
          code.aload(results);
          kernel.index(3, row, 1, 0);
          code.loadLocal(element.kind(), elements[0]).arrayStore(element.kind());
        });
  }

  private void elementHalves(KernelCode kernel, int[] elements, int sums, int base, int row) {
    CodeBuilder code = kernel.code();
    TypeKind kind = element.kind();
    for (int i = 0; i < lanes; i++) {
      code.aload(sums);
      kernel.index(base, row, ReductionOrder.LANES, i);
      kernel.loadElement();
      code.storeLocal(kind, elements[i]);
    }
    for (int half = lanes / 2; half >= 1; half /= 2) {
      for (int i = 0; i < half; i++) {
        code.loadLocal(kind, elements[i]).loadLocal(kind, elements[i + half]);
        kernel.scalar("add");
        code.storeLocal(kind, elements[i]);
      }
    }
  }

  private void combine(KernelCode kernel) {
    int results = kernel.array(1);
    int bound = kernel.roundUp(4, lanes);
    kernel.loop(
        bound,
        lanes,
        i -> {
          kernel.species().aload(results);
          kernel.index(2, i, 1, 0);
          kernel.fromArray();
          kernel.species().aload(results);
          kernel.index(3, i, 1, 0);
          kernel.fromArray();
          kernel.binary("add");
          kernel.code().aload(results);
          kernel.index(2, i, 1, 0);
          kernel.intoArray();
        });
  }
}
