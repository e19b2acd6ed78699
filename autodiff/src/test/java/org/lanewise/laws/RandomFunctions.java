package org.lanewise.laws;

import static org.lanewise.differential.Expression.fn;
import static org.lanewise.differential.Expression.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.lanewise.differential.Expression;
import org.lanewise.laws.RandomExpressions.Kind;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Makes expressions out of control flow and transformations.
final class RandomFunctions {
  private static final List<String> CONTROL =
      List.of(
          "cond",
          "switch",
          "fori",
          "count",
          "until",
          "scan",
          "scanBack",
          "scanAgain",
          "rows",
          "map",
          "prefix");
  private static final List<String> ANY =
      List.of("vmap", "vmap2", "jit", "checkpoint", "grad", "vmapGrad", "vjp", "jacrev", "custom");
  private static final List<String> FORWARD =
      List.of("jvp", "jacfwd", "hessian", "jvpOfVjp", "vjpOfJvp");
  private static final Shape SCALAR = Shape.scalar();

  private final RandomExpressions all;

  RandomFunctions(RandomExpressions all) {
    this.all = all;
  }

  private SplittableRandom random() {
    return all.random();
  }

  /// A number or a vector, most often of a shape that something has already.
  private Shape row() {
    return switch (random().nextInt(4)) {
      case 0, 1 -> SCALAR;
      case 2 -> Shape.of(3);
      default -> Shape.of(all.size());
    };
  }

  private static Map<String, Shape> with(
      Map<String, Shape> known, String a, Shape ofA, String b, Shape ofB) {
    Map<String, Shape> more = new LinkedHashMap<>(known);
    more.put(a, ofA);
    more.put(b, ofB);
    return more;
  }

  Expression control(Shape shape, int depth, Map<String, Shape> known) {
    String kind = all.one(CONTROL);
    return switch (kind) {
      case "cond", "switch" -> choice(kind, shape, depth, known);
      case "fori" -> {
        Expression.Fn f = (Expression.Fn) all.function(List.of(shape, SCALAR), shape, depth, known);
        Expression body = fn(f.names(), form("tanh", f.body()));
        yield form("fori", random().nextInt(4), body, all.make(shape, depth, known));
      }
      case "count", "until" -> loop(kind, shape, depth, known);
      case "scan", "scanBack", "scanAgain" -> folding(kind, shape, depth, known);
      case "rows", "map" -> {
        if (shape.isScalar()) {
          yield choice("cond", shape, depth, known);
        }
        yield kind.equals("map") ? map(shape, depth, known) : rows(shape, depth, known);
      }
      default ->
          shape.isScalar() ? choice("cond", shape, depth, known) : prefix(shape, depth, known);
    };
  }

  private Expression choice(String kind, Shape shape, int depth, Map<String, Shape> known) {
    Shape operand = row();
    Expression x = all.make(operand, depth - 1, known);
    Expression test = all.make(SCALAR, depth - 1, known);
    Expression first = all.function(List.of(operand), shape, depth, known);
    Expression second = all.function(List.of(operand), shape, depth, known);
    if (kind.equals("cond")) {
      return form("cond", form("gt", test, 0.125), first, second, x);
    }
    Expression third = all.function(List.of(operand), shape, depth - 1, known);
    return form("switch", form("index", form("mul", test, 2.0)), first, second, third, x);
  }

  /// A loop of pairs of a counter and a carry, which the counter, the carry's value or the bound
  /// ends.
  private Expression loop(String kind, Shape shape, int depth, Map<String, Shape> known) {
    Expression.Fn step = (Expression.Fn) all.function(List.of(shape), shape, depth, known);
    String c = all.name();
    Expression next = form("tanh", form("call", step, form("second", c)));
    Expression body = fn(List.of(c), form("pair", form("add", form("first", c), 1.0), next));
    Expression start = form("add", form("mul", all.leaf(SCALAR, known), 0.0), 1.0);
    Expression init = form("pair", start, all.make(shape, depth, known));
    if (kind.equals("count")) {
      Expression test = fn(List.of(c), form("lt", form("first", c), 1.5 + random().nextInt(3)));
      return form("second", form("whileMax", 4, test, body, init));
    }
    String d = all.name();
    Expression value = all.leaf(SCALAR, Map.of(d, shape));
    Expression isLarge = fn(List.of(d), form("gt", value, -0.25));
    Expression test = fn(List.of(c), form("call", isLarge, form("second", c)));
    return form("second", form("whileMax", 1 + random().nextInt(3), test, body, init));
  }

  private Expression folding(String kind, Shape shape, int depth, Map<String, Shape> known) {
    Shape row = row();
    String c = all.name();
    String x = all.name();
    Map<String, Shape> inner = with(known, c, shape, x, row);
    Expression next = form("tanh", all.make(shape, depth, inner));
    Expression step = fn(List.of(c, x), form("pair", next, all.make(SCALAR, depth - 1, inner)));
    Expression init = all.make(shape, depth - 1, known);
    Expression rows = all.make(row.insert(0, all.size()), depth, known);
    Expression both = form(kind, step, init, rows);
    if (random().nextBoolean()) {
      return form("first", both);
    }
    String p = all.name();
    Expression sum = form("add", form("first", p), form("mean", form("second", p), 0));
    return form("call", fn(List.of(p), sum), both);
  }

  /// What the steps of a scan give, stacked.
  private Expression rows(Shape shape, int depth, Map<String, Shape> known) {
    String c = all.name();
    String x = all.name();
    Map<String, Shape> inner = with(known, c, SCALAR, x, SCALAR);
    Expression next = form("tanh", all.make(SCALAR, depth, inner));
    Expression row = all.make(shape.without(Axes.of(0)), depth, inner);
    Expression init = all.make(SCALAR, depth - 1, known);
    Expression rows = all.make(Shape.of(shape.get(0)), depth, known);
    String kind = all.one(List.of("scan", "scanBack", "scanAgain"));
    return form("second", form(kind, fn(List.of(c, x), form("pair", next, row)), init, rows));
  }

  private Expression map(Shape shape, int depth, Map<String, Shape> known) {
    Shape row = row();
    Expression f = all.function(List.of(row), shape.without(Axes.of(0)), depth, known);
    return form("map", f, all.make(row.insert(0, shape.get(0)), depth, known));
  }

  private Expression prefix(Shape shape, int depth, Map<String, Shape> known) {
    String a = all.name();
    String b = all.name();
    Expression joined =
        switch (random().nextInt(4)) {
          case 0 -> form("add", a, b);
          case 1 -> form("mul", a, b);
          case 2 -> form("max", a, b);
          default -> form("add", form("mul", a, b), form("add", a, b));
        };
    Expression x = form("tanh", all.make(shape, depth, known));
    return form("prefix", fn(List.of(a, b), joined), x);
  }

  Expression transformed(Shape shape, int depth, Map<String, Shape> known) {
    boolean isForward = all.kind() != Kind.REVERSE && random().nextInt(3) == 0;
    String kind = isForward ? all.one(FORWARD) : all.one(ANY);
    return switch (kind) {
      case "jit", "checkpoint" -> {
        Shape in = row();
        Expression f = all.function(List.of(in), shape, depth, known);
        yield form(kind, f, all.make(in, depth, known));
      }
      case "custom" -> {
        Shape in = row();
        Expression f = all.function(List.of(in), shape, depth, Map.of()); // closes over nothing
        String rule = all.kind() == Kind.REVERSE ? "customVjp" : "customJvp";
        yield form(rule, f, all.make(in, depth, known));
      }
      case "vmap" -> vmap(shape, depth, known);
      case "vmap2" -> vmap2(shape, depth, known);
      default -> derivative(kind, shape, depth, known);
    };
  }

  private Expression derivative(String kind, Shape shape, int depth, Map<String, Shape> known) {
    Shape in = row();
    return switch (kind) {
      case "vmapGrad", "jacrev", "jacfwd" -> {
        if (shape.isScalar()) {
          yield gradient(shape, depth, known);
        }
        Shape rest = shape.without(Axes.of(0));
        if (kind.equals("vmapGrad")) {
          String v = all.name();
          Expression grad = form("grad", all.function(List.of(rest), SCALAR, depth, known), v);
          yield form("vmap", fn(List.of(v), grad), 0, 0, all.make(shape, depth, known));
        }
        Shape out = Shape.of(shape.get(0));
        yield form(
            kind, all.function(List.of(rest), out, depth, known), all.make(rest, depth, known));
      }
      case "hessian" -> {
        if (shape.rank() != 2 || shape.get(0) != shape.get(1)) {
          yield gradient(shape, depth, known);
        }
        Shape x = Shape.of(shape.get(0));
        Expression f = all.function(List.of(x), SCALAR, depth, known);
        yield form("hessian", f, all.make(x, depth, known));
      }
      case "jvp" ->
          form(
              "jvp",
              all.function(List.of(in), shape, depth, known),
              all.make(in, depth, known),
              all.make(in, depth - 1, known));
      case "vjp" ->
          form(
              "vjp",
              all.function(List.of(shape), in, depth, known),
              all.make(shape, depth, known),
              all.make(in, depth - 1, known));
      case "jvpOfVjp", "vjpOfJvp" -> second(kind, shape, depth, known);
      default -> gradient(shape, depth, known);
    };
  }

  private Expression gradient(Shape shape, int depth, Map<String, Shape> known) {
    Expression f = all.function(List.of(shape), SCALAR, depth, known);
    return form("grad", f, all.make(shape, depth, known));
  }

  /// One mode in the other, each of the same function.
  private Expression second(String kind, Shape shape, int depth, Map<String, Shape> known) {
    Expression f = all.function(List.of(shape), shape, depth, known);
    Expression x = all.make(shape, depth, known);
    Expression t = form("cos", all.leaf(shape, known));
    String v = all.name();
    boolean isForwardOutside = kind.equals("jvpOfVjp");
    Expression inner = fn(List.of(v), form(isForwardOutside ? "vjp" : "jvp", f, v, t));
    return form(isForwardOutside ? "jvp" : "vjp", inner, x, form("sin", t));
  }

  private Expression vmap(Shape shape, int depth, Map<String, Shape> known) {
    if (shape.isScalar()) {
      return all.folded(shape, depth, known);
    }
    int out = random().nextInt(shape.rank());
    Shape row = row();
    int in = random().nextInt(row.rank() + 1);
    Expression f = all.function(List.of(row), shape.without(Axes.of(out)), depth, known);
    return form("vmap", f, in, out, all.make(row.insert(in, shape.get(out)), depth, known));
  }

  private Expression vmap2(Shape shape, int depth, Map<String, Shape> known) {
    if (shape.isScalar()) {
      return all.binary(shape, depth, known);
    }
    Shape row = row();
    long n = shape.get(0);
    int mapped = 1 + random().nextInt(3);
    boolean first = (mapped & 1) == 1;
    boolean second = (mapped & 2) == 2;
    Expression f = all.function(List.of(row, SCALAR), shape.without(Axes.of(0)), depth, known);
    Expression x = all.make(first ? row.insert(0, n) : row, depth, known);
    Expression y = all.make(second ? Shape.of(n) : SCALAR, depth, known);
    return form("vmap2", f, first ? 0 : -1, second ? 0 : -1, x, y);
  }
}
