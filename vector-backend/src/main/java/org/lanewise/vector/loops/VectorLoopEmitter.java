package org.lanewise.vector.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.loops.LoopParts.Action;

/// Emits a loop in packs (see [Packing]): a method that counts the steps, and the parts of a step
/// (see [LoopParts]).
final class VectorLoopEmitter {
  private static final int SEGMENTS = 1;
  private static final int AT = 2;
  private static final int STEPS = 3;
  private static final int NOW = 4;
  private static final int FROM = 5;
  private static final int TO = 7;

  private final CodeBuilder code;
  private final ClassDesc owner;
  private final LoopParts parts;
  private final List<Slot> arrays;

  private VectorLoopEmitter(CodeBuilder code, ClassDesc owner, LoopParts parts, List<Slot> arrays) {
    this.code = code;
    this.owner = owner;
    this.parts = parts;
    this.arrays = arrays;
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
    firstRows();
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
    nextRows();
    code.lload(FROM).lconst_1().ladd().lstore(FROM);
    code.goto_(test).labelBinding(end).lload(FROM).lreturn();
  }

  private void call(int part, Label end) {
    code.aload(SEGMENTS).aload(NOW);
    code.invokestatic(owner, LoopClass.part(part), PartFrame.TYPE).ifne(end);
  }

  /// Sets the positions of the first step; those of scratch memory come last.
  private void firstRows() {
    for (int i = 0; i <= arrays.size(); i++) {
      code.aload(NOW).loadConstant(i).aload(AT).loadConstant(i).laload();
      if (i < arrays.size() && arrays.get(i).kind().moves()) {
        code.aload(STEPS).loadConstant(i).laload().lload(FROM).lmul().ladd();
      }
      code.lastore();
    }
  }

  private void nextRows() {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).kind().moves()) {
        code.aload(NOW).loadConstant(i).dup2().laload();
        code.aload(STEPS).loadConstant(i).laload().ladd().lastore();
      }
    }
  }
}
