package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
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

/// Emits a formula as a flat loop of Vector API calls, in the shape that C2 compiles well: no
/// helper methods, constants and repeated operands broadcast before the loop, raw addresses, a
/// counter of bytes tested at the bottom. `ARCHITECTURE.md` has the measurements behind each of
/// these.
final class VectorEmitter {
  private static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");

  /// C2 has no masks of two lanes there.
  private static final boolean IS_X86 =
      List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

  private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");

  private final CodeBuilder code;
  private final Formula formula;
  private final Graph graph;
  private final KernelFrame frame;
  private final VectorOperations operations;
  private final PackedWords words;
  private final int width;
  private final boolean[] wanted;
  private final boolean[] invariant;
  private int laneNumbers;

  VectorEmitter(CodeBuilder code, Formula formula, long splats) {
    this.code = code;
    this.formula = formula;
    this.graph = formula.graph();
    this.width = formula.width();
    this.frame = new KernelFrame(code, formula, splats, KernelSpecies.lanes(width));
    this.operations = new VectorOperations(code, graph, width);
    this.words = new PackedWords(code, formula, frame, operations, width);
    this.wanted = wanted();
    this.invariant = invariant();
  }

  /// The live nodes, without constants that only count shifts.
  private boolean[] wanted() {
    boolean[] used = new boolean[graph.size()];
    formula.outputs().forEach(output -> used[output] = true);
    if (formula.slow() >= 0) {
      used[formula.slow()] = true;
    }
    for (int i = used.length - 1; i >= 0; i--) {
      if (used[i]) {
        Node node = graph.get(i);
        for (int operand : new int[] {node.a(), node.b(), node.c()}) {
          if (operand >= 0 && !(operand == node.b() && operations.hasConstantCount(node))) {
            used[operand] = true;
          }
        }
      }
    }
    return used;
  }

  /// The nodes that are the same in each turn of the loop.
  private boolean[] invariant() {
    boolean[] fixed = new boolean[graph.size()];
    for (int i = 0; i < fixed.length; i++) {
      fixed[i] = isInvariant(graph.get(i), fixed);
    }
    return fixed;
  }

  private boolean isInvariant(Node node, boolean[] fixed) {
    return switch (node.code()) {
      case Leaf.ARG -> frame.isRepeated((int) node.bits());
      case Leaf.CONST -> true;
      case Leaf.INDEX -> false;
      case Arithmetic _,
          Floating _,
          Bitwise _,
          Shift _,
          Count _,
          Comparison _,
          Truth _,
          Cast _,
          Scalar _ ->
          fixed[node.a()] && (node.b() < 0 || fixed[node.b()]) && (node.c() < 0 || fixed[node.c()]);
    };
  }

  /// Emits the whole method.
  void emit() {
    frame.prologue();
    words.prologue();
    numberLanes();
    compute(true);
    frame.loop(this::body);
    frame.returnAll();
  }

  private void body() {
    compute(false);
    if (formula.slow() >= 0) {
      // before anything is written, since a result may take the place of an operand
      Label fast = code.newLabel();
      operations.pushMask(formula.slow());
      code.invokevirtual(Vectors.MASK, "anyTrue", MethodTypeDesc.of(CD_boolean)).ifeq(fast);
      frame.returnHere();
      code.labelBinding(fast);
    }
    for (int i = 0; i < formula.outputs().size(); i++) {
      store(formula.operands().size() + i, formula.outputs().get(i));
    }
  }

  private void compute(boolean beforeTheLoop) {
    for (int i = 0; i < graph.size(); i++) {
      if (wanted[i] && invariant[i] == beforeTheLoop) {
        Node node = graph.get(i);
        if (node.code() == Leaf.ARG) {
          load((int) node.bits());
        } else if (node.code() == Leaf.INDEX) {
          index();
        } else {
          operations.compute(node);
        }
        operations.keep(i, frame.fresh(1));
      }
    }
  }

  /// The lanes' own numbers, before the loop, if elements are counted.
  private void numberLanes() {
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] && graph.get(i).code() == Leaf.INDEX) {
        operations.pushSpecies(Lane.I32);
        code.iconst_0();
        operations.broadcast(Lane.I32);
        code.iconst_1();
        code.invokevirtual(Vectors.INT, "addIndex", MethodTypeDesc.of(Vectors.INT, CD_int));
        laneNumbers = frame.fresh(1);
        code.astore(laneNumbers);
      }
    }
  }

  private void index() {
    operations.pushSpecies(Lane.I32);
    frame.pushIndex();
    code.l2i();
    operations.broadcast(Lane.I32);
    code.getstatic(Vectors.OPERATORS, "ADD", Vectors.ASSOCIATIVE).aload(laneNumbers);
    MethodTypeDesc type = MethodTypeDesc.of(Vectors.INT, Vectors.BINARY, Vectors.VECTOR);
    code.invokevirtual(Vectors.INT, "lanewise", type);
  }

  private void load(int array) {
    Storage storage = frame.storage(array);
    if (frame.isRepeated(array)) {
      operations.pushSpecies(storage.lane());
      ScalarAccess.load(code, frame, array);
      operations.broadcast(storage.lane());
      return;
    }
    if (!KernelSpecies.exists(storage.size(), width)) {
      words.load(array);
      return;
    }
    operations.pushSpecies(storage);
    frame.pushPlace(array);
    frame.pushOrder();
    MethodTypeDesc type =
        MethodTypeDesc.of(storage.vector(), Vectors.SPECIES, SEGMENT, CD_long, ORDER);
    code.invokestatic(storage.vector(), "fromMemorySegment", type);
    if (storage.isNarrow()) {
      operations.convert(storage.vector(), storage.widening(), storage.lane());
    }
  }

  private void store(int array, int node) {
    Storage storage = frame.storage(array);
    operations.push(node);
    if (!KernelSpecies.exists(storage.size(), width)) {
      words.store(array);
      return;
    }
    if (storage.isNarrow()) {
      operations.narrow(storage);
    }
    frame.pushPlace(array);
    frame.pushOrder();
    MethodTypeDesc type = MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER);
    code.invokevirtual(storage.vector(), "intoMemorySegment", type);
  }

  /// Whether the machine has instructions for all operations of a formula. Where it has none, the
  /// Vector API computes lane by lane on the heap, which is slower than scalar code.
  ///
  /// @param width the width of the widest lane of the loop that it shall be a part of
  static boolean canEmit(Formula formula, int width) {
    boolean[] live = formula.live();
    for (int i = 0; i < live.length; i++) {
      if (live[i] && !canEmit(formula.graph().get(i), formula.graph(), width)) {
        return false;
      }
    }
    return true;
  }

  static boolean canEmit(Node node, Graph graph, int width) {
    boolean masks = KernelSpecies.lanes(width) > 2 || !IS_X86;
    boolean wide = KernelSpecies.bits() == 512;
    return switch (node.code()) {
      case Arithmetic operation ->
          switch (operation) {
            case ADD, SUB, MUL -> true;
            case DIV -> node.lane().isFloating();
            case REM -> false;
          };
      case Truth function ->
          switch (function) {
            case NOT -> true;
            case SELECT -> masks;
          };
      case Cast cast ->
          switch (cast) {
            case BITCAST, EXTEND -> true;
            case CONVERT -> wide || canConvert(graph.lane(node.a()), node.lane());
          };
      case Comparison _ -> masks;
      case Count _ -> wide;
      case Leaf _, Floating _, Bitwise _, Shift _ -> true;
      case Scalar _ -> false;
    };
  }

  /// Whether vectors below 512 bits have the conversion: none between `long`s and floating numbers.
  private static boolean canConvert(Lane from, Lane to) {
    boolean longs = from == Lane.I64 || to == Lane.I64;
    return !longs || from.isFloating() == to.isFloating();
  }

  /// The type of the `int` argument of conversions: the part of a longer result.
  static MethodTypeDesc conversionType() {
    return MethodTypeDesc.of(Vectors.VECTOR, Vectors.CONVERSION, Vectors.SPECIES, CD_int);
  }
}
