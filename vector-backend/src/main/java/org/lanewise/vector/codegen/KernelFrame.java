package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// The locals of a generated `run` method: addresses, counter, end, and how an element is
/// addressed.
///
/// The counter runs over the byte offset of the narrowest array; wider ones shift it. Operands come
/// first in the numbering of arrays, then results.
final class KernelFrame {
  private static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");
  private static final ClassDesc MEMORY = ClassDesc.of(Memory.class.getName());
  private static final ClassDesc BOUNDS = ClassDesc.of(Bounds.class.getName());
  private static final int PLACES = 1;
  private static final int FROM = 2;
  private static final int TO = 4;
  private static final int OFFSET = 6;
  private static final int END = 8;

  private final CodeBuilder code;
  private final int lanes;
  private final List<Storage> storages = new ArrayList<>();
  private final boolean[] repeated;
  private final int[] addressSlots;
  private final int[] segmentSlots;
  private final int unit;
  private int free = 10;

  KernelFrame(CodeBuilder code, Formula formula, long splats, int lanes) {
    this.code = code;
    this.lanes = lanes;
    int operands = formula.operands().size();
    List<DType> types = new ArrayList<>(formula.operands());
    types.addAll(formula.results());
    this.repeated = new boolean[types.size()];
    this.addressSlots = new int[types.size()];
    this.segmentSlots = new int[types.size()];
    int narrowest = Long.BYTES;
    for (int i = 0; i < types.size(); i++) {
      Storage storage = Storage.of(types.get(i));
      storages.add(storage);
      repeated[i] = i < operands && (splats >> i & 1) != 0;
      addressSlots[i] = fresh(2);
      narrowest = repeated[i] ? narrowest : Math.min(narrowest, storage.size());
    }
    this.unit = narrowest;
  }

  /// A fresh local variable of one slot or two.
  int fresh(int slots) {
    int slot = free;
    free += slots;
    return slot;
  }

  /// How an array's elements lie in memory.
  Storage storage(int array) {
    return storages.get(array);
  }

  /// Whether an operand is one element that is repeated.
  boolean isRepeated(int array) {
    return repeated[array];
  }

  /// Emits what comes before the loop: addresses, its end, and in checked mode the segments.
  void prologue() {
    for (int i = 0; i < addressSlots.length; i++) {
      code.aload(PLACES).loadConstant(i).laload();
      if (!repeated[i]) {
        code.lload(FROM).loadConstant((long) storages.get(i).size()).lmul().ladd();
      }
      code.lstore(addressSlots[i]);
      if (Memory.CHECKED) {
        segmentSlots[i] = fresh(1);
        code.lload(addressSlots[i]);
        pushByteSize(i);
        code.invokestatic(BOUNDS, "bounded", MethodTypeDesc.of(SEGMENT, CD_long, CD_long));
        code.astore(segmentSlots[i]);
      }
    }
    code.lload(TO).lload(FROM).lsub().loadConstant((long) unit).lmul().lstore(END);
    code.loadConstant(0L).lstore(OFFSET);
  }

  private void pushByteSize(int array) {
    long size = storages.get(array).size();
    if (repeated[array]) {
      code.loadConstant(size);
      return;
    }
    code.lload(TO).lload(FROM).lsub().loadConstant(lanes - 1L).ladd();
    code.loadConstant((long) -lanes).land().loadConstant(size).lmul();
  }

  /// Emits a loop around the body, tested at the bottom.
  void loop(Runnable body) {
    var top = code.newLabel();
    var test = code.newLabel();
    code.goto_(test).labelBinding(top);
    body.run();
    code.lload(OFFSET).loadConstant((long) lanes * unit).ladd().lstore(OFFSET);
    code.labelBinding(test).lload(OFFSET).lload(END).lcmp().iflt(top);
  }

  /// Emits the return of the end.
  void returnAll() {
    code.lload(TO).lreturn();
  }

  /// Pushes the number of the current element.
  void pushIndex() {
    code.lload(OFFSET).loadConstant(Integer.numberOfTrailingZeros(unit)).lushr();
    code.lload(FROM).ladd();
  }

  /// Emits the return of the current element's index.
  void returnHere() {
    pushIndex();
    code.lreturn();
  }

  /// Pushes the segment and the position in it of an array's current element.
  void pushPlace(int array) {
    if (Memory.CHECKED) {
      code.aload(segmentSlots[array]);
    } else {
      code.getstatic(MEMORY, "ALL", SEGMENT).lload(addressSlots[array]);
    }
    if (repeated[array]) {
      if (Memory.CHECKED) {
        code.loadConstant(0L);
      }
      return;
    }
    code.lload(OFFSET);
    int shift = Integer.numberOfTrailingZeros(storages.get(array).size() / unit);
    if (shift > 0) {
      code.loadConstant(shift).lshl();
    }
    if (!Memory.CHECKED) {
      code.ladd();
    }
  }

  /// Pushes the machine's byte order.
  void pushOrder() {
    code.getstatic(MEMORY, "ORDER", ClassDesc.of("java.nio.ByteOrder"));
  }
}
