package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Writes a program of random equations: elementwise functions of every type, views, folds, and a
/// few primitives that are no loops over elements.
///
/// Equations that the type rules reject are tried again with others, so that every program is
/// right.
public final class RandomProgram {
  private static final long LARGE = 6000;
  private static final DType[] TYPES = {
    DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.BOOL,
    DType.FLOAT16, DType.BFLOAT16, DType.INT8, DType.UINT8, DType.INT16, DType.UINT16,
    DType.UINT32, DType.INT64, DType.UINT64
  };
  private static final long[] SIZES = {1, 2, 3, 5, 7, 8, 9, 16, 17, 31, 33, 64, 65, 100, 129};

  private final Random random;
  private final long most;
  private final JaxprBuilder builder = new JaxprBuilder();
  private final List<Atom> values = new ArrayList<>();
  private final long[] base;

  private RandomProgram(long seed, long most) {
    this.random = new Random(seed);
    this.most = most;
    int rank = 1 + random.nextInt(3);
    this.base = new long[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      long wanted = random.nextInt(25) == 0 ? 0 : SIZES[random.nextInt(SIZES.length)];
      base[i] = size * wanted > most ? 2 : wanted;
      size *= base[i];
    }
  }

  /// The program of a seed.
  static Jaxpr of(long seed, int equations) {
    return of(seed, equations, LARGE);
  }

  /// The program of a seed.
  ///
  /// @param most the elements of a value, about
  public static Jaxpr of(long seed, int equations, long most) {
    RandomProgram program = new RandomProgram(seed, most);
    int inputs = 1 + program.random.nextInt(3);
    for (int i = 0; i < inputs; i++) {
      DType type = program.type();
      Shape shape = i == 0 ? Shape.of(program.base) : program.smaller();
      program.values.add(program.builder.input(new ArrayType(type, shape)));
    }
    for (int done = 0, tries = 0; done < equations && tries < 60 * equations; tries++) {
      done += program.tryOne() ? 1 : 0;
    }
    List<Atom> outputs = new ArrayList<>();
    outputs.add(program.values.getLast());
    for (int i = program.random.nextInt(3); i > 0; i--) {
      outputs.add(program.any());
    }
    return program.builder.build(outputs);
  }

  private DType type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  private Shape smaller() {
    if (random.nextInt(4) == 0) {
      return Shape.scalar();
    }
    long[] sizes = base.clone();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextInt(3) == 0 ? 1 : sizes[i];
    }
    return Shape.of(sizes);
  }

  /// Recent values more often.
  private Atom any() {
    int n = values.size();
    return values.get(
        random.nextBoolean() ? n - 1 - random.nextInt(Math.min(3, n)) : random.nextInt(n));
  }

  private boolean tryOne() {
    Atom x = any();
    try {
      return switch (random.nextInt(12)) {
        case 0, 1, 2 -> unary(x);
        case 3, 4, 5 -> binary(x);
        case 6 -> add(new Compare(pick(Compare.Op.values())), x, partner(x));
        case 7 -> selectOrClamp(x);
        case 8 -> add(new Elementwise.Convert(type(), false), x);
        case 9 -> view(x);
        case 10 -> fold(x);
        default -> other(x);
      };
    } catch (IllegalArgumentException rejected) {
      return false;
    }
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean add(Primitive primitive, Atom... operands) {
    for (Atom operand : operands) {
      if (operand.type().size() > most) {
        return false;
      }
    }
    values.addAll(builder.add(primitive, List.of(operands)));
    return true;
  }

  private boolean unary(Atom x) {
    if (random.nextInt(6) == 0) {
      return add(new Elementwise.IntegerPow(random.nextInt(-3, 6)), x);
    }
    return random.nextInt(6) == 0
        ? add(new Elementwise.Neg(), x)
        : add(new Unary(pick(Unary.Op.values())), x);
  }

  /// A value of the same type that a binary primitive may take: another one, a literal or itself.
  private Atom partner(Atom x) {
    DType type = x.type().dtype();
    if (random.nextInt(4) == 0) {
      double value = pick(new Double[] {0.0, 1.0, 2.0, 0.5, -1.0, 3.0, 100.0});
      long bits =
          type.isFloating() ? ScalarBits.of(type, value) : ScalarBits.of(type, (long) value);
      return new Atom.Literal(type, false, bits);
    }
    List<Atom> fitting = new ArrayList<>();
    for (Atom value : values) {
      boolean ranks = value.type().rank() == x.type().rank() || value.type().rank() == 0;
      if (value.type().dtype() == type && ranks) {
        fitting.add(value);
      }
    }
    return fitting.get(random.nextInt(fitting.size()));
  }

  private boolean binary(Atom x) {
    Primitive[] arithmetic = {
      new Elementwise.Add(),
      new Elementwise.Sub(),
      new Elementwise.Mul(),
      new Elementwise.Div(),
      new Elementwise.AddAny()
    };
    Primitive primitive =
        random.nextInt(3) > 0 ? pick(arithmetic) : new Binary(pick(Binary.Op.values()));
    if (random.nextInt(8) == 0) {
      return add(new Elementwise.Fma(), x, partner(x), partner(x));
    }
    return random.nextBoolean() ? add(primitive, x, partner(x)) : add(primitive, partner(x), x);
  }

  private boolean selectOrClamp(Atom x) {
    if (random.nextInt(4) == 0) {
      return add(new Elementwise.Clamp(), partner(x), x, partner(x));
    }
    for (int i = 0; i < 10; i++) {
      Atom which = any();
      if (which.type().dtype() == DType.BOOL) {
        return add(new Elementwise.Select(), which, x, partner(x));
      }
    }
    return false;
  }

  private boolean view(Atom x) {
    Shape shape = x.type().shape();
    int rank = shape.rank();
    return switch (random.nextInt(6)) {
      case 0 -> add(new Shaping.Reshape(Shape.of(shape.size())), x);
      case 1 ->
          shape.size() == Shape.of(base).size() && add(new Shaping.Reshape(Shape.of(base)), x);
      case 2 -> add(new Shaping.Transpose(reversed(rank)), x);
      case 3 -> rank > 0 && add(new Shaping.Rev(Axes.of(random.nextInt(rank))), x);
      case 4 -> slice(x);
      default -> broadcast(x);
    };
  }

  private static Axes reversed(int rank) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = rank - 1 - i;
    }
    return Axes.of(order);
  }

  private boolean slice(Atom x) {
    Shape shape = x.type().shape();
    long[] starts = new long[shape.rank()];
    long[] limits = shape.toArray();
    long[] steps = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      steps[i] = 1 + random.nextInt(2);
      starts[i] = limits[i] > 1 ? random.nextInt((int) limits[i]) : 0;
    }
    return add(new Shaping.Slice(Sizes.of(starts), Sizes.of(limits), Sizes.of(steps)), x);
  }

  /// Up to the base shape: a scalar, a shape with sizes of 1, or what a fold of some axes left.
  private boolean broadcast(Atom x) {
    Shape shape = x.type().shape();
    Shape full = Shape.of(base);
    int[] axes = new int[shape.rank()];
    int next = 0;
    for (int i = 0; i < axes.length; i++) {
      while (next < full.rank() && shape.get(i) != full.get(next) && shape.get(i) != 1) {
        next++;
      }
      axes[i] = next++;
    }
    return next <= full.rank() && add(new Shaping.BroadcastInDim(full, Axes.of(axes)), x);
  }

  private Axes someAxes(int rank) {
    int from = random.nextInt(rank);
    int to = random.nextInt(3) > 0 ? rank : from + 1 + random.nextInt(rank - from);
    int[] axes = new int[to - from];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = from + i;
    }
    return Axes.of(axes);
  }

  private boolean fold(Atom x) {
    int rank = x.type().rank();
    if (rank == 0) {
      return false;
    }
    return random.nextBoolean()
        ? add(new Reducing.ReduceSum(someAxes(rank)), x)
        : add(new Reducing.Reduce(pick(Reducing.Reduce.Op.values()), someAxes(rank)), x);
  }

  /// Of the rows of two matrices, which is read transposed as often as not.
  private boolean product(Atom x) {
    DType type = x.type().dtype();
    if (x.type().rank() != 2 || type == DType.BOOL) {
      return false;
    }
    Axes rows = Axes.of(1);
    boolean made =
        add(new Combining.DotGeneral(rows, rows, Axes.none(), Axes.none(), type), x, partner(x));
    return made && (random.nextBoolean() || add(new Shaping.Transpose(Axes.of(1, 0)), last()));
  }

  private Atom last() {
    return values.getLast();
  }

  private boolean other(Atom x) {
    int rank = x.type().rank();
    return switch (random.nextInt(6)) {
      case 0 -> add(new Shaping.Iota(type(), Shape.of(base), random.nextInt(base.length)));
      case 1 -> rank > 0 && add(new Shaping.Concatenate(random.nextInt(rank)), x, x);
      case 2 -> rank > 0 && add(new Reducing.CumSum(random.nextInt(rank), random.nextBoolean()), x);
      case 3 -> add(new Shaping.BitcastConvert(type()), x);
      case 4 -> product(x);
      default -> add(new Combining.Threefry2x32(), partner(x), partner(x), partner(x), partner(x));
    };
  }
}
