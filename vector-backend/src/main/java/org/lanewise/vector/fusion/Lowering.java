package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.Vectorization;

/// Turns equations into operations: what only looks at memory in another way becomes a view, what
/// computes element by element a map, folds of last axes row folds, and all else a call of the
/// primitive's own kernel.
final class Lowering {
  /// Counts along longer axes are not kept with the program.
  private static final long LONGEST_COUNT = 1 << 14;

  private static final int MOST_OPERANDS = 16;

  private final Function<Jaxpr, Executable> single;
  private final List<Value> values = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();

  /// Variables are equal if they are identical, literals if they are the same number.
  private final Map<Atom, Value> bound = new HashMap<>();

  /// How many equations read an atom; that it is a result counts as one more.
  private final Map<Atom, Integer> readers = new HashMap<>();

  /// What is computed element by element and read more than once.
  private final Set<Value> shared = new HashSet<>();

  /// Products that are made the other way.
  private final Set<Atom.Var> turned = new HashSet<>();

  /// What computes a root element by element.
  private final Map<Value, Operation.Map> producers = new HashMap<>();

  /// What was computed of which values: it is computed once.
  private final Map<Applied, List<Value>> known = new HashMap<>();

  /// What makes numbers of elements.
  private final Map<Value, Operation.Map> counts = new HashMap<>();

  /// The numbers of elements that some operation reads already.
  private final Set<Value> taken = new HashSet<>();

  private record Applied(Primitive primitive, List<Value> operands) {}

  private Lowering(Function<Jaxpr, Executable> single) {
    this.single = single;
  }

  /// Lowers a program.
  ///
  /// @param single prepares a program of one equation
  static Lowered lower(Jaxpr program, Function<Jaxpr, Executable> single) {
    Lowering lowering = new Lowering(single);
    List<Value> parameters = new ArrayList<>();
    program.constants().forEach(atom -> parameters.add(lowering.bind(atom)));
    program.inputs().forEach(atom -> parameters.add(lowering.bind(atom)));
    lowering.addAll(program);
    List<Value> outputs = program.outputs().stream().map(lowering::value).toList();
    return new Lowered(lowering.values, parameters, lowering.live(outputs), outputs);
  }

  private void addAll(Jaxpr program) {
    turned.addAll(TurnedProducts.of(program));
    program.outputs().forEach(atom -> readers.merge(atom, 1, Integer::sum));
    for (Equation equation : program.equations()) {
      new HashSet<>(equation.inputs()).forEach(atom -> readers.merge(atom, 1, Integer::sum));
    }
    program.equations().forEach(this::add);
  }

  /// The operations that the outputs need.
  private List<Operation> live(List<Value> outputs) {
    Set<Value> needed = new HashSet<>();
    outputs.forEach(output -> needed.add(output.root()));
    List<Operation> live = new ArrayList<>();
    for (Operation operation : operations.reversed()) {
      if (operation.hasEffect() || operation.results().stream().anyMatch(needed::contains)) {
        operation.operands().forEach(operand -> needed.add(operand.root()));
        live.add(operation);
      }
    }
    return live.reversed();
  }

  private Value bind(Atom.Var variable) {
    Value value = fresh(variable.type());
    bound.put(variable, value);
    return value;
  }

  /// A new root.
  Value fresh(ArrayType type) {
    Value value = Value.root(values.size(), type);
    values.add(value);
    return value;
  }

  private Value constant(Strided elements) {
    Value value = Value.constant(values.size(), elements);
    values.add(value);
    return value;
  }

  private Value value(Atom atom) {
    return switch (atom) {
      case Atom.Var variable -> {
        Value value = bound.get(variable);
        if (value == null) {
          throw new AssertionError("a variable is read before it is bound: " + variable);
        }
        yield value;
      }
      case Atom.Literal literal ->
          bound.computeIfAbsent(
              literal, _ -> constant(Transfer.scalar(literal.dtype(), literal.bits())));
    };
  }

  private void add(Equation equation) {
    List<Value> operands = equation.inputs().stream().map(this::value).toList();
    if (Effects.has(equation.primitive())) {
      call(equation, operands);
      return;
    }
    Applied applied = new Applied(KernelCache.canonical(equation.primitive()), operands);
    List<Value> same = known.get(applied);
    if (same == null) {
      compute(equation, operands);
      known.put(applied, equation.outputs().stream().map(this::value).toList());
      return;
    }
    for (int i = 0; i < same.size(); i++) {
      bound.put(equation.outputs().get(i), same.get(i));
    }
  }

  private void compute(Equation equation, List<Value> operands) {
    boolean done =
        switch (equation.primitive()) {
          case Elementwise elementwise ->
              isIdentity(elementwise, operands)
                  ? alias(equation, operands.get(0))
                  : map(equation, operands);
          case Shaping.Iota iota -> count(equation, iota);
          case Shaping.BitcastConvert _ -> map(equation, operands);
          case Shaping _ -> view(equation, operands);
          case Reducing reducing -> fold(reducing, operands.get(0), equation);
          case Combining.Threefry2x32 _ -> map(equation, operands);
          case Structured.Call(_, Jaxpr program) -> inline(program, equation, operands);
          case Structured.Checkpoint checkpoint -> inline(checkpoint.program(), equation, operands);
          case Structured.CustomCall custom -> inline(custom.program(), equation, operands);
          case Structured.Cond _, Structured.While _, Structured.Scan _ -> false;
          case Combining.DotGeneral product ->
              OuterProducts.add(this, product, equation, operands)
                  || turned.contains(equation.outputs().get(0))
                      && TurnedProducts.add(this, product, equation, operands);
          case Combining.Sort _, Combining.TopK _ -> false;
          case Windowing _, Indexing _, Collective _, Callback _ -> false;
        };
    if (!done) {
      call(equation, operands);
    }
  }

  private boolean fold(Reducing reducing, Value operand, Equation equation) {
    return ShortFolds.add(this, reducing, operand, equation)
        || RowFolds.add(this, reducing, operand, equation);
  }

  /// A program that is merely called becomes a part of this one.
  private boolean inline(Jaxpr program, Equation equation, List<Value> operands) {
    for (int i = 0; i < operands.size(); i++) {
      bound.put(program.inputs().get(i), operands.get(i));
    }
    addAll(program);
    for (int i = 0; i < equation.outputs().size(); i++) {
      bound.put(equation.outputs().get(i), value(program.outputs().get(i)));
    }
    return true;
  }

  private static boolean isIdentity(Elementwise primitive, List<Value> operands) {
    return primitive instanceof Elementwise.StopGradient
        || primitive instanceof Elementwise.Name
        || primitive instanceof Elementwise.Convert(DType dtype, _)
            && dtype == operands.get(0).type().dtype();
  }

  private boolean alias(Equation equation, Value operand) {
    bound.put(equation.outputs().get(0), operand);
    return true;
  }

  private boolean view(Equation equation, List<Value> operands) {
    if (operands.size() != 1) {
      return false;
    }
    Atom.Var output = equation.outputs().get(0);
    Value view = view(equation.primitive(), operands.get(0), output.type());
    if (view != null) {
      bound.put(output, view);
    }
    return view != null;
  }

  private @Nullable Value view(Primitive primitive, Value of, ArrayType type) {
    Value view = Value.view(values.size(), type, of, primitive);
    if (view == null) {
      return null;
    }
    if (view.isWhole() && view.type().shape().equals(view.root().type().shape())) {
      return view.root();
    }
    values.add(view);
    return view;
  }

  /// A count is a short constant that is repeated along the other axes, or the number of the
  /// element if there are none.
  private boolean count(Equation equation, Shaping.Iota iota) {
    long n = iota.shape().get(iota.dimension());
    if (n > LONGEST_COUNT && n <= Integer.MAX_VALUE && n == iota.shape().size()) {
      Primitive index = new Shaping.Iota(iota.dtype(), Shape.of(1), 0);
      Vectorization cost = Vectorization.of(index, List.of()).orElseThrow();
      Value numbers = bind(equation.outputs().get(0));
      Operation.Map count = new Operation.Map(index, List.of(), List.of(numbers), cost);
      map(count);
      counts.put(numbers, count);
      return true;
    }
    if (n > LONGEST_COUNT || iota.shape().size() == 0) {
      return false;
    }
    Jaxpr line = Jaxpr.of(new Shaping.Iota(iota.dtype(), Shape.of(n), 0), List.of());
    Value counts = constant(single.apply(line).execute()[0]);
    Primitive repeat = new Shaping.BroadcastInDim(iota.shape(), Axes.of(iota.dimension()));
    Atom.Var output = equation.outputs().get(0);
    Value view = view(repeat, counts, output.type());
    if (view == null) {
      throw new AssertionError("a line can be repeated: " + iota);
    }
    bound.put(output, view);
    return true;
  }

  private boolean map(Equation equation, List<Value> operands) {
    List<DType> types = types(operands);
    boolean empty = equation.outputs().get(0).type().size() == 0;
    if (empty || operands.size() > MOST_OPERANDS) {
      return false;
    }
    Primitive primitive = KernelCache.canonical(equation.primitive());
    Optional<Vectorization> cost = Vectorization.of(primitive, types);
    if (cost.isEmpty()) {
      return false;
    }
    List<Value> own = operands.stream().map(this::counted).toList();
    List<Value> results = equation.outputs().stream().map(this::bind).toList();
    map(new Operation.Map(primitive, own, results, cost.get()));
    for (Atom.Var output : equation.outputs()) {
      if (readers.getOrDefault(output, 0) > 1) {
        shared.add(value(output));
      }
    }
    return true;
  }

  /// Whether a root that is computed element by element is read more than once.
  boolean isShared(Value value) {
    return shared.contains(value);
  }

  private static List<DType> types(List<Value> operands) {
    return operands.stream().map(operand -> operand.type().dtype()).toList();
  }

  private void map(Operation.Map map) {
    operations.add(map);
    map.results().forEach(result -> producers.put(result, map));
  }

  /// The operation that computes a root element by element, if one does.
  Operation.@Nullable Map producer(Value value) {
    return producers.get(value);
  }

  /// Says what an equation's output is.
  void bind(Atom.Var output, Value value) {
    bound.put(output, value);
  }

  /// A number.
  Value scalar(DType dtype, double value) {
    return value(new Atom.Literal(dtype, false, ScalarBits.of(dtype, value)));
  }

  /// Adds an elementwise operation of one result, unless it is known.
  Value map(Primitive primitive, List<Value> operands, ArrayType type) {
    Vectorization cost = Vectorization.of(primitive, types(operands)).orElseThrow();
    return maps(primitive, operands, List.of(type), cost).get(0);
  }

  /// Adds what an operation computes, of other operands in another shape, unless it is known.
  List<Value> maps(Operation.Map like, List<Value> operands, Shape shape) {
    List<ArrayType> types =
        like.results().stream().map(each -> new ArrayType(each.type().dtype(), shape)).toList();
    return maps(like.primitive(), operands, types, like.cost());
  }

  private List<Value> maps(
      Primitive primitive, List<Value> operands, List<ArrayType> types, Vectorization cost) {
    Applied applied = new Applied(primitive, operands);
    List<Value> same = known.get(applied);
    if (same == null) {
      same = types.stream().map(this::fresh).toList();
      map(new Operation.Map(primitive, operands, same, cost));
      known.put(applied, same);
    }
    return same;
  }

  /// A view that is known to exist; the same one for the same view.
  Value viewOf(Primitive primitive, Value of, ArrayType type) {
    Applied applied = new Applied(primitive, List.of(of));
    List<Value> same = known.get(applied);
    if (same == null) {
      Value view = view(primitive, of, type);
      if (view == null) {
        throw new AssertionError("a view of any layout: " + primitive);
      }
      same = List.of(view);
      known.put(applied, same);
    }
    return same.get(0);
  }

  /// The operand, or the same again if it is the number of the element and another operation reads
  /// that: counting costs less than to write numbers in one loop and read them in the next.
  private Value counted(Value operand) {
    Value root = operand.root();
    Operation.Map count = counts.get(root);
    if (count == null || taken.add(root)) {
      return operand;
    }
    Value numbers = fresh(root.type());
    map(new Operation.Map(count.primitive(), List.of(), List.of(numbers), count.cost()));
    return again(operand, numbers);
  }

  /// The same view of another root.
  private Value again(Value value, Value root) {
    Value of = value.of();
    if (of == null) {
      return root;
    }
    Value view = view(value.movement(), again(of, root), value.type());
    if (view == null) {
      throw new AssertionError("what was a view is one of a like value: " + value.type());
    }
    return view;
  }

  /// Adds a conversion, unless the value has the type.
  Value converted(Value value, DType dtype) {
    if (value.type().dtype() == dtype) {
      return value;
    }
    Value result = fresh(new ArrayType(dtype, value.type().shape()));
    convert(value, result);
    return result;
  }

  private void convert(Value from, Value to) {
    Primitive convert = new Elementwise.Convert(to.type().dtype(), false);
    Vectorization cost = Vectorization.of(convert, List.of(from.type().dtype())).orElseThrow();
    map(new Operation.Map(convert, List.of(from), List.of(to), cost));
  }

  /// Adds a fold whose result is rounded to the type of an equation's output.
  void fold(Equation equation, Function<Value, Operation.RowFold> fold, DType computed) {
    Atom.Var output = equation.outputs().get(0);
    ArrayType type = output.type();
    Value sums = fresh(new ArrayType(computed, type.shape()));
    operations.add(fold.apply(sums));
    bound.put(output, converted(sums, type.dtype()));
  }

  private void call(Equation equation, List<Value> operands) {
    List<Value> results = equation.outputs().stream().map(this::bind).toList();
    call(equation.primitive(), equation.inputTypes(), operands, results);
  }

  /// Adds a call.
  void call(Primitive primitive, List<ArrayType> types, List<Value> operands, List<Value> results) {
    Executable executable = single.apply(Jaxpr.of(primitive, types));
    operations.add(new Operation.Call(primitive, executable, operands, results));
  }
}
