package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.loops.LoopParts.Action;

/// Emits a loop in packs (see [Packing]): a method that counts the steps, and the parts of a step
/// (see [LoopParts]).
final class VectorLoopEmitter {
  private static final ClassDesc OBJECT = ClassDesc.of("java.lang.Object");
  private static final int SEGMENTS = 1;
  private static final int AT = 2;
  private static final int STEPS = 3;
  private static final int FROM = 4;
  private static final int TO = 6;

  private final CodeBuilder code;
  private final ClassDesc owner;
  private final LoopParts parts;
  private final List<Slot> arrays;
  private final int now;

  private VectorLoopEmitter(
      CodeBuilder code, ClassDesc owner, LoopParts parts, List<Slot> arrays) {
    this.code = code;
    this.owner = owner;
    this.parts = parts;
    this.arrays = arrays;
    this.now = code.allocateLocal(TypeKind.REFERENCE);
  }

  /// Makes a loop, or gives null if some method would not be compiled.
  static @Nullable LoopKernel define(String name, VectorLoop plan) {
    LoopParts parts = plan.parts();
    List<Consumer<CodeBuilder>> bodies = new ArrayList<>();
    for (List<Action> part : parts.before()) {
      bodies.add(code -> new PartEmitter(code, plan, true).emit(part));
    }
    for (List<Action> part : parts.step()) {
      bodies.add(code -> new PartEmitter(code, plan, false).emit(part));
    }
    List<Slot> arrays = plan.body().arrays();
    ClassDesc owner = LoopClass.name(name);
    return LoopClass.define(
        name, code -> new VectorLoopEmitter(code, owner, parts, arrays).emit(), bodies);
  }

  private void emit() {
    code.aload(AT).invokevirtual(CD_long.arrayType(), "clone", MethodTypeDesc.of(OBJECT));
    code.checkcast(CD_long.arrayType()).astore(now);
    forEachRow(
        i -> code.lload(FROM).aload(STEPS).loadConstant(i).laload().lmul());
    Label end = code.newLabel();
    int number = 0;
    for (int i = 0; i < parts.before().size(); i++) {
      call(number++, end);
    }
    Label test = code.newLabel();
    code.labelBinding(test).lload(FROM).lload(TO).lcmp().ifge(end);
    for (int i = 0; i < parts.step().size(); i++) {
      call(number++, end);
    }
    forEachRow(i -> code.aload(STEPS).loadConstant(i).laload());
    code.lload(FROM).lconst_1().ladd().lstore(FROM);
    code.goto_(test).labelBinding(end).lload(FROM).lreturn();
  }

  private void call(int part, Label end) {
    code.aload(SEGMENTS).aload(now);
    code.invokestatic(owner, LoopClass.part(part), PartFrame.TYPE).ifne(end);
  }

  /// Adds something to the position of each array that has rows.
  private void forEachRow(IntConsumer push) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).kind().moves()) {
        code.aload(now).loadConstant(i).dup2().laload();
        push.accept(i);
        code.ladd().lastore();
      }
    }
  }
}
