package org.lanewise.ir;

import java.util.Collections;
import org.lanewise.ir.Elementwise.Add;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Clamp;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.Div;
import org.lanewise.ir.Elementwise.Fma;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Mul;
import org.lanewise.ir.Elementwise.Name;
import org.lanewise.ir.Elementwise.Neg;
import org.lanewise.ir.Elementwise.Select;
import org.lanewise.ir.Elementwise.StopGradient;
import org.lanewise.ir.Elementwise.Sub;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.type.DType;

/// What elementwise primitives accept.
final class ElementwiseRows {
  private ElementwiseRows() {}

  static void addTo(TypeTable table) {
    unary(table);
    arithmetic(table);
    binary(table);
    broadcasting(table);
    choices(table);
    conversions(table);
  }

  private static void unary(TypeTable table) {
    for (Unary.Op op : Unary.Op.values()) {
      Unary primitive = new Unary(op);
      switch (op) {
        case SIGN, ABS, SQUARE -> numbers(table, primitive, 1);
        case NOT -> bits(table, primitive, 1);
        case POPULATION_COUNT, CLZ -> integers(table, primitive, 1);
        case IS_FINITE -> {
          table.accept(primitive, "f32[3]", "bool[3]");
          table.accept(primitive, "bf16[]*", "bool[]");
          refuseKinds(table, primitive, 1, "a floating type", "i32[2]", "bool[2]", "u8[2]");
        }
        case FLOOR, CEIL, ROUND, ROUND_EVEN -> floating(table, primitive, 1);
        case EXP, EXP2, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, RSQRT, CBRT ->
            floating(table, primitive, 1);
        case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH ->
            floating(table, primitive, 1);
        case LOGISTIC, ERF, ERFC, ERF_INV, LGAMMA, DIGAMMA -> floating(table, primitive, 1);
      }
    }
    table.refuse(
        new Unary(Unary.Op.SIN),
        "f32[3] f32[3]",
        "`sin`: takes 1 operand, got 2: [f32[3], f32[3]].");
    table.refuse(
        new Unary(Unary.Op.SIN),
        "c64[3]",
        "`sin`: complex dtypes are not yet supported, got c64. Keep real and imaginary parts as two"
            + " arrays.");
    numbers(table, new IntegerPow(3), 1);
    table.accept(new IntegerPow(-2), "f32[3]", "f32[3]");
    table.accept(new IntegerPow(0), "u8[3]", "u8[3]");
    table.refuse(
        new IntegerPow(-1),
        "i32[3]",
        "`integer_pow`: an integer operand must have an exponent that is not negative, got i32[3]"
            + " and exponent -1. Convert the operand to a floating type.");
    numbers(table, new Neg(), 1);
  }

  private static void arithmetic(TypeTable table) {
    numbers(table, new Add(), 2);
    numbers(table, new Sub(), 2);
    numbers(table, new AddAny(), 2);
    numbers(table, new Mul(), 2);
    numbers(table, new Div(), 2);
    numbers(table, new Clamp(), 3);
    floating(table, new Fma(), 3);
    table.refuse(
        new Add(),
        "f32[3] i32[3]",
        "`add`: operands must have one element type, but operand 0 f32[3] and operand 1 i32[3]"
            + " differ. Convert one of them with `astype`, or use `Numpy`, which promotes.");
    table.refuse(new Mul(), "f32[3]", "`mul`: takes 2 operands, got 1: [f32[3]].");
  }

  private static void binary(TypeTable table) {
    for (Binary.Op op : Binary.Op.values()) {
      Binary primitive = new Binary(op);
      switch (op) {
        case REM -> numbers(table, primitive, 2);
        case POW -> pow(table, primitive);
        case ATAN2, NEXTAFTER -> floating(table, primitive, 2);
        case MAX, MIN -> any(table, primitive, 2);
        case AND, OR, XOR -> bits(table, primitive, 2);
        case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
            integers(table, primitive, 2);
      }
    }
    for (Compare.Op op : Compare.Op.values()) {
      Compare primitive = new Compare(op);
      table.accept(primitive, "f32[3] f32[]", "bool[3]");
      table.accept(primitive, "f32[]* f32[]*", "bool[]");
      table.accept(primitive, "bool[2] bool[2]", "bool[2]");
      table.refuse(
          primitive,
          "f32[3] f64[3]",
          "`%s`: operands must have one element type, but operand 0 f32[3] and operand 1 f64[3] differ. Convert one of them with `astype`, or use `Numpy`, which promotes."
              .formatted(primitive.name()));
    }
  }

  private static void pow(TypeTable table, Binary pow) {
    table.accept(pow, "f32[3] f32[3]", "f32[3]");
    table.accept(pow, "f32[3] i64[3]", "f32[3]");
    table.accept(pow, "bf16[]* i32[]*", "bf16[]*");
    refuseKinds(table, pow, 2, "a floating type", "i32[2]");
    table.refuse(
        pow,
        "f32[3] f64[3]",
        "`pow`: operands must have one element type, but operand 0 f32[3] and operand 1 f64[3]"
            + " differ. Convert one of them with `astype`, or use `Numpy`, which promotes.");
  }

  private static void broadcasting(TypeTable table) {
    Add add = new Add();
    table.accept(add, "f32[] f32[3,4]", "f32[3,4]");
    table.accept(add, "f32[3,1] f32[1,4]", "f32[3,4]");
    table.accept(add, "f32[0,1] f32[1,4]", "f32[0,4]");
    table.accept(add, "f32[1] f32[0]", "f32[0]");
    table.accept(new Clamp(), "f32[] f32[3] f32[3]", "f32[3]");
    table.refuse(
        add,
        "f32[4] f32[3,4]",
        "`add`: operands must be scalars or of one rank, but operand 0 f32[4] has rank 1 and"
            + " operand 1 f32[3,4] has rank 2. Add axes with `expandDims`, or use `Numpy`, which"
            + " does.");
    table.refuse(
        add,
        "f32[3,4] f32[3,5]",
        "`add`: sizes must be equal or 1, but operand 0 f32[3,4] axis 1 has size 4 and operand 1"
            + " f32[3,5] axis 1 has size 5. Slice, pad or transpose one of them.");
    table.refuse(
        new Fma(),
        "f32[1] f32[2] f32[3]",
        "`fma`: sizes must be equal or 1, but operand 1 f32[2] axis 0 has size 2 and operand 2"
            + " f32[3] axis 0 has size 3. Slice, pad or transpose one of them.");
    table.refuse(
        add,
        "f32[0] f32[2]",
        "`add`: sizes must be equal or 1, but operand 0 f32[0] axis 0 has size 0 and operand 1"
            + " f32[2] axis 0 has size 2. Slice, pad or transpose one of them.");
  }

  private static void choices(TypeTable table) {
    Select select = new Select();
    table.accept(select, "bool[3] f32[3] f32[3]", "f32[3]");
    table.accept(select, "bool[] i8[3] i8[3]", "i8[3]");
    table.accept(select, "bool[3] f32[]* f32[]*", "f32[3]*");
    table.accept(select, "i32[3] f32[3] f32[3] f32[3] f32[3]", "f32[3]");
    table.accept(select, "i32[]* bool[3]", "bool[3]");
    table.refuse(
        select,
        "f32[3] f32[3] f32[3]",
        "`select_n`: operand 0 must be bool or i32, got f32[3]. Compare it, or convert it with"
            + " `astype`.");
    table.refuse(
        select,
        "bool[] f32[] f32[] f32[]",
        "`select_n`: a bool chooses between two cases, got 3: [bool[], f32[], f32[], f32[]]. Choose"
            + " by an i32.");
    table.refuse(
        select,
        "bool[] f32[] i32[]",
        "`select_n`: operands must have one element type, but operand 1 f32[] and operand 2 i32[]"
            + " differ. Convert one of them with `astype`, or use `Numpy`, which promotes.");
    table.refuse(select, "bool[3]", "`select_n`: takes at least 2 operands, got 1: [bool[3]].");
  }

  private static void conversions(TypeTable table) {
    table.accept(new Convert(DType.BOOL, false), "f32[3]", "bool[3]");
    table.accept(new Convert(DType.FLOAT32, true), "i32[]", "f32[]*");
    table.accept(new Convert(DType.INT8, false), "u64[2]*", "i8[2]");
    table.refuse(
        new Convert(DType.COMPLEX64, false),
        "f32[3]",
        "`convert_element_type`: complex dtypes are not yet supported, got c64. Keep real and"
            + " imaginary parts as two arrays.");
    floating(table, new Elementwise.GammaSample(false), 2);
    any(table, new Name("hidden"), 1);
    any(table, new StopGradient(), 1);
  }

  private static void any(TypeTable table, Primitive primitive, int arity) {
    uniform(table, primitive, arity, "f32", "i32", "bool", "u64");
    table.refuse(
        primitive,
        repeated("c128[2]", arity),
        "`%s`: complex dtypes are not yet supported, got c128. Keep real and imaginary parts as two arrays."
            .formatted(primitive.name()));
  }

  private static void numbers(TypeTable table, Primitive primitive, int arity) {
    uniform(table, primitive, arity, "f32", "bf16", "i32", "u64");
    refuseKinds(table, primitive, arity, "an integer or floating type", "bool[2]");
  }

  private static void floating(TypeTable table, Primitive primitive, int arity) {
    uniform(table, primitive, arity, "f16", "bf16", "f32", "f64");
    refuseKinds(table, primitive, arity, "a floating type", "bool[2]", "i32[2]", "u8[2]");
  }

  private static void integers(TypeTable table, Primitive primitive, int arity) {
    uniform(table, primitive, arity, "i8", "i64", "u8", "u64");
    refuseKinds(table, primitive, arity, "an integer type", "bool[2]", "f32[2]");
  }

  private static void bits(TypeTable table, Primitive primitive, int arity) {
    uniform(table, primitive, arity, "bool", "i16", "u32");
    refuseKinds(table, primitive, arity, "an integer type or bool", "f32[2]", "bf16[2]");
  }

  /// The result has the operands' type, and is weak if all of them are.
  private static void uniform(TypeTable table, Primitive primitive, int arity, String... dtypes) {
    for (String dtype : dtypes) {
      table.accept(primitive, repeated(dtype + "[2,3]", arity), dtype + "[2,3]");
      table.accept(primitive, repeated(dtype + "[0]", arity), dtype + "[0]");
      table.accept(primitive, repeated(dtype + "[]*", arity), dtype + "[]*");
      if (arity > 1) {
        String mixed = dtype + "[] " + repeated(dtype + "[]*", arity - 1);
        table.accept(primitive, mixed, dtype + "[]");
      }
    }
  }

  private static void refuseKinds(
      TypeTable table, Primitive primitive, int arity, String kind, String... operands) {
    for (String operand : operands) {
      table.refuse(
          primitive,
          repeated(operand, arity),
          "`%s`: operand 0 must be of %s, got %s. Convert it with `astype`."
              .formatted(primitive.name(), kind, operand));
    }
  }

  private static String repeated(String type, int arity) {
    return String.join(" ", Collections.nCopies(arity, type));
  }
}
