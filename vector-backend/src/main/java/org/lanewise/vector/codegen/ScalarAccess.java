package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Instructions that load and store one element.
public final class ScalarAccess {
  private static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");
  private static final ClassDesc LAYOUTS = ClassDesc.of("java.lang.foreign.ValueLayout");

  private ScalarAccess() {}

  /// Pushes the current element of an array, widened to its lane type.
  static void load(CodeBuilder code, KernelFrame frame, int array) {
    int place = frame.fresh(2);
    frame.pushPlace(array);
    code.lstore(place);
    get(code, frame.storage(array), () -> code.lload(place));
  }

  /// Takes a segment, pushes the element at a position in it, widened to its lane type.
  ///
  /// @param position emits what pushes the position, in bytes
  public static void get(CodeBuilder code, Storage storage, Runnable position) {
    ClassDesc layout = layout(storage);
    code.getstatic(LAYOUTS, "JAVA_" + storage.layout(), layout);
    position.run();
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(element(storage), layout, CD_long));
    switch (storage) {
      case UNSIGNED_BYTE -> code.loadConstant(0xFF).iand();
      case UNSIGNED_SHORT -> code.loadConstant(0xFFFF).iand();
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> {}
    }
  }

  /// Stores a local variable as the current element of an array.
  static void store(CodeBuilder code, KernelFrame frame, int array, int local) {
    Storage storage = frame.storage(array);
    int place = frame.fresh(2);
    frame.pushPlace(array);
    code.lstore(place);
    set(code, storage, () -> code.lload(place), () -> code.loadLocal(storage.lane().kind(), local));
  }

  /// Takes a segment, stores a value as the element at a position in it.
  ///
  /// @param position emits what pushes the position, in bytes
  /// @param value emits what pushes the value
  public static void set(CodeBuilder code, Storage storage, Runnable position, Runnable value) {
    ClassDesc layout = layout(storage);
    code.getstatic(LAYOUTS, "JAVA_" + storage.layout(), layout);
    position.run();
    value.run();
    switch (storage) {
      case BYTE, UNSIGNED_BYTE -> code.i2b();
      case SHORT, UNSIGNED_SHORT -> code.i2s();
      case INT, LONG, FLOAT, DOUBLE -> {}
    }
    MethodTypeDesc type = MethodTypeDesc.of(CD_void, layout, CD_long, element(storage));
    code.invokeinterface(SEGMENT, "set", type);
  }

  /// Pushes the 2 or 4 bytes at the current element of an array, as an `int`.
  static void loadWord(CodeBuilder code, KernelFrame frame, int array, int size) {
    ClassDesc layout = wordLayout(size);
    int place = frame.fresh(2);
    frame.pushPlace(array);
    code.lstore(place);
    code.getstatic(LAYOUTS, wordName(size), layout).lload(place);
    ClassDesc word = size == 2 ? CD_short : CD_int;
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(word, layout, CD_long));
  }

  /// Stores 2 or 4 bytes of an `int` at the current element of an array.
  static void storeWord(CodeBuilder code, KernelFrame frame, int array, int size, int local) {
    ClassDesc layout = wordLayout(size);
    int place = frame.fresh(2);
    frame.pushPlace(array);
    code.lstore(place);
    code.getstatic(LAYOUTS, wordName(size), layout).lload(place).iload(local);
    if (size == 2) {
      code.i2s();
    }
    ClassDesc word = size == 2 ? CD_short : CD_int;
    code.invokeinterface(SEGMENT, "set", MethodTypeDesc.of(CD_void, layout, CD_long, word));
  }

  private static ClassDesc wordLayout(int size) {
    return LAYOUTS.nested(size == 2 ? "OfShort" : "OfInt");
  }

  private static String wordName(int size) {
    return size == 2 ? "JAVA_SHORT_UNALIGNED" : "JAVA_INT_UNALIGNED";
  }

  private static ClassDesc element(Storage storage) {
    return switch (storage) {
      case BYTE, UNSIGNED_BYTE -> CD_byte;
      case SHORT, UNSIGNED_SHORT -> CD_short;
      case INT, LONG, FLOAT, DOUBLE -> storage.lane().scalar();
    };
  }

  private static ClassDesc layout(Storage storage) {
    String name = storage.layout();
    return LAYOUTS.nested(
        "Of" + name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT));
  }
}
