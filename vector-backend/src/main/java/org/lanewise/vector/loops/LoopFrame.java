package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;

/// The locals of a generated loop: the number of the step, and where arrays lie.
final class LoopFrame implements Addresses {
  /// The type of [LoopKernel#run].
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_long,
          KernelCode.SEGMENT.arrayType(),
          CD_long.arrayType(),
          CD_long.arrayType(),
          CD_long.arrayType(),
          CD_long,
          CD_long);

  private static final ClassDesc MEMORY = ClassDesc.of(Memory.class.getName());
  private static final int SEGMENTS = 1;
  private static final int AT = 2;
  private static final int STEPS = 3;
  private static final int FROM = 5;
  private static final int TO = 7;

  private final CodeBuilder code;
  private final List<Slot> arrays;
  private final int[] positions;
  private final int[] distances;
  private final int[] segments;
  private final boolean[] used;
  private final int block;

  /// @param used the arrays that the loop reads or writes
  LoopFrame(CodeBuilder code, List<Slot> arrays, boolean[] used) {
    this.code = code;
    this.arrays = arrays;
    this.used = used;
    this.positions = new int[arrays.size()];
    this.distances = new int[arrays.size()];
    this.segments = new int[arrays.size()];
    this.block = PartFrame.firstCarry(arrays);
  }

  /// A new local variable.
  int fresh(TypeKind kind) {
    return code.allocateLocal(kind);
  }

  /// Emits what comes before the loop: where the rows of the first step are.
  void prologue() {
    for (int i = 0; i < arrays.size(); i++) {
      boolean isCarry = arrays.get(i).kind() == Kind.CARRY;
      if (isCarry ? i == block : used[i]) {
        place(i);
      }
    }
  }

  private void place(int array) {
    if (Memory.CHECKED) {
      segments[array] = fresh(TypeKind.REFERENCE);
      code.aload(SEGMENTS).loadConstant(array).aaload().astore(segments[array]);
    }
    positions[array] = fresh(TypeKind.LONG);
    code.aload(AT).loadConstant(array).laload();
    if (arrays.get(array).kind().moves()) {
      distances[array] = fresh(TypeKind.LONG);
      code.aload(STEPS).loadConstant(array).laload().lstore(distances[array]);
      code.lload(FROM).lload(distances[array]).lmul().ladd();
    }
    code.lstore(positions[array]);
  }

  /// Pushes the number of the step.
  void pushStep() {
    code.lload(FROM);
  }

  /// Pushes the end of the steps.
  void pushEnd() {
    code.lload(TO);
  }

  /// Emits what leads to the next step.
  void advance() {
    for (int i = 0; i < used.length; i++) {
      if (used[i] && arrays.get(i).kind().moves()) {
        code.lload(positions[i]).lload(distances[i]).ladd().lstore(positions[i]);
      }
    }
    code.lload(FROM).lconst_1().ladd().lstore(FROM);
  }

  private int slot(int array) {
    return array == Places.BLOCK ? block : array;
  }

  @Override
  public void pushSegment(int array) {
    if (Memory.CHECKED) {
      code.aload(segments[slot(array)]);
    } else {
      code.getstatic(MEMORY, "ALL", KernelCode.SEGMENT);
    }
  }

  @Override
  public void pushPosition(int array, long offset) {
    code.lload(positions[slot(array)]);
    if (offset != 0) {
      code.loadConstant(offset).ladd();
    }
  }
}
