package org.lanewise.ir;

import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// What combining primitives accept.
final class CombiningRows {
  private static final Axes NONE = Axes.none();

  private CombiningRows() {}

  static void addTo(TypeTable table) {
    dots(table);
    dotErrors(table);
    sorts(table);
    tops(table);
    Threefry2x32 threefry = new Threefry2x32();
    table.accept(threefry, "u32[] u32[] u32[3] u32[3]", "u32[3] u32[3]");
    table.accept(threefry, "u32[2,1] u32[2,1] u32[1,3] u32[1,3]", "u32[2,3] u32[2,3]");
    table.refuse(
        threefry,
        "u32[] u32[] u32[3] i32[3]",
        "`threefry2x32`: operand 3 must be of type u32, got i32[3]. Convert it with `astype`.");
    table.refuse(
        threefry, "u32[] u32[]", "`threefry2x32`: takes 4 operands, got 2: [u32[], u32[]].");
  }

  private static DotGeneral dot(int lhs, int rhs, DType preferred) {
    return new DotGeneral(Axes.of(lhs), Axes.of(rhs), NONE, NONE, preferred);
  }

  private static void dots(TypeTable table) {
    table.accept(dot(1, 0, DType.FLOAT32), "f32[2,3] f32[3,4]", "f32[2,4]");
    table.accept(dot(0, 0, DType.FLOAT32), "f32[3]* f32[3]*", "f32[]*");
    table.accept(dot(0, 0, DType.FLOAT32), "f32[3] f32[3]*", "f32[]");
    table.accept(dot(0, 0, DType.INT32), "i8[3] i8[3]", "i32[]");
    table.accept(dot(0, 0, DType.FLOAT32), "bf16[0] bf16[0]", "f32[]");
    table.accept(
        new DotGeneral(Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(0), DType.FLOAT32),
        "f32[5,2,3] f32[5,3,4]",
        "f32[5,2,4]");
    table.accept(
        new DotGeneral(NONE, NONE, NONE, NONE, DType.FLOAT64), "f64[2] f64[3]", "f64[2,3]");
  }

  private static void dotErrors(TypeTable table) {
    table.refuse(
        dot(1, 0, DType.FLOAT32),
        "f32[3,4] f32[5,6]",
        "`dot_general`: contracting dimensions must have equal sizes, but lhs f32[3,4] axis 1 has"
            + " size 4 and rhs f32[5,6] axis 0 has size 5. Transpose one operand, or name other"
            + " axes.");
    table.refuse(
        new DotGeneral(Axes.of(1), NONE, NONE, NONE, DType.FLOAT32),
        "f32[3,4] f32[4]",
        "`dot_general`: there must be as many contracting dimensions in lhs as in rhs, but lhs"
            + " f32[3,4] has (1,) and rhs f32[4] has (). Name them in pairs.");
    table.refuse(
        new DotGeneral(Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0), DType.FLOAT32),
        "f32[3,4] f32[2,4]",
        "`dot_general`: batch dimensions must have equal sizes, but lhs f32[3,4] axis 0 has size 3"
            + " and rhs f32[2,4] axis 0 has size 2. Transpose one operand, or name other axes.");
    table.refuse(
        new DotGeneral(Axes.of(0), Axes.of(1), Axes.of(0), Axes.of(0), DType.FLOAT32),
        "f32[3,4] f32[3,3]",
        "`dot_general`: an axis is either contracted or batched, but lhs f32[3,4] axis 0 is both."
            + " Name it once.");
    table.refuse(
        dot(2, 0, DType.FLOAT32),
        "f32[3,4] f32[4]",
        "`dot_general`: lhs contracting dimensions 2 is out of range for rank 2, got [f32[3,4],"
            + " f32[4]]. Use an axis from 0 to 1.");
    table.refuse(
        dot(0, 0, DType.FLOAT16),
        "f32[3] f32[3]",
        "`dot_general`: preferred_element_type must be the operands' element type or a wider one of"
            + " its kind, but operands are f32 and preferred_element_type is f16. Convert operands"
            + " or result with `astype`.");
    table.refuse(
        dot(0, 0, DType.INT32),
        "u8[3] u8[3]",
        "`dot_general`: preferred_element_type must be the operands' element type or a wider one of"
            + " its kind, but operands are u8 and preferred_element_type is i32. Convert operands"
            + " or result with `astype`.");
    table.refuse(
        dot(0, 0, DType.BOOL),
        "bool[3] bool[3]",
        "`dot_general`: operand 0 must be of an integer or floating type, got bool[3]. Convert it"
            + " with `astype`.");
  }

  private static void tops(TypeTable table) {
    table.accept(new TopK(2, 1), "f32[3,4]*", "f32[3,2]* i32[3,2]");
    table.accept(new TopK(0, 0), "bool[0]", "bool[0] i32[0]");
    table.refuse(
        new TopK(5, 1),
        "f32[3,4]",
        "`top_k`: k must be between 0 and the size of the axis, but k is 5 and operand f32[3,4] axis"
            + " 1 has size 4. Ask for fewer.");
    table.refuse(
        new TopK(1, 0),
        "f32[]",
        "`top_k`: axis 0 is out of range for rank 0, got [f32[]]. Use an operand that has axes.");
    table.refuse(
        new TopK(1, 0),
        "f32[3000000000]",
        "`top_k`: places are i32, but operand f32[3000000000] axis 0 has size 3000000000. Take the"
            + " top k of parts of it.");
  }

  private static void sorts(TypeTable table) {
    Sort sort = new Sort(0, true, 1);
    table.accept(sort, "f32[3]*", "f32[3]*");
    table.accept(sort, "bool[3,4] f32[3,4]", "bool[3,4] f32[3,4]");
    table.refuse(sort, "", "`sort`: takes at least 1 operand, got 0: [].");
    table.refuse(
        sort,
        "f32[3] f32[4]",
        "`sort`: operands must have one shape, but operand 0 f32[3] and operand 1 f32[4] differ."
            + " Broadcast them first.");
    table.refuse(
        new Sort(0, true, 2),
        "f32[3]",
        "`sort`: num_keys must be between 1 and the number of operands, got 2 for [f32[3]]. Sort by"
            + " one operand at least.");
    table.refuse(
        sort,
        "f32[]",
        "`sort`: dimension 0 is out of range for rank 0, got [f32[]]. Use an operand that has"
            + " axes.");
  }
}
