package org.lanewise.ir;

import java.util.List;
import org.lanewise.ir.Collective.AllGather;
import org.lanewise.ir.Collective.AxisIndex;
import org.lanewise.ir.Collective.PPermute;
import org.lanewise.ir.Collective.PReduce;
import org.lanewise.ir.Collective.PSum;

/// What collectives accept.
final class CollectiveRows {
  private CollectiveRows() {}

  static void addTo(TypeTable table) {
    table.accept(new PSum("i", 3), "f32[2]*", "f32[2]*");
    table.accept(new PSum("i", 3), "i8[]", "i8[]");
    table.refuse(
        new PSum("i", 3),
        "bool[2]",
        "`psum`: operand 0 must be of an integer or floating type, got bool[2]. Convert it with"
            + " `astype`.");
    for (PReduce.Op op : PReduce.Op.values()) {
      PReduce reduce = new PReduce(op, "i", 3);
      table.accept(reduce, "bool[2,0]", "bool[2,0]");
      table.refuse(reduce, "", "`%s`: takes 1 operand, got 0: [].".formatted(reduce.name()));
    }
    table.accept(new AllGather("i", 3, 0), "f32[2]", "f32[3,2]");
    table.accept(new AllGather("i", 3, 1), "f32[2]*", "f32[2,3]*");
    table.accept(new AllGather("i", 0, 0), "bool[]", "bool[0]");
    table.refuse(
        new AllGather("i", 3, 2),
        "f32[2]",
        "`all_gather`: all_gather_dimension 2 is out of range for rank 2, got [f32[2]]. Use an"
            + " axis from 0 to 1.");
    permutations(table);
    table.accept(new AxisIndex("i", 3), "", "i32[]");
    table.refuse(new AxisIndex("i", 3), "f32[]", "`axis_index`: takes 0 operands, got 1: [f32[]].");
  }

  private static void permutations(TypeTable table) {
    table.accept(permute(new PPermute.Link(0, 2)), "u8[2]", "u8[2]");
    table.accept(permute(), "f32[]*", "f32[]*");
    table.refuse(
        permute(new PPermute.Link(0, 3)),
        "f32[]",
        "`ppermute`: lanes are counted from 0 to 2 on axis \"i\", got (0, 3). Use lanes in that"
            + " range.");
    table.refuse(
        permute(new PPermute.Link(0, 1), new PPermute.Link(2, 1)),
        "f32[]",
        "`ppermute`: no lane may send or receive twice, got ((0, 1), (2, 1)) on axis \"i\". Name"
            + " each lane once on each side.");
  }

  private static PPermute permute(PPermute.Link... links) {
    return new PPermute("i", 3, List.of(links));
  }
}
