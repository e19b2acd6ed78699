package org.lanewise.vector.window;

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
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;

/// Writes the [SlideKernel] of a [Slide].
///
/// The parameters stand in the same slots in all methods: source 1, at 2, offsets 4, taps 5, step
/// 6, target 8, to 9, toStep 11, count 13, and then weights 14, weightsAt 15, identity 16, masks
/// 17, lanes 18, or identity 14.
///
/// Several outputs at a time go through the taps together: enough to hide the latency of the
/// operator, and the weight of a tap is loaded once for all.
final class SlideEmitter {
  private static final ClassDesc LONGS = CD_long.arrayType();
  private static final MethodTypeDesc ELEMENTS =
      MethodTypeDesc.of(
          CD_void, SEGMENT, CD_long, LONGS, CD_int, CD_long, SEGMENT, CD_long, CD_long, CD_int,
          CD_Object);
  private static final MethodTypeDesc WEIGHED =
      ELEMENTS.insertParameterTypes(ELEMENTS.parameterCount() - 1, CD_Object, CD_int);
  private static final MethodTypeDesc VECTORS =
      WEIGHED.insertParameterTypes(WEIGHED.parameterCount(), CD_int, CD_long, CD_long);
  private static final MethodTypeDesc PARTS =
      WEIGHED.insertParameterTypes(WEIGHED.parameterCount(), LONGS, CD_long);

  /// Outputs that go through the taps together.
  private static final int TOGETHER = 4;

  private final Slide slide;
  private final Element element;
  private final int lanes;

  private SlideEmitter(Slide slide) {
    this.slide = slide;
    this.element = slide.element();
    this.lanes = slide.lanes();
  }

  static SlideKernel emit(Slide slide) {
    return KernelClass.define(
        MethodHandles.lookup(),
        SlideKernel.class,
        slide.element(),
        new SlideEmitter(slide)::methods);
  }

  private void methods(KernelClass type) {
    type.method("vectors", VECTORS, code -> new Vectors(code, false).emit());
    type.method("parts", PARTS, code -> new Vectors(code, true).emit());
    type.method("elements", ELEMENTS, this::elements);
  }

  private boolean weighs() {
    return slide.op() == Slide.Op.WEIGH;
  }

  /// A method that computes vectors.
  private final class Vectors {
    private final KernelCode code;
    private final CodeBuilder plain;
    private final boolean masked;
    private final int source;
    private final int target;
    private final int weights;
    private final int identity;
    private final int written;
    private final int mask;
    private final int weight;
    private final int at;

    Vectors(KernelCode code, boolean masked) {
      this.code = code;
      this.plain = code.code();
      this.masked = masked;
      this.source = code.segment(1);
      this.target = code.segment(8);
      this.weights = code.array(14);
      int[] locals = code.newLocals(3);
      this.identity = locals[0];
      this.mask = locals[1];
      this.weight = locals[2];
      this.at = code.newLong();
      int start = code.array(16);
      code.species().aload(start).loadConstant(0);
      code.loadElement();
      code.broadcast();
      plain.astore(identity);
      this.written = masked ? code.masks(18, 1, lanes)[0] : mask;
    }

    void emit() {
      if (masked) {
        row();
        return;
      }
      int at0 = code.newLong();
      int to0 = code.newLong();
      plain.lload(2).lstore(at0).lload(9).lstore(to0);
      code.loop(
          17,
          1,
          _ -> {
            plain.lload(at0).lstore(2).lload(to0).lstore(9);
            row();
            code.advance(at0, 18);
            code.advance(to0, 20);
          });
    }

    private void row() {
      int done = plain.allocateLocal(TypeKind.INT);
      plain.loadConstant(0).istore(done);
      outputs(TOGETHER, done);
      outputs(1, done);
    }

    /// `for (; done + together <= count; done += together) { … }`
    private void outputs(int together, int done) {
      int[] sums = code.newLocals(together);
      code.continueLoop(done, 13, together, _ -> together(sums));
    }

    private void together(int... sums) {
      int tap = plain.allocateLocal(TypeKind.INT);
      plain.loadConstant(0).istore(tap);
      if (startsWithTap()) {
        seek(tap);
        for (int i = 0; i < sums.length; i++) {
          load();
          plain.astore(sums[i]);
          if (i < sums.length - 1) {
            code.advance(at, 6);
          }
        }
        plain.iinc(tap, 1);
      } else {
        for (int sum : sums) {
          plain.aload(identity).astore(sum);
        }
      }
      code.continueLoop(tap, 5, 1, _ -> tap(tap, sums));
      for (int sum : sums) {
        plain.aload(sum).aload(target);
        code.address(9, 0);
        if (masked) {
          code.intoSegment(written);
        } else {
          code.intoSegment();
        }
        code.advance(9, 11);
      }
      plain.lload(2).lload(6).loadConstant((long) sums.length).lmul().ladd().lstore(2);
    }

    /// The identity and the first tap give the first tap, unless −0 becomes +0.
    private boolean startsWithTap() {
      return !masked && !weighs() && slide.op() != Slide.Op.SUM;
    }

    /// Goes to where a tap of the first output lies.
    private void seek(int tap) {
      plain.aload(4).iload(tap).laload().lload(2).ladd().lstore(at);
    }

    private void tap(int tap, int... sums) {
      if (weighs()) {
        code.species().aload(weights);
        code.index(15, tap, lanes, 0);
        code.fromArray();
        plain.astore(weight);
      }
      if (masked) {
        code.species().aload(17).iload(tap).laload();
        code.maskOf();
        plain.astore(mask);
      }
      seek(tap);
      for (int i = 0; i < sums.length; i++) {
        load();
        if (weighs()) {
          plain.aload(weight);
          code.multiplyAdd(sums[i]);
        } else {
          plain.aload(sums[i]);
          operate(code);
          plain.astore(sums[i]);
        }
        if (i < sums.length - 1) {
          code.advance(at, 6);
        }
      }
    }

    /// Pushes what a tap of an output reads.
    private void load() {
      if (masked && !weighs()) {
        plain.aload(identity);
      }
      code.species().aload(source);
      code.address(at, 0);
      if (!masked) {
        code.fromSegment();
        return;
      }
      code.fromSegment(mask);
      if (!weighs()) {
        code.blend(mask);
      }
    }
  }

  private void operate(KernelCode code) {
    switch (slide.op()) {
      case WEIGH -> throw new AssertionError("a product is one instruction");
      case SUM, PROD, MAX, MIN -> code.binary(name());
      case AND, OR -> code.bitwise(slide.op().name());
    }
  }

  private String name() {
    return switch (slide.op()) {
      case WEIGH, SUM -> "add";
      case PROD -> "mul";
      case MAX -> "max";
      case MIN -> "min";
      case AND -> "and";
      case OR -> "or";
    };
  }

  private void elements(KernelCode code) {
    CodeBuilder plain = code.code();
    int source = code.segment(1);
    int target = code.segment(8);
    int start = code.array(14);
    int at = code.newLong();
    int sum = code.newElements(1)[0];
    TypeKind kind = element.kind();
    code.loop(
        13,
        1,
        _ -> {
          plain.aload(start).loadConstant(0);
          code.loadElement();
          plain.storeLocal(kind, sum);
          code.loop(
              5,
              1,
              tap -> {
                plain.aload(4).iload(tap).laload().lload(2).ladd().lstore(at);
                plain.loadLocal(kind, sum);
                code.elementAt(source, at);
                code.scalar(name());
                plain.storeLocal(kind, sum);
              });
          code.putElement(target, 9, () -> plain.loadLocal(kind, sum));
          code.advance(9, 11);
          code.advance(2, 6);
        });
  }
}
