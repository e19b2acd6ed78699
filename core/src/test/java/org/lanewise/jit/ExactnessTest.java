package org.lanewise.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What the simplifier makes of a program computes the bits of the program, on special values too.
@Tag("bits")
class ExactnessTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -2.5,
    1.5,
    3,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-45,
    -1e-45,
    5e-324,
    3.4e38,
    1.7e308,
    127,
    128,
    255,
    300,
    -129,
    65504,
    65520,
    2147483648.0,
    1e19,
    6e-8,
    0.1
  };

  private static Array special(DType dtype) {
    return Numpy.array(SPECIAL).astype(dtype);
  }

  /// The bits of elements, every NaN as one.
  private static long[] bits(Strided x) {
    Positions positions = new Positions(x.layout());
    long[] bits = new long[(int) x.shape().size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Transfer.getBits(x.buffer().segment(), x.dtype(), positions.next());
      if (x.dtype().isFloating() && Double.isNaN(ScalarBits.toDouble(x.dtype(), bits[i]))) {
        bits[i] = -1;
      }
    }
    return bits;
  }

  private static void same(StagedProgram staged, List<Array> arguments) {
    Draft simple = Simplifier.simplify(new Draft(staged.jaxpr(), staged.constants(), true));
    Strided[] expected = run(staged.jaxpr(), staged.constants(), arguments);
    Strided[] actual = run(simple.program(), simple.constants(), arguments);
    for (int i = 0; i < expected.length; i++) {
      assertThat(bits(actual[i]))
          .as("result %d of%n%s%nsimplified%n%s", i, staged.jaxpr(), simple.program())
          .isEqualTo(bits(expected[i]));
    }
  }

  private static Strided[] run(Jaxpr program, List<Array> constants, List<Array> arguments) {
    Strided[] operands =
        Stream.concat(constants.stream(), arguments.stream())
            .map(x -> ((ConcreteArray) x).data())
            .toArray(Strided[]::new);
    return new ReferenceBackend().compile(program).execute(operands);
  }

  /// The expressions that look as if they could be simpler.
  private static final Map<String, UnaryOperator<Array>> SUSPECTS =
      Map.ofEntries(
          Map.entry("x + 0", x -> Lax.add(x, Lax.scalar(x.dtype(), 0.0))),
          Map.entry("x + -0", x -> Lax.add(Lax.scalar(x.dtype(), -0.0), x)),
          Map.entry("x - 0", x -> Lax.sub(x, Lax.scalar(x.dtype(), 0.0))),
          Map.entry("x - -0", x -> Lax.sub(x, Lax.scalar(x.dtype(), -0.0))),
          Map.entry("0 - x", x -> Lax.sub(Lax.scalar(x.dtype(), 0.0), x)),
          Map.entry("x * 1", x -> Lax.mul(x, Lax.scalar(x.dtype(), 1.0))),
          Map.entry("x * 0", x -> Lax.mul(x, Lax.scalar(x.dtype(), 0.0))),
          Map.entry("x * -1", x -> Lax.mul(x, Lax.scalar(x.dtype(), -1.0))),
          Map.entry("x / 1", x -> Lax.div(x, Lax.scalar(x.dtype(), 1.0))),
          Map.entry("x / x", x -> Lax.div(x, x)),
          Map.entry("x - x", x -> Lax.sub(x, x)),
          Map.entry("--x", x -> Lax.neg(Lax.neg(x))),
          Map.entry("x ^ 1", x -> CurrentInterpreter.bindOne(new IntegerPow(1), List.of(x))),
          Map.entry("x ^ 0", x -> CurrentInterpreter.bindOne(new IntegerPow(0), List.of(x))),
          Map.entry("x +any x", x -> CurrentInterpreter.bindOne(new AddAny(), List.of(x, x))),
          Map.entry("max(x, x)", x -> Lax.max(x, x)),
          Map.entry("min(x, x)", x -> Lax.min(x, x)),
          Map.entry("||x||", x -> Lax.abs(Lax.abs(x))),
          Map.entry("|x| + 0", x -> Lax.add(Lax.abs(x), Lax.scalar(x.dtype(), 0.0))),
          Map.entry("x² + 0", x -> Lax.add(Lax.square(x), Lax.scalar(x.dtype(), 0.0))),
          Map.entry("sign sign x", x -> Lax.sign(Lax.sign(x))),
          Map.entry(
              "x y + y x",
              x -> Lax.add(Lax.mul(x, Lax.rev(x, Axes.of(0))), Lax.mul(Lax.rev(x, Axes.of(0)), x))),
          Map.entry("full + x", x -> Lax.add(Lax.full(x.shape(), x.dtype(), 0), x)),
          Map.entry(
              "where(x > 0, x, x)", x -> Lax.select(Lax.gt(x, Lax.scalar(x.dtype(), 0.0)), x, x)));

  @TestFactory
  Stream<DynamicTest> expressions() {
    List<DType> types =
        List.of(
            DType.FLOAT32,
            DType.FLOAT64,
            DType.FLOAT16,
            DType.BFLOAT16,
            DType.INT8,
            DType.INT32,
            DType.UINT8,
            DType.INT64);
    return SUSPECTS.entrySet().stream()
        .flatMap(
            each ->
                types.stream()
                    .map(
                        type ->
                            DynamicTest.dynamicTest(
                                each.getKey() + " " + type,
                                () -> {
                                  Array x = special(type);
                                  same(
                                      Staging.stage(
                                          a -> List.of(each.getValue().apply(a.get(0))),
                                          List.of(x.type())),
                                      List.of(x));
                                })));
  }

  /// Every pair of conversions, on values that round, wrap and saturate.
  @TestFactory
  Stream<DynamicTest> conversions() {
    List<DType> types = Stream.of(DType.values()).filter(type -> !type.isComplex()).toList();
    return types.stream()
        .map(from -> DynamicTest.dynamicTest("from " + from, () -> conversions(from, types)));
  }

  private static void conversions(DType from, List<DType> types) {
    Array x = special(from);
    for (DType middle : types) {
      same(
          Staging.stage(
              a -> {
                Array y = Lax.convertElementType(a.get(0), middle);
                return types.stream().map(to -> Lax.convertElementType(y, to)).toList();
              },
              List.of(x.type())),
          List.of(x));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("lanewise.programs", 300));
  }

  /// Compositions that a seed decides, with loops, branches and calls in them.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomPrograms(long seed) {
    Random random = new Random(seed);
    DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
    Array x = special(dtype);
    Array y = Lax.rev(x, Axes.of(0));
    StagedProgram staged = Staging.stage(a -> results(random, a, 3), List.of(x.type(), y.type()));
    same(staged, List.of(x, y));
  }

  private static List<Array> results(Random random, List<Array> arguments, int depth) {
    List<Array> known = new ArrayList<>(arguments);
    for (int i = 0; i < 8; i++) {
      known.add(step(random, known, depth));
    }
    return List.of(known.getLast(), pick(random, known));
  }

  private static Array pick(Random random, List<Array> known) {
    return known.get(random.nextInt(known.size()));
  }

  private static Array constant(Random random, Array like) {
    double[] numbers = {0.0, -0.0, 1, -1, 2};
    Array scalar = Lax.scalar(like.dtype(), numbers[random.nextInt(numbers.length)]);
    return random.nextBoolean() ? scalar : Lax.broadcastInDim(scalar, like.shape(), Axes.none());
  }

  private static final List<BinaryOperator<Array>> BINARY =
      List.of(Lax::add, Lax::sub, Lax::mul, Lax::div, Lax::max, Lax::min);
  private static final List<UnaryOperator<Array>> UNARY =
      List.of(Lax::neg, Lax::abs, Lax::sin, Lax::exp, Lax::square, x -> Lax.rev(x, Axes.of(0)));

  private static Array step(Random random, List<Array> known, int depth) {
    Array x = pick(random, known);
    Array y = random.nextInt(3) == 0 ? constant(random, x) : pick(random, known);
    return switch (random.nextInt(depth > 0 ? 12 : 8)) {
      case 0, 1, 2 -> BINARY.get(random.nextInt(BINARY.size())).apply(x, y);
      case 3, 4 -> UNARY.get(random.nextInt(UNARY.size())).apply(x);
      case 5 -> Lax.select(Lax.gt(x, pick(random, known)), x, pick(random, known));
      case 6 -> Lax.reshape(Lax.reshape(x, Shape.of(x.size(), 1)), x.shape());
      case 7 -> BINARY.get(random.nextInt(BINARY.size())).apply(y.rank() == 0 ? x : y, x);
      default -> structured(random, known, x, depth - 1);
    };
  }

  /// A primitive that holds a random program of two arrays.
  private static Array structured(Random random, List<Array> known, Array x, int depth) {
    ArrayType type = x.type();
    Array y = pick(random, known);
    Jaxpr body = body(random, type, depth);
    return switch (random.nextInt(6)) {
      case 0 -> bind(random, new Structured.Call("f", body), x, y);
      case 1 ->
          bind(
              random, new Structured.Checkpoint(body, (_, _) -> false, random.nextBoolean()), x, y);
      case 2 -> { // a constant and a carry; a stack beside it
        Structured.Scan scan = new Structured.Scan(body, 1, 1, 3, random.nextBoolean(), 1);
        yield bind(random, scan, x, y);
      }
      case 3 -> { // a carry and rows
        Structured.Scan scan = new Structured.Scan(body, 0, 1, 3, random.nextBoolean(), 1);
        yield bind(random, scan, x, Lax.broadcast(y, 3));
      }
      case 4 -> {
        Array third = Lax.squeeze(Lax.sliceInDim(x, 2, 3, 1, 0), Axes.of(0));
        Structured.Cond cond = new Structured.Cond(List.of(body, body(random, type, depth)));
        yield bind(random, cond, Lax.convertElementType(third, DType.INT32), x, y);
      }
      default -> {
        Structured.While loop =
            new Structured.While(atMost(2, type), 0, counted(body, type), 1, -1);
        yield bind(random, loop, x, Lax.scalar(DType.INT32, 0L), y);
      }
    };
  }

  private static Array bind(Random random, Primitive primitive, Array... operands) {
    List<Array> results =
        CurrentInterpreter.bind(primitive, List.of(operands)).stream()
            .filter(each -> each.rank() > 0)
            .toList();
    Array result = pick(random, results);
    return result.rank() == 1
        ? result
        : Lax.squeeze(Lax.sliceInDim(result, 1, 2, 1, 0), Axes.of(0));
  }

  private static Jaxpr body(Random random, ArrayType type, int depth) {
    return Staging.stage(a -> results(random, a, depth), List.of(type, type)).jaxpr();
  }

  /// Whether a counter is below a bound.
  private static Jaxpr atMost(long steps, ArrayType type) {
    return Staging.stage(
            a -> List.of(Lax.lt(a.get(0), Lax.scalar(DType.INT32, steps))),
            List.of(ArrayType.of(DType.INT32), type))
        .jaxpr();
  }

  /// The body of a loop with a constant, a counter and a carry.
  private static Jaxpr counted(Jaxpr body, ArrayType type) {
    Structured.Call call = new Structured.Call("body", body);
    return Staging.stage(
            a ->
                List.of(
                    Lax.add(a.get(1), Lax.scalar(DType.INT32, 1L)),
                    CurrentInterpreter.bind(call, List.of(a.get(0), a.get(2))).get(0)),
            List.of(type, ArrayType.of(DType.INT32), type))
        .jaxpr();
  }
}
