package org.lanewise.vector.move;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;

/// Writes [ScanKernel]s: scalar loops, of which C2 turns the second into vectors by itself.
final class ScanEmitter {
  private static final MethodTypeDesc PREFIXES = MethodTypeDesc.of(CD_void, CD_Object, CD_int);
  private static final MethodTypeDesc CARRY = MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int);

  private final Scan scan;
  private final TypeKind kind;

  private ScanEmitter(Scan scan) {
    this.scan = scan;
    this.kind = scan.element().kind();
  }

  static ScanKernel emit(Scan scan) {
    ScanEmitter emitter = new ScanEmitter(scan);
    return KernelClass.define(
        MethodHandles.lookup(),
        ScanKernel.class,
        scan.element(),
        type -> {
          type.method("prefixes", PREFIXES, code -> emitter.fold(code, true));
          type.method("carry", CARRY, code -> emitter.fold(code, false));
        });
  }

  /// `for (i = 0; i < count; i++) { x[i] = before ∘ x[i]; }`, where `before` is the element before
  /// or the carry.
  private void fold(KernelCode kernel, boolean running) {
    CodeBuilder code = kernel.code();
    int x = kernel.array(1);
    int before = code.allocateLocal(kind);
    int folded = code.allocateLocal(kind);
    code.aload(x);
    if (running) {
      code.loadConstant(0);
    } else {
      code.iload(3);
    }
    code.arrayLoad(kind).storeLocal(kind, before);
    int i = code.allocateLocal(TypeKind.INT);
    code.loadConstant(running ? 1 : 0).istore(i);
    kernel.continueLoop(
        i,
        2,
        1,
        _ -> {
          code.loadLocal(kind, before).aload(x).iload(i).arrayLoad(kind);
          kernel.scalar(name(scan.op()));
          code.storeLocal(kind, running ? before : folded);
          code.aload(x).iload(i).loadLocal(kind, running ? before : folded).arrayStore(kind);
        });
  }

  private static String name(Scan.Op op) {
    return switch (op) {
      case SUM -> "add";
      case PROD -> "mul";
      case MAX -> "max";
      case MIN -> "min";
    };
  }
}
