package org.lanewise.ir;

import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// What reductions accept.
final class ReducingRows {
  private static final String NOT_A_NUMBER =
      "`%s`: operand 0 must be of an integer or floating type, got bool[2]. Convert it with"
          + " `astype`.";

  private ReducingRows() {}

  static void addTo(TypeTable table) {
    ReduceSum sum = new ReduceSum(Axes.of(0));
    table.accept(sum, "f32[3,4]*", "f32[4]*");
    table.accept(new ReduceSum(Axes.of(0, 1)), "i8[3,4]", "i8[]");
    table.accept(new ReduceSum(Axes.none()), "bf16[3]", "bf16[3]");
    table.accept(sum, "f32[0,4]", "f32[4]");
    table.refuse(sum, "bool[2]", NOT_A_NUMBER.formatted("reduce_sum"));
    table.refuse(
        sum,
        "f32[]",
        "`reduce_sum`: axes 0 is out of range for rank 0, got [f32[]]. Use an operand that has"
            + " axes.");
    table.refuse(
        new ReduceSum(Axes.of(1, 0)),
        "f32[3,4]",
        "`reduce_sum`: axes must ascend, got (1, 0). Sort the axes.");
    table.refuse(
        new ReduceSum(Axes.of(1, 1)),
        "f32[3,4]",
        "`reduce_sum`: axis 1 is given twice in axes (1, 1). Give it once.");
    folds(table);
    extremes(table);
    scans(table);
  }

  private static void folds(TypeTable table) {
    for (Reduce.Op op : Reduce.Op.values()) {
      Reduce primitive = new Reduce(op, Axes.of(0));
      String name = primitive.name();
      table.refuse(
          new Reduce(op, Axes.of(2)),
          "i32[3,4]",
          "`%s`: axes 2 is out of range for rank 2, got [i32[3,4]]. Use an axis from 0 to 1."
              .formatted(name));
      table.accept(primitive, "i32[3,4]", "i32[4]");
      switch (op) {
        case PROD -> {
          table.accept(primitive, "f32[3]*", "f32[]*");
          table.refuse(primitive, "bool[2]", NOT_A_NUMBER.formatted(name));
        }
        case MAX, MIN -> {
          table.accept(primitive, "f32[3]*", "f32[]*");
          table.accept(primitive, "bool[3]", "bool[]");
        }
        case AND, OR, XOR -> {
          table.accept(primitive, "bool[3]", "bool[]");
          table.accept(primitive, "i32[3]*", "i32[]");
          table.refuse(
              primitive,
              "f32[3]",
              "`%s`: operand 0 must be of an integer type or bool, got f32[3]. Convert it with `astype`."
                  .formatted(name));
        }
      }
    }
  }

  private static void extremes(TypeTable table) {
    for (ArgReduce.Op op : ArgReduce.Op.values()) {
      ArgReduce primitive = new ArgReduce(op, 1, DType.INT32);
      String name = primitive.name();
      table.accept(primitive, "f32[3,4]*", "i32[3]");
      table.accept(new ArgReduce(op, 0, DType.UINT8), "bool[3]", "u8[]");
      table.refuse(
          primitive,
          "f32[3,0]",
          "`%s`: there is no extreme of nothing, but operand f32[3,0] axis 1 has size 0. Check the size first."
              .formatted(name));
      table.refuse(
          new ArgReduce(op, 0, DType.FLOAT32),
          "f32[3]",
          "`%s`: index_dtype must be an integer type, got f32. Choose another type."
              .formatted(name));
      table.refuse(
          primitive,
          "f32[3]",
          "`%s`: axis 1 is out of range for rank 1, got [f32[3]]. Use an axis from 0 to 0."
              .formatted(name));
    }
  }

  private static void scans(TypeTable table) {
    scan(table, new CumSum(0, false));
    for (Cumulative.Op op : Cumulative.Op.values()) {
      scan(table, new Cumulative(op, 0, true));
    }
  }

  private static void scan(TypeTable table, Reducing primitive) {
    table.accept(primitive, "f32[3,4]*", "f32[3,4]*");
    table.accept(primitive, "u16[0]", "u16[0]");
    table.refuse(primitive, "bool[2]", NOT_A_NUMBER.formatted(primitive.name()));
    table.refuse(
        primitive,
        "f32[]",
        "`%s`: axis 0 is out of range for rank 0, got [f32[]]. Use an operand that has axes."
            .formatted(primitive.name()));
  }
}
