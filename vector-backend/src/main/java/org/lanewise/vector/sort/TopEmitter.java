package org.lanewise.vector.sort;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes the [TopKernel] of a type of 32 or 64 bits.
///
/// The parameters: row 1, at 2; of `seek` start 4, end 5, limit 6, found 8; of `peaks` count 4,
/// peaks 5.
final class TopEmitter {
  private static final MethodTypeDesc SEEK =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_int, CD_int, CD_long, CD_long.arrayType());
  private static final MethodTypeDesc PEAKS =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_int, CD_Object);

  /// Vectors of groups: enough to hide how long a comparison takes.
  private static final int GROUPS = 4;

  private final DType type;
  private final Element element;
  private final int lanes;

  private TopEmitter(DType type) {
    this.type = type;
    this.element = lane(type);
    this.lanes = Species.BITS / 8 / element.size();
  }

  /// The lanes that elements are read into.
  static Element lane(DType type) {
    return type.byteSize() == 8 ? Element.LONG : Element.INT;
  }

  /// The number of groups of [TopKernel#peaks].
  static int groups(DType type) {
    return GROUPS * Species.BITS / 8 / type.byteSize();
  }

  /// Generates, loads and instantiates a kernel.
  static TopKernel emit(DType type) {
    TopEmitter emitter = new TopEmitter(type);
    return KernelClass.define(
        MethodHandles.lookup(),
        TopKernel.class,
        emitter.element,
        kernel -> {
          kernel.method("seek", SEEK, code -> emitter.new Body(code).seek());
          kernel.method("peaks", PEAKS, code -> emitter.new Body(code).peaks());
        });
  }

  /// One method.
  private final class Body {
    private final KernelCode code;
    private final CodeBuilder plain;
    private final int row;
    private final int sign;
    private final int largest;
    private final int infinity;
    private final int bits;
    private final int isNaN;

    Body(KernelCode code) {
      this.code = code;
      this.plain = code.code();
      this.row = code.segment(1);
      int[] locals = code.newLocals(5);
      this.sign = locals[0];
      this.largest = locals[1];
      this.infinity = locals[2];
      this.bits = locals[3];
      this.isNaN = locals[4];
      boolean wide = type.byteSize() == 8;
      if (type.isUnsigned()) {
        constant(wide ? Long.MIN_VALUE : Integer.MIN_VALUE, sign);
      } else if (type.isFloating()) {
        constant(wide ? Long.MAX_VALUE : Integer.MAX_VALUE, largest);
        constant(wide ? 0x7FF0L << 48 : 0x7F80_0000, infinity);
      }
    }

    private void constant(long value, int local) {
      code.broadcast(value);
      plain.astore(local);
    }

    void seek() {
      int limit = code.newLocals(1)[0];
      code.species().lload(6);
      if (element == Element.INT) {
        plain.l2i();
      }
      code.broadcast();
      plain.astore(limit);
      Label hit = plain.newLabel();
      Label done = plain.newLabel();
      int i = code.constant(0);
      plain.iload(4).istore(i);
      code.continueLoop(
          i,
          5,
          TopKernel.BLOCK,
          at -> {
            key(at, 0);
            for (int v = 1; v < TopKernel.BLOCK / lanes; v++) {
              key(at, v);
              code.binary("max");
            }
            code.compare("GT", limit);
            code.isAnyTrue();
            plain.ifne(hit);
          });
      plain.aload(8).iconst_1().lconst_0().lastore().goto_(done);
      plain.labelBinding(hit);
      plain.aload(8).iconst_1();
      for (int v = 0; v < TopKernel.BLOCK / lanes; v++) {
        key(i, v);
        code.compare("GT", limit);
        code.bitsOfMask();
        plain.loadConstant(v * lanes).lshl();
        if (v > 0) {
          plain.lor();
        }
      }
      plain.lastore().labelBinding(done);
      plain.aload(8).iconst_0().iload(i).i2l().lastore();
    }

    void peaks() {
      int[] peaks = code.newLocals(GROUPS);
      int array = code.array(5);
      for (int peak : peaks) {
        constant(element == Element.LONG ? Long.MIN_VALUE : Integer.MIN_VALUE, peak);
      }
      code.loop(
          4,
          GROUPS * lanes,
          i -> {
            for (int v = 0; v < GROUPS; v++) {
              key(i, v);
              plain.aload(peaks[v]);
              code.binary("max");
              plain.astore(peaks[v]);
            }
          });
      for (int v = 0; v < GROUPS; v++) {
        plain.aload(peaks[v]).aload(array).loadConstant(v * lanes);
        code.intoArray();
      }
    }

    /// Pushes the keys of the vector that begins `v` vectors after element `i`.
    private void key(int i, int v) {
      code.species().aload(row);
      code.address(2, i, v * lanes);
      code.fromSegment();
      if (type.isUnsigned()) {
        plain.aload(sign);
        code.bitwise("XOR");
      } else if (type.isFloating()) {
        plain.astore(bits);
        order();
      }
    }

    /// Pushes `NaN ? largest : bits ^ (bits >> sign & largest)`.
    private void order() {
      plain.aload(bits).aload(largest);
      code.bitwise("AND");
      code.compare("GT", infinity);
      plain.astore(isNaN);
      plain.aload(bits);
      code.shiftRight(element.size() * Byte.SIZE - 1);
      plain.aload(largest);
      code.bitwise("AND");
      plain.aload(bits);
      code.bitwise("XOR");
      plain.aload(largest);
      code.blend(isNaN);
    }
  }
}
