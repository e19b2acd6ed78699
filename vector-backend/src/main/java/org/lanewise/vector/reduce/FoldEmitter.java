package org.lanewise.vector.reduce;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.lanewise.vector.kernel.KernelCode.SEGMENT;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.KernelClass;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Species;

/// Writes the [FoldKernel] of a [Fold].
///
/// The parameters of the first three methods stand in the same slots: source 1, at 2, count 4, sums
/// 5, sumsAt 6, factors 7, factorsAt 8.
final class FoldEmitter {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_int, CD_Object, CD_int, SEGMENT, CD_long);
  private static final MethodTypeDesc COMBINE =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_int);

  private static final MethodTypeDesc ROWS =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc STACK =
      MethodTypeDesc.of(CD_void, SEGMENT, CD_long, CD_long, CD_int, CD_Object, CD_int);
  private static final MethodTypeDesc TREE = MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int);
  private static final MethodTypeDesc HALVES = MethodTypeDesc.of(CD_void, CD_Object, CD_int);

  /// Accumulators in registers: enough to hide the latency of an addition, few enough for 16
  /// registers.
  private static final int ACCUMULATORS = 8;

  /// In place of a local variable.
  private static final int NONE = -1;

  private final Fold fold;
  private final Element element;
  private final int lanes;

  private FoldEmitter(Fold fold) {
    this.fold = fold;
    this.element = fold.element();
    this.lanes = Species.BITS / 8 / element.size();
  }

  static FoldKernel emit(Fold fold) {
    return KernelClass.define(
        MethodHandles.lookup(), FoldKernel.class, fold.element(), new FoldEmitter(fold)::methods);
  }

  private void methods(KernelClass type) {
    type.method("lanes", RUN, this::lanes);
    type.method("elements", RUN, code -> elements(code, false));
    type.method("scaled", RUN, code -> elements(code, fold.op() == Fold.Op.DOT));
    type.method("combine", COMBINE, this::combine);
    type.method("halves", HALVES, this::halves);
    type.method("tree", TREE, this::tree);
    if (fold.op() != Fold.Op.DOT) {
      type.method("rows", ROWS, this::rows);
      type.method("stack8", STACK, code -> stack(code, 8));
      type.method("stack4", STACK, code -> stack(code, 4));
    }
  }

  /// Some lanes at a time are held in registers while the run is read; a machine with narrow
  /// vectors reads it several times, from the first-level cache.
  private void lanes(KernelCode code) {
    Run run = new Run(code, 5, 7);
    int vectors = ReductionOrder.LANES / lanes;
    int zero = code.constant(0);
    for (int first = 0; first < vectors; first += ACCUMULATORS) {
      int[] sums = code.newLocals(Math.min(ACCUMULATORS, vectors - first));
      int start = first * lanes;
      for (int v = 0; v < sums.length; v++) {
        code.species().aload(run.sums);
        code.index(6, zero, 1, start + v * lanes);
        code.fromArray();
        code.code().astore(sums[v]);
      }
      code.loop(4, ReductionOrder.LANES, i -> run.foldLanes(i, start, sums));
      for (int v = 0; v < sums.length; v++) {
        code.code().aload(sums[v]).aload(run.sums);
        code.index(6, zero, 1, start + v * lanes);
        code.intoArray();
      }
    }
  }

  private void elements(KernelCode code, boolean scaled) {
    Run run = new Run(code, 5, 7);
    int factor = scaled ? code.newLocals(1)[0] : NONE;
    if (scaled) {
      code.species();
      code.elementAt(run.factors, 8);
      code.broadcast();
      code.code().astore(factor);
    }
    int sum = code.newLocals(1)[0];
    code.loop(
        4,
        lanes,
        i -> {
          code.species().aload(run.sums);
          code.index(6, i, 1, 0);
          code.fromArray();
          code.code().astore(sum);
          run.load(2, i, 0);
          run.fold(factor, i, 0, sum);
          code.code().aload(sum).aload(run.sums);
          code.index(6, i, 1, 0);
          code.intoArray();
        });
  }

  private void combine(KernelCode code) {
    int sums = code.array(1);
    int bound = code.roundUp(4, lanes);
    code.loop(
        bound,
        lanes,
        i -> {
          code.species().aload(sums);
          code.index(2, i, 1, 0);
          code.fromArray();
          code.species().aload(sums);
          code.index(3, i, 1, 0);
          code.fromArray();
          operate(code);
          code.code().aload(sums);
          code.index(2, i, 1, 0);
          code.intoArray();
        });
  }

  /// Vector by vector down to one, and then element by element, in registers: vectors that begin
  /// within one just written would wait for it to reach the cache.
  private void halves(KernelCode code) {
    int sums = code.array(1);
    int zero = code.constant(0);
    int[] vectors = code.newLocals(ReductionOrder.LANES / lanes);
    for (int v = 0; v < vectors.length; v++) {
      code.species().aload(sums);
      code.index(2, zero, 1, v * lanes);
      code.fromArray();
      code.code().astore(vectors[v]);
    }
    halves(code, vectors, sums, 2, zero);
  }

  private void halves(KernelCode code, int[] vectors, int sums, int at, int zero) {
    for (int half = vectors.length / 2; half >= 1; half /= 2) {
      for (int v = 0; v < half; v++) {
        code.code().aload(vectors[v]).aload(vectors[v + half]);
        operate(code);
        code.code().astore(vectors[v]);
      }
    }
    code.code().aload(vectors[0]).aload(sums).iload(at);
    code.intoArray();
    elementHalves(code, sums, at, zero);
  }

  private void elementHalves(KernelCode code, int sums, int at, int zero) {
    int[] elements = code.newElements(lanes);
    TypeKind kind = element.kind();
    for (int i = 0; i < lanes; i++) {
      code.code().aload(sums);
      code.index(at, zero, 1, i);
      code.loadElement();
      code.code().storeLocal(kind, elements[i]);
    }
    for (int half = lanes / 2; half >= 1; half /= 2) {
      for (int i = 0; i < half; i++) {
        code.code().loadLocal(kind, elements[i]).loadLocal(kind, elements[i + half]);
        code.scalar(name());
        code.code().storeLocal(kind, elements[i]);
      }
    }
    code.code().aload(sums).iload(at).loadLocal(kind, elements[0]).arrayStore(kind);
  }

  /// Parameters: source 1, at 2, rowStep 4, rows 6, count 7, sums 8, sumsAt 9.
  private void rows(KernelCode code) {
    Run run = new Run(code, 8, NONE);
    int zero = code.constant(0);
    int identity = code.newLocals(1)[0];
    code.broadcastBits(fold.identityBits());
    code.code().astore(identity);
    code.loop(
        6,
        1,
        row -> {
          row(code, run, identity, zero);
          code.advance(2, 4);
          code.code().iinc(9, 1);
        });
  }

  /// One row: as many lanes at a time as registers hold.
  private void row(KernelCode code, Run run, int identity, int zero) {
    int vectors = ReductionOrder.LANES / lanes;
    int[] sums = code.newLocals(vectors);
    for (int first = 0; first < vectors; first += ACCUMULATORS) {
      int some = Math.min(ACCUMULATORS, vectors - first);
      int[] held = Arrays.copyOfRange(sums, first, first + some);
      int start = first * lanes;
      for (int sum : held) {
        code.code().aload(identity).astore(sum);
      }
      int i = code.loop(7, ReductionOrder.LANES, at -> run.foldLanes(at, start, held));
      Label end = code.code().newLabel();
      for (int v = 0; v < some; v++) {
        code.code().iload(i).loadConstant(start + (v + 1) * lanes).iadd().iload(7).if_icmpgt(end);
        run.load(2, i, start + v * lanes);
        run.fold(NONE, i, start + v * lanes, held[v]);
      }
      code.code().labelBinding(end);
    }
    halves(code, sums, run.sums, 9, zero);
  }

  /// Parameters: source 1, at 2, step 4, count 6, sums 7, sumsAt 8.
  private void stack(KernelCode code, int height) {
    Run run = new Run(code, 7, NONE);
    int[] starts = new int[height];
    starts[0] = 2;
    for (int k = 1; k < height; k++) {
      starts[k] = code.newLong();
      code.code().lload(starts[k - 1]).lload(4).ladd().lstore(starts[k]);
    }
    int sum = code.newLocals(1)[0];
    code.loop(
        6,
        lanes,
        i -> {
          code.species().aload(run.sums);
          code.index(8, i, 1, 0);
          code.fromArray();
          code.code().astore(sum);
          for (int start : starts) {
            run.load(start, i, 0);
            run.fold(NONE, i, 0, sum);
          }
          code.code().aload(sum).aload(run.sums);
          code.index(8, i, 1, 0);
          code.intoArray();
        });
  }

  /// `for (step = 1; step < count; step *= 2) for (i = 0; i + step < count; i += 2 * step) sums[i]
  /// ∘= sums[i + step]`. Parameters: sums 1, at 2, count 3.
  private void tree(KernelCode code) {
    int sums = code.array(1);
    CodeBuilder body = code.code();
    TypeKind kind = element.kind();
    int step = code.constant(1);
    int i = code.constant(0);
    Label level = body.newLabel();
    Label pair = body.newLabel();
    Label next = body.newLabel();
    Label end = body.newLabel();
    body.labelBinding(level).iload(step).iload(3).if_icmpge(end).iconst_0().istore(i);
    body.labelBinding(pair).iload(i).iload(step).iadd().iload(3).if_icmpge(next);
    body.aload(sums).iload(2).iload(i).iadd();
    body.aload(sums).iload(2).iload(i).iadd().arrayLoad(kind);
    body.aload(sums).iload(2).iload(i).iadd().iload(step).iadd().arrayLoad(kind);
    code.scalar(name());
    body.arrayStore(kind);
    body.iload(i).iload(step).iadd().iload(step).iadd().istore(i).goto_(pair);
    body.labelBinding(next).iload(step).iload(step).iadd().istore(step).goto_(level);
    body.labelBinding(end);
  }

  private String name() {
    return switch (fold.op()) {
      case SUM, DOT -> "add";
      case PROD -> "mul";
      case MAX -> "max";
      case MIN -> "min";
      case AND -> "and";
      case OR -> "or";
      case XOR -> "xor";
    };
  }

  /// Takes two vectors, pushes the result of the operator.
  private void operate(KernelCode code) {
    switch (fold.op()) {
      case SUM, DOT, PROD, MAX, MIN -> code.binary(name());
      case AND, OR, XOR -> code.bitwise(fold.op().name());
    }
  }

  /// The parameters of a method that reads a run.
  private final class Run {
    private final KernelCode code;
    private final int source;
    private final int sums;
    private final int factors;
    private final int mask;
    private final int shift;

    /// @param sums the parameter of the sums
    /// @param factors that of the factors, or `NONE`
    Run(KernelCode code, int sums, int factors) {
      this.code = code;
      this.source = code.segment(1);
      this.sums = code.array(sums);
      this.factors = factors == NONE ? NONE : code.segment(factors);
      this.mask = code.newLocals(1)[0];
      this.shift = code.newLocals(1)[0];
      boolean wide = element.size() == 8;
      switch (fold.key()) {
        case NONE -> {}
        case UNSIGNED -> constant(mask, wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
        case NAN_HIGH, NAN_LOW -> {
          constant(mask, wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
          constant(shift, wide ? fold.key().shift64() : fold.key().shift32());
        }
      }
    }

    private void constant(int local, long value) {
      code.broadcast(value);
      code.code().astore(local);
    }

    /// Pushes element `i + offset` of what begins at `at`, as it is folded.
    void load(int at, int i, int offset) {
      code.species().aload(source);
      code.address(at, i, offset);
      code.fromSegment();
      switch (fold.key()) {
        case NONE -> {}
        case UNSIGNED -> {
          code.code().aload(mask);
          code.bitwise("XOR");
        }
        case NAN_HIGH, NAN_LOW -> {
          code.code().dup();
          code.shiftRight(element.size() * 8 - 1);
          code.code().aload(mask);
          code.bitwise("AND");
          code.bitwise("XOR");
          code.code().aload(shift);
          code.binary("sub");
        }
      }
    }

    /// Folds elements from `i + start` on into lanes.
    void foldLanes(int i, int start, int... sums) {
      for (int v = 0; v < sums.length; v++) {
        load(2, i, start + v * lanes);
        fold(NONE, i, start + v * lanes, sums[v]);
      }
    }

    /// Takes a vector x, `sum = x ∘ sum`; the sum is an argument and never the receiver. In a
    /// product of two runs the factor is in a local variable, or `factors[i + offset]`.
    void fold(int factor, int i, int offset, int sum) {
      if (fold.op() == Fold.Op.DOT) {
        pushFactor(factor, i, offset);
        code.multiplyAdd(sum);
      } else {
        code.code().aload(sum);
        operate(code);
        code.code().astore(sum);
      }
    }

    private void pushFactor(int factor, int i, int offset) {
      if (factor != NONE) {
        code.code().aload(factor);
        return;
      }
      code.species().aload(factors);
      code.address(8, i, offset);
      code.fromSegment();
    }
  }
}
