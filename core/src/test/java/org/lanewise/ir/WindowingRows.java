package org.lanewise.ir;

import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// What convolutions and folds of windows accept.
final class WindowingRows {
  private static final ConvDimensions NCW = ConvDimensions.featuresFirst(1);
  private static final Sizes ONE = Sizes.of(1);
  private static final Sizes ZERO = Sizes.of(0);

  private WindowingRows() {}

  static void addTo(TypeTable table) {
    convolutions(table);
    dimensionErrors(table);
    groupErrors(table);
    folds(table);
    foldErrors(table);
    choices(table);
  }

  private static Conv conv(ConvDimensions dimensions, long features, long batches, DType type) {
    Sizes ones = Sizes.filled(dimensions.spatialRank(), 1);
    Sizes zeros = Sizes.filled(dimensions.spatialRank(), 0);
    return new Conv(dimensions, ones, zeros, zeros, ones, ones, features, batches, type);
  }

  private static Conv conv(Sizes strides, Sizes low, Sizes high, Sizes lhs, Sizes rhs) {
    return new Conv(NCW, strides, low, high, lhs, rhs, 1, 1, DType.FLOAT32);
  }

  private static void convolutions(TypeTable table) {
    Conv plain = conv(NCW, 1, 1, DType.FLOAT32);
    table.accept(plain, "f32[5,2,9] f32[4,2,3]", "f32[5,4,7]");
    table.accept(plain, "f32[5,2,2] f32[4,2,3]", "f32[5,4,0]");
    table.accept(plain, "f32[0,2,9] f32[4,2,3]*", "f32[0,4,7]");
    table.accept(plain, "bf16[5,2,9]* bf16[4,2,3]*", "f32[5,4,7]*");
    table.accept(conv(NCW, 1, 1, DType.INT32), "i8[5,2,9] i8[4,2,3]", "i32[5,4,7]");
    table.accept(conv(NCW, 3, 1, DType.FLOAT32), "f32[5,6,9] f32[9,2,3]", "f32[5,9,7]");
    table.accept(conv(NCW, 1, 3, DType.FLOAT32), "f32[6,2,9] f32[9,2,3]", "f32[2,9,7]");
    table.accept(
        conv(ConvDimensions.featuresFirst(0), 1, 1, DType.FLOAT32),
        "f32[5,2] f32[4,2]",
        "f32[5,4]");
    ConvDimensions mixed = ConvDimensions.of("HNCW", "WIOH", "WHNC");
    table.accept(conv(mixed, 1, 1, DType.FLOAT64), "f64[7,5,2,9] f64[3,2,4,2]", "f64[7,6,5,4]");
    // (9 - 1)·2 + 1 + 1 - 2 = 16 places, windows of (3 - 1)·3 + 1 = 7: (16 - 7) / 2 + 1 = 5
    table.accept(
        conv(Sizes.of(2), ONE, Sizes.of(-2), Sizes.of(2), Sizes.of(3)),
        "f32[1,1,9] f32[1,1,3]",
        "f32[1,1,5]");
  }

  private static void dimensionErrors(TypeTable table) {
    Conv plain = conv(NCW, 1, 1, DType.FLOAT32);
    table.refuse(
        plain, "f32[5,2,9]", "`conv_general_dilated`: takes 2 operands, got 1: [f32[5,2,9]].");
    table.refuse(
        plain,
        "bool[5,2,9] bool[4,2,3]",
        "`conv_general_dilated`: operand 0 must be of an integer or floating type, got bool[5,2,9]."
            + " Convert it with `astype`.");
    table.refuse(
        plain,
        "f32[5,2,9] f64[4,2,3]",
        "`conv_general_dilated`: operands must have one element type, but operand 0 f32[5,2,9] and"
            + " operand 1 f64[4,2,3] differ. Convert one of them with `astype`, or use `Numpy`,"
            + " which promotes.");
    table.refuse(
        conv(NCW, 1, 1, DType.FLOAT16),
        "f32[5,2,9] f32[4,2,3]",
        "`conv_general_dilated`: preferred_element_type must be the operands' element type or a wider"
            + " one of its kind, but operands are f32 and preferred_element_type is f16. Convert"
            + " operands or result with `astype`.");
    table.refuse(
        plain,
        "f32[5,2,9,9] f32[4,2,3]",
        "`conv_general_dilated`: lhs dimension numbers must name every axis once, but they are (0, 1,"
            + " 2) and lhs has rank 4. Name batch, feature and all spatial axes.");
    table.refuse(
        conv(new ConvDimensions(NCW.lhs(), NCW.rhs(), Axes.of(0, 1, 1)), 1, 1, DType.FLOAT32),
        "f32[5,2,9] f32[4,2,3]",
        "`conv_general_dilated`: axis 1 is given twice in out dimension numbers (0, 1, 1). Give it"
            + " once.");
    table.refuse(
        conv(new ConvDimensions(NCW.lhs(), Axes.range(4), NCW.out()), 1, 1, DType.FLOAT32),
        "f32[5,2,9] f32[4,2,3,3]",
        "`conv_general_dilated`: lhs and rhs must have one rank, at least 2: batch, feature and"
            + " spatial axes; but lhs is f32[5,2,9] and rhs f32[4,2,3,3]. Add axes with"
            + " `expandDims`.");
    table.refuse(
        conv(Sizes.of(1, 1), ZERO, ZERO, ONE, ONE),
        "f32[5,2,9] f32[4,2,3]",
        "`conv_general_dilated`: window_strides must have one entry for each of the 1 spatial axes of"
            + " lhs f32[5,2,9], got (1, 1). Give 1.");
    table.refuse(
        conv(ZERO, ZERO, ZERO, ONE, ONE),
        "f32[5,2,9] f32[4,2,3]",
        "`conv_general_dilated`: window_strides must be at least 1, got (0,). Give a positive number"
            + " for axis 0.");
  }

  private static void groupErrors(TypeTable table) {
    Conv plain = conv(NCW, 1, 1, DType.FLOAT32);
    table.refuse(
        plain,
        "f32[5,3,9] f32[4,2,3]",
        "`conv_general_dilated`: lhs must have as many features as rhs has input features times"
            + " feature_group_count, but lhs f32[5,3,9] has 3 and rhs f32[4,2,3] has 2 times 1. Check"
            + " the dimension numbers, or the number of groups.");
    table.refuse(
        conv(NCW, 2, 2, DType.FLOAT32),
        "f32[5,4,9] f32[4,2,3]",
        "`conv_general_dilated`: feature_group_count and batch_group_count must be at least 1 and one"
            + " of them 1, got 2 and 2. Use groups of one kind.");
    table.refuse(
        conv(NCW, 3, 1, DType.FLOAT32),
        "f32[5,6,9] f32[4,2,3]",
        "`conv_general_dilated`: the output features of rhs must be a multiple of the number of"
            + " groups, but rhs f32[4,2,3] has 4 for 3 groups. Give each group equally many.");
    table.refuse(
        conv(NCW, 1, 2, DType.FLOAT32),
        "f32[5,2,9] f32[4,2,3]",
        "`conv_general_dilated`: the batch of lhs must be a multiple of batch_group_count, but lhs"
            + " f32[5,2,9] has 5 for 2 groups. Give each group equally many.");
  }

  private static void folds(TypeTable table) {
    Window window = Window.of(2, 3).withStrides(2, 1).withPadding(Sizes.of(1, 0), Sizes.of(0, 0));
    table.accept(new ReduceWindowSum(window), "f32[5,4]*", "f32[3,2]*");
    table.accept(new ReduceWindowSum(Window.of()), "i32[]", "i32[]");
    table.accept(new ReduceWindowSum(Window.of(3)), "u8[2]", "u8[0]");
    for (ReduceWindow.Op op : ReduceWindow.Op.values()) {
      table.accept(new ReduceWindow(op, window), "i32[5,4]", "i32[3,2]");
    }
    table.accept(new ReduceWindow(ReduceWindow.Op.MAX, Window.of(2)), "bool[3]", "bool[2]");
    table.accept(new ReduceWindow(ReduceWindow.Op.OR, Window.of(2)), "i32[3]*", "i32[2]");
  }

  private static void foldErrors(TypeTable table) {
    table.refuse(
        new ReduceWindowSum(Window.of(2)),
        "bool[3]",
        "`reduce_window_sum`: operand 0 must be of an integer or floating type, got bool[3]. Convert"
            + " it with `astype`.");
    table.refuse(
        new ReduceWindow(ReduceWindow.Op.PROD, Window.of(2)),
        "bool[3]",
        "`reduce_window_prod`: operand 0 must be of an integer or floating type, got bool[3]. Convert"
            + " it with `astype`.");
    table.refuse(
        new ReduceWindow(ReduceWindow.Op.OR, Window.of(2)),
        "f32[3]",
        "`reduce_window_or`: operand 0 must be of an integer type or bool, got f32[3]. Convert it"
            + " with `astype`.");
    table.refuse(
        new ReduceWindow(ReduceWindow.Op.MIN, Window.of(2)),
        "f32[3] f32[3]",
        "`reduce_window_min`: takes 1 operand, got 2: [f32[3], f32[3]].");
    table.refuse(
        new ReduceWindow(ReduceWindow.Op.AND, Window.of(2)),
        "f32[3]",
        "`reduce_window_and`: operand 0 must be of an integer type or bool, got f32[3]. Convert it"
            + " with `astype`.");
    table.refuse(
        new ReduceWindow(ReduceWindow.Op.MAX, Window.of(2)),
        "f32[3,4]",
        "`reduce_window_max`: there must be one window size, stride, low and high padding, base and"
            + " window dilation for each axis, but operand f32[3,4] has rank 2 and the window is"
            + " Window[sizes=(2,), strides=(1,), low=(0,), high=(0,), baseDilation=(1,),"
            + " windowDilation=(1,)]. Use sizes of 1 for axes without windows.");
    table.refuse(
        new ReduceWindowSum(Window.of(1, 0)),
        "f32[3,4]",
        "`reduce_window_sum`: window_dimensions must be at least 1, got (1, 0). Give a positive"
            + " number for axis 1.");
    table.refuse(
        new ReduceWindowSum(Window.of(1).withBaseDilation(0)),
        "f32[3]",
        "`reduce_window_sum`: base_dilation must be at least 1, got (0,). Give a positive number for"
            + " axis 0.");
  }

  private static void choices(TypeTable table) {
    Window window = Window.of(2).withStrides(2);
    SelectAndGatherAdd gather = new SelectAndGatherAdd(Select.GE, window);
    SelectAndScatterAdd scatter = new SelectAndScatterAdd(Select.LE, window);
    table.accept(gather, "f32[5] f32[5]*", "f32[2]");
    table.accept(scatter, "f32[2] f32[5]", "f32[5]");
    table.refuse(
        gather,
        "f32[4] f32[5]",
        "`select_and_gather_add`: both operands must have one shape, but operand 0 f32[4] and operand"
            + " 1 f32[5] differ. Give one value for each element that may be chosen.");
    table.refuse(
        scatter,
        "f32[5] f32[5]",
        "`select_and_scatter_add`: the first operand must have one element for each window of the"
            + " second, but operand 0 f32[5] is not of shape (2,), that of the windows of operand 1"
            + " f32[5]. Give one value for each window.");
    table.refuse(
        gather,
        "f64[5] f32[5]",
        "`select_and_gather_add`: operands must have one element type, but operand 0 f64[5] and"
            + " operand 1 f32[5] differ. Convert one of them with `astype`, or use `Numpy`, which"
            + " promotes.");
  }
}
