package org.lanewise.laws;

import static org.lanewise.differential.Expression.fn;
import static org.lanewise.differential.Expression.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lanewise.differential.Expression;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Makes expressions of a wanted shape out of operations that hold no functions, and hands the rest
/// to [RandomFunctions].
///
/// Values stay moderate, arguments stay inside the domains, and ties of elements have probability
/// zero, so nearly all programs are smooth where they are evaluated. Sizes are few, so that
/// programs share kernels.
final class RandomExpressions {

  /// What a program may hold.
  enum Kind {
    /// Everything that forward mode goes through and that differences see.
    SMOOTH,
    /// Also constants of derivatives (`stopGradient`).
    STOPPED,
    /// Rules for reverse mode, and no forward mode.
    REVERSE
  }

  /// Makes an expression of a shape out of expressions of smaller depth.
  interface Maker {
    Expression make(Shape shape, int depth, Map<String, Shape> names);
  }

  private static final List<String> UNARY =
      List.of(
          "sin",
          "cos",
          "tanh",
          "logistic",
          "erf",
          "atan",
          "neg",
          "abs",
          "asinh",
          "relu",
          "clamp",
          "softplus");
  private static final List<String> BOUNDED = List.of("exp", "expm1", "cosh", "square");
  private static final List<String> POSITIVE = List.of("log1p", "sqrt", "rsqrt", "lgamma");
  private static final List<String> BINARY =
      List.of(
          "add", "sub", "mul", "max", "min", "logaddexp", "div", "pow", "atan2", "hypot", "fma");
  private static final List<String> FOLDS =
      List.of("sum", "mean", "amax", "amin", "prod", "var", "logsumexp");
  private static final List<String> ALONG =
      List.of("cumsum", "cumsumBack", "cumprod", "cummax", "softmax", "logSoftmax", "sort", "flip");

  private final SplittableRandom random;
  private final Kind kind;
  private final RandomFunctions functions;
  private int names;

  RandomExpressions(long seed, Kind kind) {
    this.random = new SplittableRandom(seed);
    this.kind = kind;
    this.functions = new RandomFunctions(this);
  }

  SplittableRandom random() {
    return random;
  }

  Kind kind() {
    return kind;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String name() {
    names++;
    return "v" + names;
  }

  /// A size, most often one that others have too.
  int size() {
    return List.of(1, 2, 2, 3, 3, 3).get(random.nextInt(6));
  }

  static int[] ints(Shape shape) {
    return shape.toList().stream().mapToInt(Long::intValue).toArray();
  }

  Expression make(Shape shape, int depth, Map<String, Shape> known) {
    if (depth <= 0) {
      return leaf(shape, known);
    }
    List<Maker> makers =
        new ArrayList<>(
            List.of(
                this::unary,
                this::binary,
                this::binary,
                this::guarded,
                this::folded,
                this::along,
                this::moved,
                functions::control,
                functions::control,
                functions::control,
                functions::transformed,
                functions::transformed,
                functions::transformed));
    if (shape.rank() == 1 || shape.rank() == 2) {
      makers.add(this::product);
      makers.add(this::indexed);
    }
    return one(makers).make(shape, depth - 1, known);
  }

  /// A function of arrays of the shapes, which may close over all that is known.
  Expression function(List<Shape> in, Shape out, int depth, Map<String, Shape> known) {
    Map<String, Shape> inner = new LinkedHashMap<>(known);
    List<String> own = in.stream().map(_ -> name()).toList();
    for (int i = 0; i < own.size(); i++) {
      inner.put(own.get(i), in.get(i));
    }
    return fn(own, make(out, depth, inner));
  }

  private static List<String> fitting(Shape shape, Map<String, Shape> known) {
    return known.keySet().stream().filter(name -> known.get(name).equals(shape)).toList();
  }

  /// One of the names, most often of those that the functions around bind.
  private String recent(List<String> of) {
    int last = of.size() - 1;
    return of.get(
        random.nextInt(3) > 0
            ? last - random.nextInt(Math.min(2, last + 1))
            : random.nextInt(last + 1));
  }

  Expression leaf(Shape shape, Map<String, Shape> known) {
    List<String> fitting = fitting(shape, known);
    if (!fitting.isEmpty() && random.nextInt(10) > 0) {
      String x = recent(fitting);
      return switch (random.nextInt(6)) {
        case 0 -> form("sin", x);
        case 1 -> form("mul", x, form("cos", recent(fitting)));
        case 2 -> form("sub", x, one(fitting));
        default -> new Expression.Name(x);
      };
    }
    List<String> scalars = fitting(Shape.scalar(), known);
    if (!scalars.isEmpty() && random.nextInt(5) == 0) {
      return shape.isScalar()
          ? new Expression.Name(one(scalars))
          : form("broadcast", one(scalars), ints(shape));
    }
    String name = recent(List.copyOf(known.keySet()));
    int size = (int) known.get(name).size();
    if (size == shape.size()) {
      return form("reshape", name, ints(shape));
    }
    Expression flat = form("reshape", name, new int[] {size});
    if (shape.isScalar()) {
      return form("mean", flat, 0);
    }
    int[] picked = IntStream.range(0, (int) shape.size()).map(_ -> random.nextInt(size)).toArray();
    return form("reshape", form("take", flat, picked, 0), ints(shape));
  }

  /// Something in (0.5, 1.5), smoothly.
  private static Expression positive(Expression x) {
    return form("add", form("square", form("tanh", x)), 0.5);
  }

  Expression unary(Shape shape, int depth, Map<String, Shape> known) {
    Expression x = make(shape, depth, known);
    return switch (random.nextInt(8)) {
      case 0 -> form(one(BOUNDED), form("tanh", x));
      case 1 -> form(one(POSITIVE), positive(x));
      case 2 ->
          kind == Kind.SMOOTH
              ? form("sin", x)
              : form("mul", form("stopGradient", x), make(shape, depth, known));
      default -> form(one(UNARY), x);
    };
  }

  Expression binary(Shape shape, int depth, Map<String, Shape> known) {
    Expression x = make(shape, depth, known);
    Expression y = make(shape, depth, known);
    String operation = one(BINARY);
    return switch (operation) {
      case "div" -> form("div", x, positive(y));
      case "pow" -> form("pow", positive(x), form("tanh", y));
      case "atan2", "hypot" -> form(operation, positive(x), y);
      case "mul" -> form("mul", x, form("tanh", y));
      case "fma" -> form("fma", x, form("tanh", y), x);
      default -> form(operation, x, y);
    };
  }

  private Expression guarded(Shape shape, int depth, Map<String, Shape> known) {
    Expression test = form(one(List.of("gt", "lt")), make(shape, depth, known), 0.125);
    Expression y = make(shape, depth, known);
    return form("where", test, y, form("sin", make(shape, depth, known)));
  }

  Expression folded(Shape shape, int depth, Map<String, Shape> known) {
    if (shape.rank() > 2) {
      return unary(shape, depth, known);
    }
    int axis = random.nextInt(shape.rank() + 1);
    Expression x = make(shape.insert(axis, size()), depth, known);
    String operation = one(FOLDS);
    boolean grows = operation.equals("prod") || operation.equals("sum");
    return form(operation, grows ? form("tanh", x) : x, axis);
  }

  private Expression along(Shape shape, int depth, Map<String, Shape> known) {
    if (shape.isScalar()) {
      return unary(shape, depth, known);
    }
    Expression x = make(shape, depth, known);
    String operation = one(ALONG);
    return form(
        operation, operation.startsWith("cum") ? form("tanh", x) : x, random.nextInt(shape.rank()));
  }

  private Expression moved(Shape shape, int depth, Map<String, Shape> known) {
    if (shape.isScalar()) {
      return folded(shape, depth, known);
    }
    int axis = random.nextInt(shape.rank());
    int n = (int) shape.get(axis);
    return switch (random.nextInt(7)) {
      case 0 -> form("transpose", make(shape.select(backwards(shape.rank())), depth, known));
      case 1 -> form("reshape", make(Shape.of(shape.size()), depth, known), ints(shape));
      case 2 -> {
        if (n == 1) {
          yield unary(shape, depth, known);
        }
        int left = 1 + random.nextInt(n - 1);
        Expression first = make(shape.with(axis, left), depth, known);
        yield form("concat", first, make(shape.with(axis, n - left), depth, known), axis);
      }
      case 3 -> {
        if (n != 2) {
          yield binary(shape, depth, known);
        }
        Shape part = shape.without(Axes.of(axis));
        yield form("stack", make(part, depth, known), make(part, depth, known), axis);
      }
      case 4 -> {
        if (shape.toList().stream().anyMatch(k -> k < 3)) {
          yield binary(shape, depth, known);
        }
        long[] inner = shape.toList().stream().mapToLong(k -> k - 2).toArray();
        yield form("pad", make(Shape.of(inner), depth, known), 1, 1);
      }
      case 5 -> {
        int start = random.nextInt(2);
        int step = 1 + random.nextInt(2);
        int stop = start + (n - 1) * step + 1;
        yield form("slice", make(shape.with(axis, stop), depth, known), axis, start, stop, step);
      }
      default -> form("roll", make(shape, depth, known), random.nextInt(5) - 2, axis);
    };
  }

  private static Axes backwards(int rank) {
    return Axes.of(IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
  }

  private Expression product(Shape shape, int depth, Map<String, Shape> known) {
    int k = size();
    Shape vector = Shape.of(k);
    if (shape.rank() == 2) {
      Expression rows = make(shape.with(1, k), depth, known);
      return form("tanh", form("matmul", rows, make(shape.with(0, k), depth, known)));
    }
    if (random.nextBoolean()) {
      Expression matrix = make(shape.insert(1, k), depth, known);
      return form("tanh", form("dot", matrix, make(vector, depth, known)));
    }
    Expression x = make(vector, depth, known);
    return form("tanh", form("dot", x, make(shape.insert(0, k), depth, known)));
  }

  private Expression indexed(Shape shape, int depth, Map<String, Shape> known) {
    int n = (int) shape.get(0);
    int count = 1 + random.nextInt(n);
    Shape rows = shape.with(0, count);
    return switch (random.nextInt(4)) {
      case 0 -> {
        int axis = random.nextInt(shape.rank());
        int k = size();
        int[] picked =
            IntStream.range(0, (int) shape.get(axis)).map(_ -> random.nextInt(k)).toArray();
        yield form("take", make(shape.with(axis, k), depth, known), picked, axis);
      }
      case 1 -> form("sortBy", make(Shape.of(n), depth, known), make(shape, depth, known));
      case 2 -> {
        int start = random.nextInt(n);
        int[] places = IntStream.range(0, count).map(i -> (start + i) % n).toArray();
        yield form("set", make(shape, depth, known), places, make(rows, depth, known));
      }
      default -> {
        int[] places = IntStream.range(0, count).map(_ -> random.nextInt(n)).toArray();
        yield form("addAt", make(shape, depth, known), places, make(rows, depth, known));
      }
    };
  }
}
