package org.lanewise.vector.kernel;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/// The code of one method of a kernel: loops, loads and stores in terms of one [Element].
///
/// What C2 wants of an inner loop: a plain `int` counter, constant strides (range checks are
/// hoisted), accumulators as arguments and never as receivers, no calls but of the Vector API and
/// of `Memory.view`. Parameters and local variables are named by their slots.
public final class KernelCode {
  /// The class of segments.
  public static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();

  private static final ClassDesc ORDER = ByteOrder.class.describeConstable().orElseThrow();
  private static final ClassDesc MEMORY = ClassDesc.of(Memory.class.getName());
  private static final ClassDesc SPECIES_OWNER = ClassDesc.of(Species.class.getName());
  private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
  private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
  private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");

  private final CodeBuilder code;
  private final Element element;
  private final ClassDesc vector;
  private final ClassDesc array;

  KernelCode(CodeBuilder code, Element element) {
    this.code = code;
    this.element = element;
    this.vector = element.vector();
    this.array = element.scalar().arrayType();
  }

  /// The code itself, for what is not named here.
  public CodeBuilder code() {
    return code;
  }

  /// New local variables for references.
  public int[] newLocals(int count) {
    int[] locals = new int[count];
    Arrays.setAll(locals, i -> code.allocateLocal(TypeKind.REFERENCE));
    return locals;
  }

  /// A new local variable that holds an `int`.
  public int constant(int value) {
    int local = code.allocateLocal(TypeKind.INT);
    code.loadConstant(value).istore(local);
    return local;
  }

  /// A new local variable that holds a parameter rounded up to a multiple.
  public int roundUp(int parameter, int multiple) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(parameter).loadConstant(multiple - 1).iadd().loadConstant(-multiple).iand();
    code.istore(local);
    return local;
  }

  /// A new local variable for a `long`.
  public int newLong() {
    return code.allocateLocal(TypeKind.LONG);
  }

  /// Pushes the vector of integers 0, 1, 2, ….
  public void iota() {
    zero();
    code.loadConstant(1).invokevirtual(vector, "addIndex", MethodTypeDesc.of(vector, CD_int));
  }

  /// Takes a vector of indices and two vectors, pushes the lanes that it selects of both.
  public void selectFrom() {
    code.invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, VECTOR, VECTOR));
  }

  /// Casts a parameter to an array of elements, in a new local variable.
  public int array(int parameter) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(parameter).checkcast(array).astore(local);
    return local;
  }

  /// The segment to work on for a parameter, in a new local variable.
  public int segment(int parameter) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(parameter)
        .invokestatic(MEMORY, "view", MethodTypeDesc.of(SEGMENT, SEGMENT))
        .astore(local);
    return local;
  }

  /// `for (int i = 0; i + step <= limit; i += step) { body }`; gives the counter, whose value
  /// remains.
  public int loop(int limit, int step, IntConsumer body) {
    int i = code.allocateLocal(TypeKind.INT);
    code.loadConstant(0).istore(i);
    continueLoop(i, limit, step, body);
    return i;
  }

  /// `for (; i + step <= limit; i += step) { body }`.
  public void continueLoop(int i, int limit, int step, IntConsumer body) {
    int bound = code.allocateLocal(TypeKind.INT);
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.iload(limit).loadConstant(step - 1).isub().istore(bound);
    code.labelBinding(test).iload(i).iload(bound).if_icmpge(end);
    body.accept(i);
    code.iinc(i, step).goto_(test).labelBinding(end);
  }

  /// Pushes `base + i * step + offset` as an `int`.
  public void index(int base, int i, int step, int offset) {
    code.iload(base).iload(i);
    if (step != 1) {
      code.loadConstant(step).imul();
    }
    code.iadd();
    if (offset != 0) {
      code.loadConstant(offset).iadd();
    }
  }

  /// Pushes `at + offset` elements, as a byte offset.
  public void address(int at, int offset) {
    code.lload(at);
    if (offset != 0) {
      code.loadConstant((long) offset * element.size()).ladd();
    }
  }

  /// Pushes `at + (i + offset)` elements, as a byte offset.
  public void address(int at, int i, int offset) {
    address(at, offset);
    code.iload(i).i2l().loadConstant((long) element.size()).lmul().ladd();
  }

  /// `at += stride`.
  public void advance(int at, int stride) {
    code.lload(at).lload(stride).ladd().lstore(at);
  }

  /// Pushes `at + i` elements, as a byte offset, for a counter that is a `long`.
  public void longAddress(int at, int i) {
    code.lload(at).lload(i).loadConstant((long) element.size()).lmul().ladd();
  }

  /// Pushes the species.
  public CodeBuilder species() {
    return code.getstatic(SPECIES_OWNER, element.name(), SPECIES);
  }

  /// Pushes a vector of zeros.
  public void zero() {
    species().invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES));
    exact(species(), vector);
  }

  /// Takes a vector and its species, pushes the vector again, and C2 knows its class.
  ///
  /// What a vector's method returns has a known class if the vector's own is known, except for what
  /// is broadcast, converted or reinterpreted: that is a `FloatVector`, say, of any length. How
  /// calls on it are bound would then depend on the profiles of methods that all vectors share, so
  /// what other kernels did in the process would decide whether this one keeps boxes. `Class.cast`
  /// of a constant class is an intrinsic.
  ///
  /// @param vector the class by which the code knows the vector
  public static void exact(CodeBuilder code, ClassDesc vector) {
    code.invokeinterface(SPECIES, "vectorType", MethodTypeDesc.of(CD_Class)).swap();
    code.invokevirtual(CD_Class, "cast", MethodTypeDesc.of(CD_Object, CD_Object));
    code.checkcast(vector);
  }

  /// Takes a species and an element, pushes a vector of it.
  public void broadcast() {
    code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element.scalar()));
    exact(species(), vector);
  }

  /// Takes a species, an array and an index, pushes the vector that begins there.
  public void fromArray() {
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
  }

  /// Takes a vector, an array and an index.
  public void intoArray() {
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
  }

  /// Takes a species, a segment and an offset, pushes the vector that begins there.
  public void fromSegment() {
    code.getstatic(MEMORY, "ORDER", ORDER)
        .invokestatic(
            vector,
            "fromMemorySegment",
            MethodTypeDesc.of(vector, SPECIES, SEGMENT, CD_long, ORDER));
  }

  /// Takes a vector, a segment and an offset.
  public void intoSegment() {
    code.getstatic(MEMORY, "ORDER", ORDER)
        .invokevirtual(
            vector, "intoMemorySegment", MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER));
  }

  /// Masks of vectors that stand one after the other, in new local variables.
  ///
  /// @param bits a parameter that holds one bit for each lane, of all vectors
  public int[] masks(int bits, int vectors, int lanes) {
    int[] masks = newLocals(vectors);
    for (int v = 0; v < vectors; v++) {
      species().lload(bits).loadConstant(v * lanes).lushr();
      maskOf();
      code.astore(masks[v]);
    }
    return masks;
  }

  /// Takes a species and the bits of a mask, as a `long`, pushes the mask.
  public void maskOf() {
    code.invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, CD_long));
  }

  /// Takes a mask, pushes its bits as a `long`, the first lane in the lowest.
  public void bitsOfMask() {
    code.invokevirtual(MASK, "toLong", MethodTypeDesc.of(CD_long));
  }

  /// Takes a mask, pushes whether any lane is set.
  public void isAnyTrue() {
    code.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }

  /// Takes a vector, pushes the mask of the lanes in which it compares (`EQ`, `LE`, `GE`, `GT`)
  /// with one in a local variable.
  public void compare(String comparison, int second) {
    code.getstatic(OPERATORS, comparison, OPERATORS.nested("Comparison"))
        .aload(second)
        .invokevirtual(
            vector, "compare", MethodTypeDesc.of(MASK, OPERATORS.nested("Comparison"), VECTOR));
  }

  /// Takes a vector and a second one, pushes the first one with the lanes of a mask replaced by
  /// those of the second.
  public void blend(int mask) {
    code.aload(mask).invokevirtual(vector, "blend", MethodTypeDesc.of(vector, VECTOR, MASK));
  }

  /// A new local variable that holds a multiple of a parameter.
  public int scaled(int parameter, int factor) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(parameter).loadConstant(factor).imul().istore(local);
    return local;
  }

  /// Takes a species, a segment and an offset, pushes the vector that begins there, of which only
  /// the lanes of a mask are read; the others are zero.
  public void fromSegment(int mask) {
    code.getstatic(MEMORY, "ORDER", ORDER)
        .aload(mask)
        .invokestatic(
            vector,
            "fromMemorySegment",
            MethodTypeDesc.of(vector, SPECIES, SEGMENT, CD_long, ORDER, MASK));
  }

  /// Takes a vector, a segment and an offset; writes the lanes of a mask.
  public void intoSegment(int mask) {
    code.getstatic(MEMORY, "ORDER", ORDER)
        .aload(mask)
        .invokevirtual(
            vector, "intoMemorySegment", MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER, MASK));
  }

  /// Takes a vector, an array and an index; writes the lanes of a mask.
  public void intoArray(int mask) {
    code.aload(mask)
        .invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int, MASK));
  }

  /// Takes a vector and a second one, pushes the result of a method of that name (`add`, `mul`,
  /// `max`).
  public void binary(String name) {
    code.invokevirtual(vector, name, MethodTypeDesc.of(vector, VECTOR));
  }

  /// Takes a and b, `sum = a * b + sum`: with one rounding for floating numbers.
  public void multiplyAdd(int sum) {
    if (element.usesFma()) {
      code.aload(sum).invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
    } else {
      binary("mul");
      code.aload(sum);
      binary("add");
    }
    code.astore(sum);
  }

  /// Takes an array and an index, pushes the element.
  public void loadElement() {
    code.arrayLoad(element.kind());
  }

  /// Takes an array, an index and an element.
  public void storeElement() {
    code.arrayStore(element.kind());
  }

  /// Pushes the element at an offset in a segment.
  public void elementAt(int segment, int at) {
    get(element, segment, at);
  }

  /// Pushes the `int` at an offset in a segment.
  public void intAt(int segment, int at) {
    get(Element.INT, segment, at);
  }

  private void get(Element type, int segment, int at) {
    ClassDesc layout = ClassDesc.of("java.lang.foreign.ValueLayout").nested(type.layoutName());
    code.aload(segment)
        .getstatic(MEMORY, type.name(), layout)
        .lload(at)
        .invokeinterface(SEGMENT, "get", MethodTypeDesc.of(type.scalar(), layout, CD_long));
  }

  /// Writes an element, which `value` pushes, at an offset in a segment.
  public void putElement(int segment, int at, Runnable value) {
    ClassDesc layout = ClassDesc.of("java.lang.foreign.ValueLayout").nested(element.layoutName());
    code.aload(segment).getstatic(MEMORY, element.name(), layout).lload(at);
    value.run();
    code.invokeinterface(
        SEGMENT, "set", MethodTypeDesc.of(CD_void, layout, CD_long, element.scalar()));
  }

  /// Pushes a vector of an integer constant.
  public void broadcast(long value) {
    species();
    pushInteger(value);
    broadcast();
  }

  /// Takes a vector and a second one, pushes their bitwise and, or, exclusive or (`AND`, `OR`,
  /// `XOR`).
  public void bitwise(String operator) {
    int second = newLocals(1)[0];
    code.astore(second)
        .getstatic(OPERATORS, operator, OPERATORS.nested("Associative"))
        .aload(second)
        .invokevirtual(vector, "lanewise", MethodTypeDesc.of(vector, BINARY, VECTOR));
  }

  /// Takes a vector of integers, pushes it shifted right by a constant, copies of the sign coming
  /// in.
  public void shiftRight(int distance) {
    code.getstatic(OPERATORS, "ASHR", BINARY);
    pushInteger(distance);
    code.invokevirtual(vector, "lanewise", MethodTypeDesc.of(vector, BINARY, element.scalar()));
  }

  /// Pushes a vector of the element with the given bits.
  public void broadcastBits(long bits) {
    species();
    switch (element) {
      case FLOAT -> code.loadConstant(Float.intBitsToFloat((int) bits));
      case DOUBLE -> code.loadConstant(Double.longBitsToDouble(bits));
      case INT -> code.loadConstant((int) bits);
      case LONG -> code.loadConstant(bits);
    }
    broadcast();
  }

  private void pushInteger(long value) {
    if (element.size() == 8) {
      code.loadConstant(value);
    } else {
      code.loadConstant((int) value);
    }
  }

  /// Takes two elements, pushes the result of an operator that is named as in [#binary] or
  /// [#bitwise].
  public void scalar(String operator) {
    String prefix =
        switch (element) {
          case FLOAT -> "f";
          case DOUBLE -> "d";
          case INT -> "i";
          case LONG -> "l";
        };
    switch (operator) {
      case "max", "min" ->
          code.invokestatic(
              ClassDesc.of("java.lang.Math"),
              operator,
              MethodTypeDesc.of(element.scalar(), element.scalar(), element.scalar()));
      default ->
          code.with(
              OperatorInstruction.of(Opcode.valueOf((prefix + operator).toUpperCase(Locale.ROOT))));
    }
  }

  /// New local variables for elements.
  public int[] newElements(int count) {
    int[] locals = new int[count];
    Arrays.setAll(locals, i -> code.allocateLocal(element.kind()));
    return locals;
  }

  /// Takes an element and keeps it in a local variable.
  public void store(int local) {
    code.storeLocal(element.kind(), local);
  }

  /// Pushes the element in a local variable.
  public void load(int local) {
    code.loadLocal(element.kind(), local);
  }
}
