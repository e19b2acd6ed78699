package org.lanewise.ir;

import org.lanewise.ir.Shaping.BitcastConvert;
import org.lanewise.ir.Shaping.BroadcastInDim;
import org.lanewise.ir.Shaping.Concatenate;
import org.lanewise.ir.Shaping.Iota;
import org.lanewise.ir.Shaping.Pad;
import org.lanewise.ir.Shaping.Reshape;
import org.lanewise.ir.Shaping.Rev;
import org.lanewise.ir.Shaping.Slice;
import org.lanewise.ir.Shaping.Squeeze;
import org.lanewise.ir.Shaping.Transpose;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What shaping primitives accept.
final class ShapingRows {
  private ShapingRows() {}

  static void addTo(TypeTable table) {
    iota(table);
    broadcast(table);
    reshape(table);
    axes(table);
    concatenate(table);
    pad(table);
    slice(table);
    bitcast(table);
  }

  private static void iota(TypeTable table) {
    table.accept(new Iota(DType.INT32, Shape.of(2, 3), 1), "", "i32[2,3]");
    table.accept(new Iota(DType.BFLOAT16, Shape.of(0), 0), "", "bf16[0]");
    table.refuse(
        new Iota(DType.BOOL, Shape.of(2), 0),
        "",
        "`iota`: dtype must be an integer or floating type, got bool. Choose another type.");
    table.refuse(
        new Iota(DType.COMPLEX64, Shape.of(2), 0),
        "",
        "`iota`: complex dtypes are not yet supported, got c64. Keep real and imaginary parts as"
            + " two arrays.");
    table.refuse(
        new Iota(DType.INT32, Shape.of(2), 1),
        "",
        "`iota`: dimension 1 is out of range for shape (2,). Use an axis of the shape.");
    table.refuse(
        new Iota(DType.INT32, Shape.of(2), 0),
        "i32[]",
        "`iota`: takes 0 operands, got 1: [i32[]].");
  }

  private static void broadcast(TypeTable table) {
    table.accept(new BroadcastInDim(Shape.of(2, 3), Axes.of(1)), "f32[3]*", "f32[2,3]*");
    table.accept(new BroadcastInDim(Shape.of(2, 3), Axes.of(0)), "bool[1]", "bool[2,3]");
    table.accept(new BroadcastInDim(Shape.of(0, 3), Axes.none()), "f32[]", "f32[0,3]");
    table.refuse(
        new BroadcastInDim(Shape.of(2, 3), Axes.none()),
        "f32[3]",
        "`broadcast_in_dim`: broadcast_dimensions must name one result axis per operand axis, but"
            + " operand f32[3] has rank 1 and broadcast_dimensions are (). Name 1.");
    table.refuse(
        new BroadcastInDim(Shape.of(2, 3), Axes.of(0)),
        "f32[3]",
        "`broadcast_in_dim`: an operand's size must be 1 or that of the result, but operand f32[3]"
            + " axis 0 has size 3 and result (2, 3) axis 0 has size 2. Name another axis, or repeat"
            + " the elements by `concatenate`.");
    table.refuse(
        new BroadcastInDim(Shape.of(3, 3), Axes.of(1, 0)),
        "f32[3,3]",
        "`broadcast_in_dim`: broadcast_dimensions must ascend, got (1, 0). Sort the axes.");
    table.refuse(
        new BroadcastInDim(Shape.of(3), Axes.of(1)),
        "f32[3]",
        "`broadcast_in_dim`: broadcast_dimensions 1 is out of range for rank 1, got [f32[3]]. Use"
            + " an axis from 0 to 0.");
  }

  private static void reshape(TypeTable table) {
    table.accept(new Reshape(Shape.of(2, 6)), "f32[3,4]*", "f32[2,6]*");
    table.accept(new Reshape(Shape.of(0, 7)), "i8[3,0]", "i8[0,7]");
    table.accept(new Reshape(Shape.scalar()), "f32[1,1]", "f32[]");
    table.refuse(
        new Reshape(Shape.of(5)),
        "f32[3,4]",
        "`reshape`: the number of elements must stay the same, but operand f32[3,4] has 12 and"
            + " shape (5,) has 5. Choose sizes whose product is 12.");
  }

  private static void axes(TypeTable table) {
    table.accept(new Squeeze(Axes.of(0, 2)), "f32[1,3,1]*", "f32[3]*");
    table.refuse(
        new Squeeze(Axes.of(1)),
        "f32[1,3]",
        "`squeeze`: only axes of size 1 can be dropped, but operand f32[1,3] axis 1 has size 3."
            + " Index or reduce the axis.");
    table.refuse(
        new Squeeze(Axes.of(0)),
        "f32[]",
        "`squeeze`: dimensions 0 is out of range for rank 0, got [f32[]]. Use an operand that has"
            + " axes.");
    table.accept(new Transpose(Axes.of(2, 0, 1)), "f32[3,4,5]*", "f32[5,3,4]*");
    table.refuse(
        new Transpose(Axes.of(0)),
        "f32[3,4]",
        "`transpose`: the permutation must name every axis once, but operand f32[3,4] has rank 2"
            + " and the permutation is (0,). Name all axes from 0 to 1.");
    table.refuse(
        new Transpose(Axes.of(0, 0)),
        "f32[3,4]",
        "`transpose`: axis 0 is given twice in permutation (0, 0). Give it once.");
    table.accept(new Rev(Axes.of(1, 0)), "f32[3,4]*", "f32[3,4]*");
    table.refuse(
        new Rev(Axes.of(-1)),
        "f32[3,4]",
        "`rev`: dimensions -1 is out of range for rank 2, got [f32[3,4]]. Use an axis from 0 to"
            + " 1.");
  }

  private static void concatenate(TypeTable table) {
    table.accept(new Concatenate(0), "f32[3] f32[0] f32[4]", "f32[7]");
    table.accept(new Concatenate(1), "f32[2,3]* f32[2,1]*", "f32[2,4]*");
    table.accept(new Concatenate(0), "f32[3]* f32[4]", "f32[7]");
    table.refuse(new Concatenate(0), "", "`concatenate`: takes at least 1 operand, got 0: [].");
    table.refuse(
        new Concatenate(0),
        "f32[2,3] f32[2,4]",
        "`concatenate`: sizes must be equal but for axis 0, but operand 0 f32[2,3] axis 1 has size"
            + " 3 and operand 1 f32[2,4] axis 1 has size 4. Slice or pad one of them.");
    table.refuse(
        new Concatenate(0),
        "f32[2] f32[2,4]",
        "`concatenate`: operands must have one rank, but operand 0 f32[2] and operand 1 f32[2,4]"
            + " differ. Add axes with `expandDims`.");
    table.refuse(
        new Concatenate(0),
        "f32[2] i32[2]",
        "`concatenate`: operands must have one element type, but operand 0 f32[2] and operand 1"
            + " i32[2] differ. Convert one of them with `astype`, or use `Numpy`, which promotes.");
    table.refuse(
        new Concatenate(1),
        "f32[2] f32[2]",
        "`concatenate`: dimension 1 is out of range for rank 1, got [f32[2], f32[2]]. Use an axis"
            + " from 0 to 0.");
  }

  private static Pad pad(long low, long high, long interior) {
    return new Pad(Sizes.of(low), Sizes.of(high), Sizes.of(interior));
  }

  private static void pad(TypeTable table) {
    table.accept(pad(1, 2, 1), "f32[3] f32[]", "f32[8]");
    table.accept(pad(-1, 0, 0), "f32[3] f32[]*", "f32[2]");
    table.accept(pad(-3, 0, 0), "f32[3]* f32[]*", "f32[0]*");
    table.accept(pad(2, 0, 5), "f32[0] f32[]", "f32[2]");
    table.refuse(
        pad(-4, 0, 0),
        "f32[3] f32[]",
        "`pad`: padding must not cut off more than there is, but operand f32[3] axis 0 would get"
            + " size -1 (low -4, high 0). Cut off less.");
    table.refuse(
        pad(0, 0, -1),
        "f32[3] f32[]",
        "`pad`: interior padding must not be negative, got -1 for axis 0. Use a strided `slice` to"
            + " drop elements.");
    table.refuse(
        pad(0, 0, 0),
        "f32[3] f32[1]",
        "`pad`: the padding value must be a scalar, got operand 1 f32[1]. Pass one element.");
    table.refuse(
        pad(0, 0, 0),
        "f32[3,4] f32[]",
        "`pad`: low must have one number per axis, but operand f32[3,4] has rank 2 and low is (0,)."
            + " Give 2.");
    table.refuse(
        pad(0, 0, 0),
        "f32[3] i32[]",
        "`pad`: operands must have one element type, but operand 0 f32[3] and operand 1 i32[]"
            + " differ. Convert one of them with `astype`, or use `Numpy`, which promotes.");
  }

  private static Slice slice(long start, long limit, long stride) {
    return new Slice(Sizes.of(start), Sizes.of(limit), Sizes.of(stride));
  }

  private static void slice(TypeTable table) {
    table.accept(slice(1, 6, 2), "f32[7]*", "f32[3]*");
    table.accept(slice(3, 3, 1), "bool[3]", "bool[0]");
    table.refuse(
        slice(1, 4, 1),
        "f32[3]",
        "`slice`: 0 <= start <= limit <= size must hold, but operand f32[3] axis 0 has size 3,"
            + " start 1 and limit 4. Clip the bounds.");
    table.refuse(
        slice(2, 1, 1),
        "f32[3]",
        "`slice`: 0 <= start <= limit <= size must hold, but operand f32[3] axis 0 has size 3,"
            + " start 2 and limit 1. Clip the bounds.");
    table.refuse(
        slice(0, 3, 0),
        "f32[3]",
        "`slice`: strides must be positive, got 0 for axis 0 of operand f32[3]. Use `rev` to run"
            + " backwards.");
    table.refuse(
        slice(0, 3, 1),
        "f32[3,3]",
        "`slice`: start_indices must have one number per axis, but operand f32[3,3] has rank 2 and"
            + " start_indices is (0,). Give 2.");
  }

  private static void bitcast(TypeTable table) {
    table.accept(new BitcastConvert(DType.INT32), "f32[3]*", "i32[3]");
    table.accept(new BitcastConvert(DType.UINT8), "f32[3]", "u8[3,4]");
    table.accept(new BitcastConvert(DType.FLOAT64), "u16[3,4]", "f64[3]");
    table.refuse(
        new BitcastConvert(DType.FLOAT64),
        "u16[3,3]",
        "`bitcast_convert_type`: 4 elements of u16 make one of f64, so the last axis must have size"
            + " 4, got operand u16[3,3]. Reshape it.");
    table.refuse(
        new BitcastConvert(DType.FLOAT64),
        "f32[]",
        "`bitcast_convert_type`: 2 elements of f32 make one of f64, so the last axis must have size"
            + " 2, got operand f32[]. Reshape it.");
    table.refuse(
        new BitcastConvert(DType.BOOL),
        "u8[3]",
        "`bitcast_convert_type`: new_dtype must be an integer or floating type, got bool. Choose"
            + " another type.");
    table.refuse(
        new BitcastConvert(DType.UINT8),
        "bool[3]",
        "`bitcast_convert_type`: operand 0 must be of an integer or floating type, got bool[3]."
            + " Convert it with `astype`.");
  }
}
