package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.ElementFormulas;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Lane;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.loops.LoopBody.Element;

/// Writes a program on small arrays out, element by element: what moves elements disappears, and
/// what computes them becomes nodes of one graph.
///
/// A value is the nodes of its elements in row-major order, each as memory would hold it. What has
/// no such form (loops, calls of Java functions, sorting, large arrays) gives null.
final class Unrolling {
  /// The elements of a value.
  static final int MOST_ELEMENTS = 320;

  /// The nodes of a body: more do not fit in a method that the JVM compiles.
  private static final int MOST_NODES = 8_000;

  /// The steps of a loop inside, which are written out one after the other.
  private static final long MOST_STEPS = 16;

  private final Graph graph = new Graph();
  private final ElementFormulas formulas;
  private final List<Element> arguments = new ArrayList<>();

  Unrolling(Form form) {
    this.formulas = new ElementFormulas(graph, form);
  }

  /// The nodes.
  Graph graph() {
    return graph;
  }

  /// The element that each argument of the graph is.
  List<Element> arguments() {
    return arguments;
  }

  /// The nodes that say whether the step must be computed otherwise.
  List<Integer> guards() {
    return formulas.guards();
  }

  /// Whether arrays of a type can be written out.
  static boolean isSmall(ArrayType type) {
    return type.size() <= MOST_ELEMENTS && !type.dtype().isComplex();
  }

  /// The elements of an array in memory.
  int[] argument(int array, ArrayType type) {
    int[] nodes = new int[Math.toIntExact(type.size())];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = graph.argument(arguments.size(), type.dtype());
      arguments.add(new Element(array, i));
    }
    return nodes;
  }

  /// Writes a program out.
  ///
  /// @param operands the elements of its inputs
  /// @return the elements of its results, or null
  @Nullable List<int[]> run(Jaxpr program, List<int[]> operands) {
    Map<Atom.Var, int[]> values = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      values.put(program.inputs().get(i), operands.get(i));
    }
    for (Equation equation : program.equations()) {
      List<int[]> results = apply(equation, read(equation.inputs(), values));
      if (results == null || graph.size() > MOST_NODES) {
        return null;
      }
      for (int i = 0; i < results.size(); i++) {
        values.put(equation.outputs().get(i), results.get(i));
      }
    }
    return read(program.outputs(), values);
  }

  private List<int[]> read(List<Atom> atoms, Map<Atom.Var, int[]> values) {
    List<int[]> read = new ArrayList<>();
    for (Atom atom : atoms) {
      read.add(
          switch (atom) {
            case Atom.Var variable -> {
              int[] value = values.get(variable);
              if (value == null) {
                throw new AssertionError("a variable is read before it is bound: " + variable);
              }
              yield value;
            }
            case Atom.Literal literal -> new int[] {literal(literal.dtype(), literal.bits())};
          });
    }
    return read;
  }

  /// A constant, as a load would give it.
  int literal(DType dtype, long bits) {
    Lane lane = Storage.of(dtype).lane();
    return switch (lane) {
      case F32 -> graph.constant(lane, bits << 32 >> 32);
      case F64, I64 -> graph.constant(lane, bits);
      case I32, MASK ->
          graph.number(
              Lane.I32, dtype.isFloating() ? bits & 0xFFFF : ScalarBits.toLong(dtype, bits));
    };
  }

  private @Nullable List<int[]> apply(Equation equation, List<int[]> operands) {
    for (Atom.Var output : equation.outputs()) {
      if (!isSmall(output.type())) {
        return null;
      }
    }
    List<ArrayType> types = equation.inputTypes();
    ArrayType first = equation.outputs().isEmpty() ? null : equation.outputs().get(0).type();
    return first == null ? null : apply(equation.primitive(), operands, types, first);
  }

  private @Nullable List<int[]> apply(
      Primitive primitive, List<int[]> x, List<ArrayType> types, ArrayType result) {
    return switch (primitive) {
      case Elementwise.StopGradient _, Elementwise.Name _ -> x;
      case Elementwise elementwise -> map(elementwise, x, types, result.shape());
      case Shaping.BitcastConvert cast ->
          types.get(0).shape().equals(result.shape()) ? map(cast, x, types, result.shape()) : null;
      case Combining.Threefry2x32 threefry -> map(threefry, x, types, result.shape());
      case Shaping shaping -> one(ElementMoves.move(this, shaping, x, types, result));
      case Reducing reducing -> one(ElementFolds.fold(this, reducing, x.get(0), types.get(0)));
      case Combining.DotGeneral dot -> one(ElementFolds.dot(this, dot, x, types));
      case Indexing indexing -> one(ElementPicks.pick(this, indexing, x, types));
      case Structured.Call(_, Jaxpr program) -> run(program, x);
      case Structured.Checkpoint checkpoint -> run(checkpoint.program(), x);
      case Structured.CustomCall custom -> run(custom.program(), x);
      case Structured.Cond(List<Jaxpr> branches) -> choose(branches, x);
      case Structured.Scan scan -> scan.length() <= MOST_STEPS ? repeat(scan, x) : null;
      case Structured.While _ -> null;
      case Combining _, Windowing _, Collective _, Callback _ -> null;
    };
  }

  private @Nullable List<int[]> repeat(Structured.Scan scan, List<int[]> x) {
    int length = Math.toIntExact(scan.length());
    int before = scan.constants() + scan.carries();
    List<int[]> carry = x.subList(scan.constants(), before);
    List<int[]> stacks = new ArrayList<>();
    List<ArrayType> types = scan.body().outputTypes();
    for (ArrayType row : types.subList(scan.carries(), types.size())) {
      stacks.add(new int[Math.toIntExact(row.size()) * length]);
    }
    for (int step = 0; step < length; step++) {
      int row = scan.reverse() ? length - 1 - step : step;
      List<int[]> inputs = new ArrayList<>(x.subList(0, scan.constants()));
      inputs.addAll(carry);
      for (int[] rows : x.subList(before, x.size())) {
        int n = rows.length / length;
        inputs.add(Arrays.copyOfRange(rows, row * n, (row + 1) * n));
      }
      List<int[]> results = run(scan.body(), inputs);
      if (results == null) {
        return null;
      }
      carry = results.subList(0, scan.carries());
      for (int i = 0; i < stacks.size(); i++) {
        int[] given = results.get(scan.carries() + i);
        System.arraycopy(given, 0, stacks.get(i), row * given.length, given.length);
      }
    }
    List<int[]> all = new ArrayList<>(carry);
    all.addAll(stacks);
    return all;
  }

  private static @Nullable List<int[]> one(int @Nullable [] result) {
    return result == null ? null : List.of(result);
  }

  /// Applies a primitive to each element; operands of one element, and axes of size 1, repeat.
  private @Nullable List<int[]> map(
      Primitive primitive, List<int[]> x, List<ArrayType> types, Shape shape) {
    List<DType> dtypes = types.stream().map(ArrayType::dtype).toList();
    List<int[]> spread = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      spread.add(ElementMoves.repeat(x.get(i), types.get(i).shape(), shape));
    }
    int n = Math.toIntExact(shape.size());
    List<int[]> results = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Integer> operands = new ArrayList<>();
      for (int[] each : spread) {
        operands.add(each[i]);
      }
      ElementFormulas.Results applied = formulas.apply(primitive, dtypes, operands);
      if (applied == null || graph.size() > MOST_NODES) {
        return null;
      }
      for (int k = 0; k < applied.nodes().size(); k++) {
        if (i == 0) {
          results.add(new int[n]);
        }
        results.get(k)[i] = applied.nodes().get(k);
      }
    }
    return n == 0 ? null : results;
  }

  /// The node of a primitive applied to single elements, or −1 if it has no formula.
  int element(Primitive primitive, List<DType> types, Integer... operands) {
    ElementFormulas.Results results = formulas.apply(primitive, types, Arrays.asList(operands));
    return results == null ? -1 : results.nodes().get(0);
  }

  /// An element as another type.
  int converted(int node, DType from, DType to) {
    return from == to ? node : element(new Elementwise.Convert(to, false), List.of(from), node);
  }

  /// All branches, and the one that the clamped index picks: programs without effect may be
  /// computed although nobody wants what they give.
  private @Nullable List<int[]> choose(List<Jaxpr> branches, List<int[]> x) {
    List<int[]> chosen = List.of();
    for (int i = branches.size() - 1; i >= 0; i--) {
      List<int[]> results = run(branches.get(i), x.subList(1, x.size()));
      if (results == null) {
        return null;
      }
      chosen = i == branches.size() - 1 ? results : select(x.get(0)[0], i, results, chosen);
    }
    return chosen;
  }

  private List<int[]> select(int index, int i, List<int[]> branch, List<int[]> others) {
    int isMine = ElementPicks.isAt(graph, index, i, i == 0, false);
    List<int[]> selected = new ArrayList<>();
    for (int k = 0; k < branch.size(); k++) {
      int[] nodes = branch.get(k).clone();
      for (int e = 0; e < nodes.length; e++) {
        nodes[e] = select(isMine, nodes[e], others.get(k)[e]);
      }
      selected.add(nodes);
    }
    return selected;
  }

  /// `ifTrue` where a mask holds, else `ifFalse`.
  int select(int mask, int ifTrue, int ifFalse) {
    return ifTrue == ifFalse ? ifTrue : graph.select(mask, ifTrue, ifFalse);
  }
}
