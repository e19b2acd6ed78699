package org.lanewise.vector.move;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes [TransposeKernel]s.
///
/// A block of L × L is transposed in log₂ L stages. The stage of distance d exchanges, in each pair
/// of rows i and i + d, the upper halves (of every 2d lanes) of the first with the lower halves of
/// the second: one instruction that selects from two vectors for each row.
final class TransposeEmitter {
  private static final MethodTypeDesc BLOCKS =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, SEGMENT, CD_long, CD_long, CD_int);
  private static final MethodTypeDesc LOW_BLOCKS =
      MethodTypeDesc.of(
          CD_void, SEGMENT, CD_long, CD_long, SEGMENT, CD_long, CD_long, CD_int, CD_int);
  private static final int FROM = 2;
  private static final int FROM_STEP = 4;
  private static final int TO = 7;
  private static final int TO_STEP = 9;
  private static final int COUNT = 11;
  private static final int ROWS = 12;

  private final int lanes;

  private TransposeEmitter(Element element) {
    this.lanes = Species.BITS / 8 / element.size();
  }

  /// Generates, loads and instantiates a kernel.
  ///
  /// @param element integers as large as the units that are moved
  static TransposeKernel emit(Element element) {
    return KernelClass.define(
        MethodHandles.lookup(),
        TransposeKernel.class,
        element,
        type -> {
          TransposeEmitter emitter = new TransposeEmitter(element);
          type.method("blocks", BLOCKS, code -> emitter.blocks(code, false));
          type.method("lowBlocks", LOW_BLOCKS, code -> emitter.blocks(code, true));
        });
  }

  private void blocks(KernelCode code, boolean low) {
    int source = code.segment(1);
    int target = code.segment(6);
    int stages = Integer.numberOfTrailingZeros(lanes);
    int[] lower = code.newLocals(stages);
    int[] upper = code.newLocals(stages);
    for (int stage = 0; stage < stages; stage++) {
      sources(code, 1 << stage, lower[stage], upper[stage]);
    }
    int[] rows = code.newLocals(lanes);
    int spare = code.newLocals(1)[0];
    int at = code.newLong();
    code.loop(
        COUNT,
        1,
        block -> {
          for (int row : rows) {
            code.species().aload(source);
            code.address(FROM, 0);
            code.fromSegment();
            code.code().astore(row);
            code.advance(FROM, FROM_STEP);
          }
          for (int stage = 0; stage < stages; stage++) {
            exchange(code, rows, 1 << stage, lower[stage], upper[stage], spare);
          }
          code.code().lload(TO).lstore(at);
          Label end = code.code().newLabel();
          for (int i = 0; i < lanes; i++) {
            if (low) {
              code.code().iload(ROWS).loadConstant(i).if_icmple(end);
            }
            code.code().aload(rows[i]).aload(target);
            code.address(at, 0);
            code.intoSegment();
            code.advance(at, TO_STEP);
          }
          code.code().labelBinding(end);
          code.address(TO, lanes);
          code.code().lstore(TO);
        });
  }

  private static void exchange(
      KernelCode code, int[] rows, int distance, int lower, int upper, int spare) {
    for (int i = 0; i < rows.length; i++) {
      if ((i & distance) != 0) {
        continue;
      }
      int first = rows[i];
      int second = rows[i + distance];
      code.code().aload(upper).aload(first).aload(second);
      code.selectFrom();
      code.code().astore(spare).aload(lower).aload(first).aload(second);
      code.selectFrom();
      code.code().astore(first).aload(spare).astore(second);
    }
  }

  /// Which lanes of two rows at a distance become those of the first one: `l + (l & d) * (L / d -
  /// 1)`; and of the second one: the same and d. They are computed, since arrays of constants would
  /// be made anew for each call.
  private void sources(KernelCode code, int distance, int lower, int upper) {
    code.iota();
    code.iota();
    code.broadcast((long) distance);
    code.bitwise("AND");
    code.broadcast((long) lanes / distance - 1);
    code.binary("mul");
    code.binary("add");
    code.code().astore(lower).aload(lower);
    code.broadcast((long) distance);
    code.binary("add");
    code.code().astore(upper);
  }
}
