package org.lanewise.vector.move;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes [RunKernel]s.
final class RunEmitter {
  private static final MethodTypeDesc METHOD =
      MethodTypeDesc.of(
          CD_void,
          SEGMENT,
          CD_long,
          CD_long,
          CD_long.arrayType(),
          CD_int,
          SEGMENT,
          CD_long,
          CD_int);
  private static final int FROM = 2;
  private static final int STEP = 4;
  private static final int DISTANCES = 6;
  private static final int COUNT = 7;
  private static final int TO = 9;
  private static final int LENGTH = 11;

  private final int lanes;
  private final int size;

  private RunEmitter(Element element) {
    this.size = element.size();
    this.lanes = Species.BITS / 8 / size;
  }

  /// Generates, loads and instantiates a kernel.
  static RunKernel emit(Element element) {
    RunEmitter emitter = new RunEmitter(element);
    return KernelClass.define(
        MethodHandles.lookup(),
        RunKernel.class,
        element,
        type -> {
          type.method("add", METHOD, emitter::add);
          type.method("take", METHOD, code -> emitter.move(code, true));
          type.method("put", METHOD, code -> emitter.move(code, false));
        });
  }

  /// What is done with one run, whose places in source and target are in two variables.
  @FunctionalInterface
  private interface Run {
    void write(int from, int to);
  }

  /// `for each distance d that is not OUTSIDE { run }`.
  private static void forRuns(KernelCode kernel, boolean taking, Run run) {
    CodeBuilder code = kernel.code();
    int from = kernel.newLong();
    int to = kernel.newLong();
    kernel.loop(
        COUNT,
        1,
        i -> {
          Label next = code.newLabel();
          code.aload(DISTANCES).iload(i).laload().loadConstant(Locator.OUTSIDE).lcmp().ifeq(next);
          code.aload(DISTANCES).iload(i).laload().lload(taking ? FROM : TO).ladd();
          code.lstore(taking ? from : to);
          code.lload(taking ? TO : FROM).lstore(taking ? to : from);
          run.write(from, to);
          code.labelBinding(next);
          kernel.advance(taking ? TO : FROM, STEP);
        });
  }

  private void add(KernelCode kernel) {
    int source = kernel.segment(1);
    int target = kernel.segment(8);
    int sum = kernel.newLocals(1)[0];
    forRuns(
        kernel,
        false,
        (from, to) ->
            kernel.loop(
                LENGTH,
                lanes,
                j -> {
                  load(kernel, target, to, j);
                  load(kernel, source, from, j);
                  kernel.binary("add");
                  kernel.code().astore(sum).aload(sum).aload(target);
                  kernel.address(to, j, 0);
                  kernel.intoSegment();
                }));
  }

  private static void load(KernelCode kernel, int segment, int at, int j) {
    kernel.species().aload(segment);
    kernel.address(at, j, 0);
    kernel.fromSegment();
  }

  /// Whole vectors, and one that ends where the run ends, moved twice in part.
  private void move(KernelCode kernel, boolean taking) {
    CodeBuilder code = kernel.code();
    int source = kernel.segment(1);
    int target = kernel.segment(8);
    int elements = kernel.constant(0);
    code.iload(LENGTH).loadConstant(size).idiv().istore(elements);
    forRuns(
        kernel,
        taking,
        (from, to) -> {
          kernel.loop(
              elements,
              lanes,
              j -> {
                load(kernel, source, from, j);
                code.aload(target);
                kernel.address(to, j, 0);
                kernel.intoSegment();
              });
          kernel.species().aload(source);
          last(code, from);
          kernel.fromSegment();
          code.aload(target);
          last(code, to);
          kernel.intoSegment();
        });
  }

  /// Pushes where the last vector of a run begins.
  private void last(CodeBuilder code, int at) {
    code.lload(at).iload(LENGTH).i2l().ladd().loadConstant((long) lanes * size).lsub();
  }
}
