package org.lanewise.vector.window;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.IntConsumer;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;

/// Writes the [ChoiceKernel] of a [Choice].
///
/// The parameters: samples 1, at 2, offsets 4, taps 5, step 6, count 8, other 9, otherAt 10,
/// windows 12, windowsAt 13, windowStep 15, numbers 17, lanes 18.
final class ChoiceEmitter {
  private static final MethodTypeDesc GO =
      MethodTypeDesc.of(
          CD_void,
          SEGMENT,
          CD_long,
          CD_long.arrayType(),
          CD_int,
          CD_long,
          CD_int,
          SEGMENT,
          CD_long,
          SEGMENT,
          CD_long,
          CD_long,
          CD_Object,
          CD_long);

  private final Choice choice;

  private ChoiceEmitter(Choice choice) {
    this.choice = choice;
  }

  static ChoiceKernel emit(Choice choice) {
    return KernelClass.define(
        MethodHandles.lookup(),
        ChoiceKernel.class,
        choice.element(),
        new ChoiceEmitter(choice)::methods);
  }

  private void methods(KernelClass type) {
    type.method("gather", GO, code -> new Body(code).gather());
    type.method("scatter", GO, code -> new Body(code).scatter());
  }

  /// One method.
  private final class Body {
    private final KernelCode code;
    private final CodeBuilder plain;
    private final int samples;
    private final int other;
    private final int windows;
    private final int numbers;
    private final int lanes;
    private final int at;
    private final int best;
    private final int chosen;
    private final int value;
    private final int sample;
    private final int number;
    private final int mask;

    Body(KernelCode code) {
      this.code = code;
      this.plain = code.code();
      this.samples = code.segment(1);
      this.other = code.segment(9);
      this.windows = code.segment(12);
      this.numbers = code.array(17);
      this.lanes = code.masks(18, 1, Long.SIZE)[0];
      this.at = code.newLong();
      int[] locals = code.newLocals(6);
      this.best = locals[0];
      this.chosen = locals[1];
      this.value = locals[2];
      this.sample = locals[3];
      this.number = locals[4];
      this.mask = locals[5];
    }

    /// Chooses, and carries along what is chosen.
    void gather() {
      forWindows(
          () -> {
            load(samples, 2, 0, best);
            load(other, 10, 0, value);
            forTaps(
                1,
                tap -> {
                  load(samples, 2, tap, sample);
                  keep();
                  load(other, 10, tap, number);
                  blend(number, value);
                  blend(sample, best);
                });
            plain.aload(value).aload(windows);
            code.address(13, 0);
            code.intoSegment(lanes);
          });
    }

    /// Chooses, and then adds where the choice is.
    void scatter() {
      forWindows(
          () -> {
            load(samples, 2, 0, best);
            numberOf(0, chosen);
            forTaps(
                1,
                tap -> {
                  load(samples, 2, tap, sample);
                  keep();
                  numberOf(tap, number);
                  blend(number, chosen);
                  blend(sample, best);
                });
            code.species().aload(windows);
            code.address(13, 0);
            code.fromSegment(lanes);
            plain.astore(value);
            forTaps(0, this::add);
          });
    }

    private void add(int tap) {
      numberOf(tap, number);
      plain.aload(number);
      code.compare("EQ", chosen);
      plain.astore(mask);
      load(other, 10, tap, sample);
      plain.aload(sample).aload(sample).aload(value);
      code.binary("add");
      code.blend(mask);
      plain.aload(other).lload(at);
      code.intoSegment(lanes);
    }

    private void forWindows(Runnable body) {
      code.loop(
          8,
          1,
          _ -> {
            body.run();
            code.advance(2, 6);
            code.advance(10, 6);
            code.advance(13, 15);
          });
    }

    private void forTaps(int from, IntConsumer body) {
      int tap = plain.allocateLocal(TypeKind.INT);
      plain.loadConstant(from).istore(tap);
      code.continueLoop(tap, 5, 1, _ -> body.accept(tap));
    }

    /// The lanes in which the choice x stays although there is a later y: x ≥ y, said as y ≤ x,
    /// since what a loop carries must not be a receiver.
    private void keep() {
      plain.aload(sample);
      code.compare(choice.select() == Select.GE ? "LE" : "GE", best);
      plain.astore(mask);
    }

    /// `kept = mask ? kept : fresh`.
    private void blend(int fresh, int kept) {
      plain.aload(fresh).aload(kept);
      code.blend(mask);
      plain.astore(kept);
    }

    /// Loads a tap's elements; 0 stands for the first tap.
    private void load(int segment, int base, int tap, int into) {
      plain.aload(4);
      pushIndex(tap);
      plain.laload().lload(base).ladd().lstore(at);
      code.species().aload(segment).lload(at);
      code.fromSegment(lanes);
      plain.astore(into);
    }

    private void numberOf(int tap, int into) {
      code.species().aload(numbers);
      pushIndex(tap);
      code.loadElement();
      code.broadcast();
      plain.astore(into);
    }

    private void pushIndex(int tap) {
      if (tap == 0) {
        plain.loadConstant(0);
      } else {
        plain.iload(tap);
      }
    }
  }
}
