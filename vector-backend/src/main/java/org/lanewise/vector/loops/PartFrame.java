package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;

/// The parameters of a part of a step: segments, and where arrays lie now.
final class PartFrame implements Addresses {
  /// The type of a part: whether the step must be left.
  static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(CD_boolean, KernelCode.SEGMENT.arrayType(), CD_long.arrayType());

  private static final ClassDesc MEMORY = ClassDesc.of(Memory.class.getName());
  private static final int SEGMENTS = 0;
  private static final int NOW = 1;

  private final CodeBuilder code;
  private final int arrays;
  private final int block;

  PartFrame(CodeBuilder code, List<Slot> arrays) {
    this.code = code;
    this.arrays = arrays.size();
    this.block = firstCarry(arrays);
  }

  /// The array at which the block of carries begins, or −1.
  static int firstCarry(List<Slot> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).kind() == Kind.CARRY) {
        return i;
      }
    }
    return -1;
  }

  private int slot(int array) {
    return switch (array) {
      case Places.BLOCK -> block;
      case Places.SCRATCH -> arrays;
      default -> array;
    };
  }

  @Override
  public void pushSegment(int array) {
    if (Memory.CHECKED) {
      code.aload(SEGMENTS).loadConstant(slot(array)).aaload();
    } else {
      code.getstatic(MEMORY, "ALL", KernelCode.SEGMENT);
    }
  }

  @Override
  public void pushPosition(int array, long offset) {
    code.aload(NOW).loadConstant(slot(array)).laload();
    if (offset != 0) {
      code.loadConstant(offset).ladd();
    }
  }
}
