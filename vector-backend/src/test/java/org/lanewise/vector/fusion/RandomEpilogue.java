package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Writes a program of one or two products and what random equations make of them: biases along
/// rows and columns, residuals, activations, selections, conversions, folds of rows and of columns.
final class RandomEpilogue {
  private static final long[] SIZES = {2, 3, 8, 9, 16, 17, 31, 33, 40, 64, 65, 100, 129, 200};
  private static final DType[] TYPES = {
    DType.FLOAT32,
    DType.FLOAT32,
    DType.FLOAT32,
    DType.FLOAT64,
    DType.INT32,
    DType.INT64,
    DType.BFLOAT16
  };

  private final Random random;
  private final JaxprBuilder builder = new JaxprBuilder();
  private final List<Atom> values = new ArrayList<>();
  private final DType type;
  private final Shape shape;

  private RandomEpilogue(long seed) {
    this.random = new Random(seed);
    this.type = TYPES[random.nextInt(TYPES.length)];
    this.shape = Shape.of(size(), size());
  }

  /// The program of a seed.
  static Jaxpr of(long seed, int equations) {
    RandomEpilogue program = new RandomEpilogue(seed);
    program.operands();
    for (int i = 0; i < equations; i++) {
      program.addOne();
    }
    List<Atom> outputs = new ArrayList<>(List.of(program.values.getLast()));
    for (int i = program.random.nextInt(3); i > 0; i--) {
      outputs.add(program.any());
    }
    return program.builder.build(outputs);
  }

  private long size() {
    return SIZES[random.nextInt(SIZES.length)];
  }

  private Atom input(Shape sizes) {
    return builder.input(new ArrayType(type, sizes));
  }

  private void operands() {
    long k = random.nextInt(4) == 0 ? 300 : size();
    boolean turnLeft = random.nextBoolean();
    boolean turnRight = random.nextBoolean();
    Atom left = input(turnLeft ? Shape.of(k, shape.get(0)) : Shape.of(shape.get(0), k));
    Atom right = input(turnRight ? Shape.of(shape.get(1), k) : Shape.of(k, shape.get(1)));
    Atom bias = input(Shape.of(shape.get(1)));
    Atom column = input(Shape.of(shape.get(0), 1));
    Atom residual = input(shape);
    DotGeneral product =
        new DotGeneral(
            Axes.of(turnLeft ? 0 : 1), Axes.of(turnRight ? 1 : 0), Axes.none(), Axes.none(), type);
    values.add(residual);
    values.add(add(new Shaping.BroadcastInDim(shape, Axes.of(1)), bias));
    values.add(add(new Shaping.BroadcastInDim(shape, Axes.of(0, 1)), column));
    values.add(add(product, prologue(left), right));
    if (random.nextInt(3) == 0) {
      values.add(add(product, left, right));
    }
  }

  /// What is computed for the left operand, perhaps, of which a later equation may read a part too.
  private Atom prologue(Atom left) {
    Atom made = left;
    for (int i = random.nextInt(4); i > 0; i--) {
      Shape sizes = made.type().shape();
      made =
          switch (random.nextInt(4)) {
            case 0 -> add(new Elementwise.Mul(), made, left);
            case 1 -> add(new Elementwise.Add(), made, repeated(Shape.of(sizes.get(1)), sizes, 1));
            case 2 -> add(new Elementwise.Mul(), repeated(Shape.of(sizes.get(0)), sizes, 0), made);
            default -> there(DType.FLOAT64, made);
          };
    }
    if (made != left && random.nextInt(4) == 0) {
      Atom fold = add(new Reducing.ReduceSum(Axes.of(0, 1)), made);
      values.add(add(new Shaping.BroadcastInDim(shape, Axes.none()), fold));
    }
    return made;
  }

  private Atom repeated(Shape own, Shape sizes, int axis) {
    return add(new Shaping.BroadcastInDim(sizes, Axes.of(axis)), input(own));
  }

  private Atom add(Primitive primitive, Atom... operands) {
    return builder.add(primitive, List.of(operands)).get(0);
  }

  private Atom any() {
    int n = values.size();
    return random.nextInt(3) > 0 ? values.getLast() : values.get(random.nextInt(n));
  }

  private void addOne() {
    Atom x = any();
    try {
      Atom made =
          switch (random.nextInt(9)) {
            case 0, 1 -> add(new Unary(pick(Unary.Op.values())), x);
            case 2 -> add(new Elementwise.Add(), x, any());
            case 3 -> add(new Elementwise.Mul(), x, any());
            case 4 -> add(new Binary(pick(Binary.Op.values())), x, any());
            case 5 -> add(new Elementwise.Select(), add(compare(), x, values.get(0)), x, any());
            case 6 -> there(DType.FLOAT64, x);
            case 7 -> row(x);
            default -> column(x);
          };
      values.add(made);
    } catch (IllegalArgumentException rejected) {
      // the type rules allow it for other types
    }
  }

  private Compare compare() {
    return new Compare(pick(Compare.Op.values()));
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /// To another type and back.
  private Atom there(DType other, Atom x) {
    Atom wide = add(new Elementwise.Convert(other, false), x);
    return add(new Elementwise.Convert(type, false), wide);
  }

  /// A fold of each row, repeated along it.
  private Atom row(Atom x) {
    Atom fold = add(new Reducing.ReduceSum(Axes.of(1)), x);
    return add(new Shaping.BroadcastInDim(shape, Axes.of(0)), fold);
  }

  /// A fold of each column, repeated along it.
  private Atom column(Atom x) {
    Atom fold = add(new Reducing.ReduceSum(Axes.of(0)), x);
    return add(new Shaping.BroadcastInDim(shape, Axes.of(1)), fold);
  }
}
