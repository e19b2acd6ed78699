package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Count;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Code.Scalar;
import org.lanewise.vector.codegen.Code.Shift;
import org.lanewise.vector.codegen.Code.Truth;
import org.lanewise.vector.kernel.KernelCode;

/// Emits the Vector API call of each operation of [Code]; values are kept in local variables.
///
/// Masks belong to the species of what was compared; where they select among lanes of another type
/// they are cast, which costs nothing between types of one width.
public final class VectorOperations {
  private static final ClassDesc SPECIES = KernelSpecies.owner();

  private final CodeBuilder code;
  private final Graph graph;
  private final int width;
  private final int[] locals;
  private final Lane[] homes;

  /// Prepares the emission of a graph.
  ///
  /// @param width the width of the widest lane: 32 or 64
  public VectorOperations(CodeBuilder code, Graph graph, int width) {
    this.code = code;
    this.graph = graph;
    this.width = width;
    this.locals = new int[graph.size()];
    this.homes = new Lane[graph.size()];
    for (int i = 0; i < homes.length; i++) {
      Node node = graph.get(i);
      homes[i] = node.lane();
      if (node.lane() == Lane.MASK && node.a() >= 0) {
        homes[i] = homes[node.a()];
      }
    }
  }

  /// Pops the value of a node into a local variable.
  public void keep(int node, int local) {
    locals[node] = local;
    code.astore(local);
  }

  /// Pushes the vector of a node.
  public void push(int node) {
    code.aload(locals[node]);
  }

  /// Pushes the mask of a truth value, as the species of what was compared.
  public void pushMask(int node) {
    code.aload(locals[node]);
  }

  private void pushMask(int node, Lane lane) {
    code.aload(locals[node]);
    if (homes[node] != lane) {
      pushSpecies(lane);
      MethodTypeDesc type = MethodTypeDesc.of(Vectors.MASK, Vectors.SPECIES);
      code.invokevirtual(Vectors.MASK, "cast", type);
    }
  }

  /// Pushes the species of a lane type.
  public void pushSpecies(Lane lane) {
    String name =
        switch (lane) {
          case F32 -> "FLOAT_";
          case F64 -> "DOUBLE_";
          case I32 -> "INT_";
          case I64 -> "LONG_";
          case MASK -> throw new AssertionError("truth values have no species of their own");
        };
    code.getstatic(SPECIES, name + width, Vectors.SPECIES);
  }

  /// Pushes the species of elements in memory.
  public void pushSpecies(Storage storage) {
    code.getstatic(SPECIES, storage.layout() + "_" + width, Vectors.SPECIES);
  }

  /// Pops a species and a scalar, pushes the vector that repeats the scalar.
  public void broadcast(Lane lane) {
    MethodTypeDesc type = MethodTypeDesc.of(lane.vector(), Vectors.SPECIES, lane.scalar());
    code.invokestatic(lane.vector(), "broadcast", type);
    exact(lane);
  }

  private void exact(Lane lane) {
    pushSpecies(lane);
    KernelCode.exact(code, lane.vector());
  }

  private void blend(Lane lane) {
    MethodTypeDesc type = MethodTypeDesc.of(lane.vector(), Vectors.VECTOR, Vectors.MASK);
    code.invokevirtual(lane.vector(), "blend", type);
  }

  /// Converts the vector on the stack.
  public void convert(ClassDesc from, String conversion, Lane to) {
    code.getstatic(Vectors.OPERATORS, conversion, Vectors.CONVERSION);
    pushSpecies(to);
    code.iconst_0().invokevirtual(from, "convertShape", VectorEmitter.conversionType());
    exact(to);
  }

  /// Converts 32-bit lanes on the stack to elements in memory.
  public void narrow(Storage storage) {
    code.getstatic(Vectors.OPERATORS, storage.narrowing(), Vectors.CONVERSION);
    pushSpecies(storage);
    code.iconst_0().invokevirtual(Vectors.INT, "convertShape", VectorEmitter.conversionType());
    code.checkcast(storage.vector());
  }

  /// Whether a node shifts or rotates by a constant, which is then no vector.
  public boolean hasConstantCount(Node node) {
    return node.code() instanceof Shift && graph.get(node.b()).code() == Leaf.CONST;
  }

  /// Emits the computation of a node, arguments excepted; its value is left on the stack.
  public void compute(Node node) {
    switch (node.code()) {
      case Leaf leaf -> leaf(leaf, node);
      case Arithmetic operation -> arithmetic(operation, node);
      case Bitwise operation -> bitwise(operation, node);
      case Shift operation -> shift(operation, node);
      case Floating function -> floating(function, node);
      case Count count -> count(count, node);
      case Comparison comparison -> compare(comparison, node);
      case Truth function -> truth(function, node);
      case Cast cast -> cast(cast, node);
      case Scalar _ -> throw impossible(node);
    }
  }

  private static AssertionError impossible(Node node) {
    return new AssertionError("no vector operation: " + node);
  }

  private void leaf(Leaf leaf, Node node) {
    switch (leaf) {
      case ARG, INDEX -> throw impossible(node);
      case CONST -> constant(node);
    }
  }

  private void constant(Node node) {
    pushSpecies(node.lane());
    switch (node.lane()) {
      case F32 -> code.loadConstant(Float.intBitsToFloat((int) node.bits()));
      case F64 -> code.loadConstant(Double.longBitsToDouble(node.bits()));
      case I32 -> code.loadConstant((int) node.bits());
      case I64 -> code.loadConstant(node.bits());
      case MASK -> throw new AssertionError("truth values are never constant");
    }
    broadcast(node.lane());
  }

  private void operator(String name, ClassDesc kind) {
    code.getstatic(Vectors.OPERATORS, name, kind);
  }

  private void lanewise(Lane lane, ClassDesc... operands) {
    code.invokevirtual(lane.vector(), "lanewise", MethodTypeDesc.of(lane.vector(), operands));
  }

  private void arithmetic(Arithmetic operation, Node node) {
    switch (operation) {
      case ADD -> associative(node, "ADD");
      case MUL -> associative(node, "MUL");
      case SUB -> binary(node, "SUB");
      case DIV -> binary(node, "DIV");
      case REM -> throw impossible(node);
    }
  }

  private void floating(Floating function, Node node) {
    switch (function) {
      case FMA -> fma(node);
      case NEG -> unary(node, "NEG");
      case ABS -> unary(node, "ABS");
      case SQRT -> unary(node, "SQRT");
    }
  }

  private void count(Count count, Node node) {
    switch (count) {
      case BITS -> unary(node, "BIT_COUNT");
      case CLZ -> unary(node, "LEADING_ZEROS_COUNT");
    }
  }

  private void unary(Node node, String name) {
    push(node.a());
    operator(name, Vectors.UNARY);
    lanewise(node.lane(), Vectors.UNARY);
  }

  private void associative(Node node, String name) {
    associative(node, name, node.lane());
  }

  private void associative(Node node, String name, Lane lane) {
    push(node.a());
    operator(name, Vectors.ASSOCIATIVE);
    push(node.b());
    lanewise(lane, Vectors.BINARY, Vectors.VECTOR);
  }

  private void binary(Node node, String name) {
    push(node.a());
    operator(name, Vectors.BINARY);
    push(node.b());
    lanewise(node.lane(), Vectors.BINARY, Vectors.VECTOR);
  }

  private void fma(Node node) {
    push(node.a());
    operator("FMA", Vectors.TERNARY);
    push(node.b());
    push(node.c());
    lanewise(node.lane(), Vectors.TERNARY, Vectors.VECTOR, Vectors.VECTOR);
  }

  private void bitwise(Bitwise operation, Node node) {
    if (node.lane() != Lane.MASK) {
      associative(node, operation.name());
      return;
    }
    String name =
        switch (operation) {
          case AND -> "and";
          case OR -> "or";
          case XOR -> "xor";
        };
    pushMask(node.a());
    pushMask(node.b(), homes[node.a()]);
    code.invokevirtual(Vectors.MASK, name, MethodTypeDesc.of(Vectors.MASK, Vectors.MASK));
  }

  private void shift(Shift operation, Node node) {
    String name =
        switch (operation) {
          case SHL -> "LSHL";
          case SHR -> "ASHR";
          case USHR -> "LSHR";
          case ROL -> "ROL";
        };
    push(node.a());
    operator(name, Vectors.BINARY);
    if (hasConstantCount(node)) {
      long count = graph.get(node.b()).bits();
      if (node.lane() == Lane.I64) {
        code.loadConstant(count);
        lanewise(node.lane(), Vectors.BINARY, CD_long);
      } else {
        code.loadConstant((int) count);
        lanewise(node.lane(), Vectors.BINARY, CD_int);
      }
      return;
    }
    push(node.b());
    Lane count = graph.lane(node.b());
    if (count != node.lane()) {
      convert(count.vector(), letter(count) + "2" + letter(node.lane()), node.lane());
    }
    lanewise(node.lane(), Vectors.BINARY, Vectors.VECTOR);
  }

  private void compare(Comparison comparison, Node node) {
    Lane lane = graph.lane(node.a());
    push(node.a());
    operator(comparison.name(), Vectors.COMPARISON);
    push(node.b());
    MethodTypeDesc type = MethodTypeDesc.of(Vectors.MASK, Vectors.COMPARISON, Vectors.VECTOR);
    code.invokevirtual(lane.vector(), "compare", type);
  }

  private void truth(Truth function, Node node) {
    switch (function) {
      case NOT -> {
        pushMask(node.a());
        code.invokevirtual(Vectors.MASK, "not", MethodTypeDesc.of(Vectors.MASK));
      }
      case SELECT -> select(node);
    }
  }

  /// The smaller or larger of two integers is one instruction.
  private void select(Node node) {
    Node mask = graph.get(node.a());
    boolean sameOrder = mask.a() == node.b() && mask.b() == node.c();
    if (node.lane() == Lane.I32 && sameOrder && mask.code() == Comparison.LT) {
      associative(mask, "MIN", node.lane());
      return;
    }
    if (node.lane() == Lane.I32 && sameOrder && mask.code() == Comparison.GT) {
      associative(mask, "MAX", node.lane());
      return;
    }
    push(node.c());
    push(node.b());
    pushMask(node.a(), node.lane());
    blend(node.lane());
  }

  private void cast(Cast cast, Node node) {
    switch (cast) {
      case BITCAST -> bitcast(node);
      case CONVERT -> {
        push(node.a());
        Lane from = graph.lane(node.a());
        if (from != node.lane()) {
          convert(from.vector(), letter(from) + "2" + letter(node.lane()), node.lane());
        }
      }
      case EXTEND -> {
        push(node.a());
        convert(Vectors.INT, "ZERO_EXTEND_I2L", Lane.I64);
      }
    }
  }

  private void bitcast(Node node) {
    Lane from = graph.lane(node.a());
    String name =
        switch (node.lane()) {
          case F32 -> "reinterpretAsFloats";
          case F64 -> "reinterpretAsDoubles";
          case I32 -> "reinterpretAsInts";
          case I64 -> "reinterpretAsLongs";
          case MASK -> throw new AssertionError("truth values have no bits");
        };
    push(node.a());
    code.invokevirtual(from.vector(), name, MethodTypeDesc.of(node.lane().vector()));
    exact(node.lane());
  }

  private static String letter(Lane lane) {
    return switch (lane) {
      case F32 -> "F";
      case F64 -> "D";
      case I32 -> "I";
      case I64 -> "L";
      case MASK -> throw new AssertionError("truth values are not converted");
    };
  }
}
