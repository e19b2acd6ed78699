package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.DType;

/// Emits loads and stores of elements that fill less than the smallest vector: four bytes, two
/// shorts, two bytes (for bool beside f32 on 128-bit machines, beside f64 on 256-bit ones).
///
/// They travel as one word. Loading repeats the word in all lanes and shifts each lane's element
/// into place; storing shifts the elements apart and joins the lanes by or.
final class PackedWords {
  private final CodeBuilder code;
  private final KernelFrame frame;
  private final VectorOperations operations;
  private final int lanes;
  private final boolean[] needed = new boolean[Integer.BYTES];
  private final int[] shifts = new int[Integer.BYTES];

  PackedWords(
      CodeBuilder code,
      Formula formula,
      KernelFrame frame,
      VectorOperations operations,
      int width) {
    this.code = code;
    this.frame = frame;
    this.operations = operations;
    this.lanes = KernelSpecies.lanes(width);
    List<DType> types = new ArrayList<>(formula.operands());
    types.addAll(formula.results());
    for (DType type : types) {
      if (!KernelSpecies.exists(type.byteSize(), width)) {
        needed[type.byteSize()] = true;
      }
    }
  }

  /// Emits, before the loop, how far each lane's element lies in the word, in bits.
  void prologue() {
    for (int size = 1; size < needed.length; size++) {
      if (needed[size]) {
        operations.pushSpecies(Lane.I32);
        code.iconst_0();
        operations.broadcast(Lane.I32);
        code.loadConstant(size * Byte.SIZE);
        code.invokevirtual(Vectors.INT, "addIndex", MethodTypeDesc.of(Vectors.INT, CD_int));
        shifts[size] = frame.fresh(1);
        code.astore(shifts[size]);
      }
    }
  }

  /// Pushes the current elements of an array, widened to 32 bits.
  void load(int array) {
    Storage storage = frame.storage(array);
    operations.pushSpecies(Lane.I32);
    ScalarAccess.loadWord(code, frame, array, storage.size() * lanes);
    operations.broadcast(Lane.I32);
    shift("LSHR", storage.size());
    int rest = Integer.SIZE - storage.size() * Byte.SIZE;
    constantShift("LSHL", rest);
    boolean signed = storage == Storage.BYTE || storage == Storage.SHORT;
    constantShift(signed ? "ASHR" : "LSHR", rest);
  }

  /// Pops 32-bit lanes and stores their low ends as the current elements of an array.
  void store(int array) {
    Storage storage = frame.storage(array);
    int rest = Integer.SIZE - storage.size() * Byte.SIZE;
    constantShift("LSHL", rest);
    constantShift("LSHR", rest);
    shift("LSHL", storage.size());
    code.getstatic(Vectors.OPERATORS, "OR", Vectors.ASSOCIATIVE);
    MethodTypeDesc type = MethodTypeDesc.of(CD_int, Vectors.ASSOCIATIVE);
    code.invokevirtual(Vectors.INT, "reduceLanes", type);
    int word = frame.fresh(1);
    code.istore(word);
    ScalarAccess.storeWord(code, frame, array, storage.size() * lanes, word);
  }

  private void shift(String operator, int size) {
    code.getstatic(Vectors.OPERATORS, operator, Vectors.BINARY).aload(shifts[size]);
    MethodTypeDesc type = MethodTypeDesc.of(Vectors.INT, Vectors.BINARY, Vectors.VECTOR);
    code.invokevirtual(Vectors.INT, "lanewise", type);
  }

  private void constantShift(String operator, int count) {
    code.getstatic(Vectors.OPERATORS, operator, Vectors.BINARY).loadConstant(count);
    MethodTypeDesc type = MethodTypeDesc.of(Vectors.INT, Vectors.BINARY, CD_int);
    code.invokevirtual(Vectors.INT, "lanewise", type);
  }
}
