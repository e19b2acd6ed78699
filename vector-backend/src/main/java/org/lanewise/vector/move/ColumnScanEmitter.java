package org.lanewise.vector.move;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes [ColumnScanKernel]s.
final class ColumnScanEmitter {
  private static final MethodTypeDesc BLOCK =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, SEGMENT, CD_long, CD_long, CD_int);
  private static final int FROM = 2;
  private static final int FROM_STEP = 4;
  private static final int TO = 7;
  private static final int TO_STEP = 9;
  private static final int ROWS = 11;

  private final Scan scan;
  private final int lanes;

  private ColumnScanEmitter(Scan scan) {
    this.scan = scan;
    this.lanes = Species.BITS / 8 / scan.element().size();
  }

  /// Generates, loads and instantiates a kernel.
  static ColumnScanKernel emit(Scan scan) {
    ColumnScanEmitter emitter = new ColumnScanEmitter(scan);
    int wide = vectors();
    return KernelClass.define(
        MethodHandles.lookup(),
        ColumnScanKernel.class,
        scan.element(),
        type -> {
          type.method("firstWide", BLOCK, code -> emitter.block(code, wide, false));
          type.method("laterWide", BLOCK, code -> emitter.block(code, wide, true));
          type.method("firstNarrow", BLOCK, code -> emitter.block(code, 1, false));
          type.method("laterNarrow", BLOCK, code -> emitter.block(code, 1, true));
        });
  }

  /// The vectors of a wide block: as many prefixes and carries are held in registers.
  static int vectors() {
    return Species.BITS == 512 ? 8 : 4;
  }

  private void block(KernelCode kernel, int vectors, boolean later) {
    CodeBuilder code = kernel.code();
    int source = kernel.segment(1);
    int target = kernel.segment(6);
    int[] prefixes = kernel.newLocals(vectors);
    int[] carries = kernel.newLocals(vectors);
    if (later) {
      code.lload(TO).lload(TO_STEP).lsub().lstore(TO);
      for (int v = 0; v < vectors; v++) {
        load(kernel, target, TO, v);
        code.astore(carries[v]);
      }
      kernel.advance(TO, TO_STEP);
    }
    // the first row stands alone, the others follow it
    for (int v = 0; v < vectors; v++) {
      load(kernel, source, FROM, v);
      code.astore(prefixes[v]);
      write(kernel, target, prefixes[v], carries[v], v, later);
    }
    code.iinc(ROWS, -1);
    kernel.loop(
        ROWS,
        1,
        _ -> {
          kernel.advance(FROM, FROM_STEP);
          kernel.advance(TO, TO_STEP);
          for (int v = 0; v < vectors; v++) {
            load(kernel, source, FROM, v);
            code.aload(prefixes[v]);
            kernel.binary(name());
            code.astore(prefixes[v]);
            write(kernel, target, prefixes[v], carries[v], v, later);
          }
        });
  }

  private void load(KernelCode kernel, int segment, int at, int vector) {
    kernel.species().aload(segment);
    kernel.address(at, vector * lanes);
    kernel.fromSegment();
  }

  private void write(
      KernelCode kernel, int target, int prefix, int carry, int vector, boolean later) {
    kernel.code().aload(prefix);
    if (later) {
      kernel.code().aload(carry);
      kernel.binary(name());
    }
    kernel.code().aload(target);
    kernel.address(TO, vector * lanes);
    kernel.intoSegment();
  }

  private String name() {
    return switch (scan.op()) {
      case SUM -> "add";
      case PROD -> "mul";
      case MAX -> "max";
      case MIN -> "min";
    };
  }
}
