package org.lanewise.vector.move;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Kinds;

/// Writes [Singles]: scalar loops that differ in the type of elements alone.
final class SinglesEmitter {
  private static final Kinds<Element, Singles> KINDS = new Kinds<>(SinglesEmitter::emit);
  private static final MethodTypeDesc SINGLES =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long.arrayType(), CD_int, SEGMENT, CD_long);
  private static final MethodTypeDesc ROW =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, SEGMENT, CD_long, CD_long, CD_long);
  private static final MethodTypeDesc TABLE =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, SEGMENT, CD_long, CD_int, CD_Object);

  private SinglesEmitter() {}

  /// The loops of a type of elements.
  static Singles of(Element element) {
    return KINDS.of(element);
  }

  private static Singles emit(Element element) {
    return KernelClass.define(
        MethodHandles.lookup(),
        Singles.class,
        element,
        type -> {
          type.method("add", SINGLES, SinglesEmitter::add);
          type.method("addRow", ROW, SinglesEmitter::addRow);
          type.method("addToTable", TABLE, SinglesEmitter::addToTable);
          type.method("take", SINGLES, SinglesEmitter::take);
        });
  }

  /// What is done with one element, whose places in source and target are in two variables.
  @FunctionalInterface
  private interface Single {
    void write(int from, int to);
  }

  /// `for each distance d that is not OUTSIDE { single }`. Parameters: from 2, distances 4, count
  /// 5, to 7.
  private static void forSingles(KernelCode kernel, boolean taking, Single single) {
    CodeBuilder code = kernel.code();
    int far = kernel.newLong();
    int next = kernel.newLong();
    kernel.loop(
        5,
        1,
        i -> {
          Label outside = code.newLabel();
          code.aload(4).iload(i).laload().lstore(far);
          code.lload(far).loadConstant(Locator.OUTSIDE).lcmp().ifeq(outside);
          code.lload(taking ? 2 : 7).lload(far).ladd().lstore(far);
          kernel.address(taking ? 7 : 2, i, 0);
          code.lstore(next);
          single.write(taking ? far : next, taking ? next : far);
          code.labelBinding(outside);
        });
  }

  private static void add(KernelCode kernel) {
    int source = kernel.segment(1);
    int target = kernel.segment(6);
    forSingles(kernel, false, (from, to) -> add(kernel, source, from, target, to));
  }

  private static void take(KernelCode kernel) {
    int source = kernel.segment(1);
    int target = kernel.segment(6);
    forSingles(
        kernel,
        true,
        (from, to) -> kernel.putElement(target, to, () -> kernel.elementAt(source, from)));
  }

  /// Parameters: source 1, from 2, target 4, to 5, step 7, count 9.
  private static void addRow(KernelCode kernel) {
    CodeBuilder code = kernel.code();
    int source = kernel.segment(1);
    int target = kernel.segment(4);
    int i = kernel.newLong();
    int from = kernel.newLong();
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.lconst_0().lstore(i).labelBinding(test);
    code.lload(i).lload(9).lcmp().ifge(end);
    kernel.longAddress(2, i); // a function of the counter, so that C2 checks bounds before the loop
    code.lstore(from);
    add(kernel, source, from, target, 5);
    kernel.advance(5, 7);
    code.lload(i).lconst_1().ladd().lstore(i).goto_(test).labelBinding(end);
  }

  private static void add(KernelCode kernel, int source, int from, int target, int to) {
    int sum = kernel.newElements(1)[0];
    kernel.elementAt(target, to);
    kernel.elementAt(source, from);
    kernel.scalar("add");
    kernel.store(sum);
    kernel.putElement(target, to, () -> kernel.load(sum));
  }

  /// Parameters: indices 1, at 2, source 4, from 5, count 7, table 8.
  private static void addToTable(KernelCode kernel) {
    CodeBuilder code = kernel.code();
    int indices = kernel.segment(1);
    int source = kernel.segment(4);
    int table = kernel.array(8);
    int index = code.allocateLocal(TypeKind.INT);
    int from = kernel.newLong();
    MethodTypeDesc compare = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    kernel.loop(
        7,
        1,
        i -> {
          Label next = code.newLabel();
          code.lload(2).iload(i).i2l().loadConstant((long) Integer.BYTES).lmul().ladd();
          code.lstore(from);
          kernel.intAt(indices, from);
          code.istore(index).iload(index).aload(table).arraylength();
          code.invokestatic(ClassDesc.of("java.lang.Integer"), "compareUnsigned", compare);
          code.ifge(next);
          kernel.address(5, i, 0);
          code.lstore(from).aload(table).iload(index).dup2();
          kernel.loadElement();
          kernel.elementAt(source, from);
          kernel.scalar("add");
          kernel.storeElement();
          code.labelBinding(next);
        });
  }
}
