package org.lanewise.ir;

import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// What indexing primitives accept.
final class IndexingRows {
  private static final Axes NONE = Axes.none();
  private static final Dimensions ROWS = new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0));
  private static final Dimensions BATCHED =
      new Dimensions(NONE, Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0));

  private IndexingRows() {}

  static void addTo(TypeTable table) {
    dynamicSlice(table);
    dynamicUpdateSlice(table);
    gather(table);
    gatherAxes(table);
    scatter(table);
  }

  private static void dynamicSlice(TypeTable table) {
    DynamicSlice slice = new DynamicSlice(Shape.of(2, 1));
    table.accept(slice, "f32[3,4]* i32[] u8[]", "f32[2,1]*");
    table.accept(new DynamicSlice(Shape.scalar()), "f32[]", "f32[]");
    table.refuse(
        slice,
        "f32[3,4] i32[]",
        "`dynamic_slice`: there must be one start index per axis, but operand f32[3,4] has rank 2"
            + " and there are 1. Pass 2.");
    table.refuse(
        slice,
        "f32[3,4] i32[] f32[]",
        "`dynamic_slice`: operand 2 must be of an integer type, got f32[]. Convert it with"
            + " `astype`.");
    table.refuse(
        slice,
        "f32[3,4] i32[] i32[1]",
        "`dynamic_slice`: start indices must be scalars, got operand 2 i32[1]. Pass one scalar per"
            + " axis.");
    table.refuse(
        slice,
        "f32[1,4] i32[] i32[]",
        "`dynamic_slice`: slice_sizes must fit into the operand, but operand f32[1,4] axis 0 has"
            + " size 1 and slice_sizes 2. Make it smaller.");
    table.refuse(
        slice,
        "f32[4] i32[]",
        "`dynamic_slice`: slice_sizes must have the operand's rank, but operand f32[4] has rank 1"
            + " and slice_sizes has shape (2, 1). Give one size per axis.");
  }

  private static void dynamicUpdateSlice(TypeTable table) {
    DynamicUpdateSlice update = new DynamicUpdateSlice();
    table.accept(update, "f32[3] f32[2] i64[]", "f32[3]");
    table.accept(update, "f32[3]* f32[0]* i64[]", "f32[3]*");
    table.accept(update, "f32[3]* f32[2] i64[]*", "f32[3]");
    table.refuse(
        update,
        "f32[3] i32[2] i32[]",
        "`dynamic_update_slice`: operands must have one element type, but operand 0 f32[3] and"
            + " operand 1 i32[2] differ. Convert one of them with `astype`, or use `Numpy`, which"
            + " promotes.");
    table.refuse(
        update,
        "f32[3] f32[4] i32[]",
        "`dynamic_update_slice`: the update must fit into the operand, but operand f32[3] axis 0"
            + " has size 3 and the update 4. Make it smaller.");
  }

  private static Gather gather(Dimensions dimensions, long... sizes) {
    return new Gather(dimensions, Shape.of(sizes), Mode.CLIP, false, false);
  }

  private static void gather(TypeTable table) {
    table.accept(gather(ROWS, 1, 4), "f32[3,4]* i32[7,1]", "f32[7,4]*");
    table.accept(gather(ROWS, 1, 2), "f32[3,4] u8[7,1]", "f32[7,2]");
    table.accept(gather(ROWS, 0, 4), "f32[0,4] i32[0,1]", "f32[0,4]");
    table.accept(
        gather(new Dimensions(Axes.of(0), Axes.of(0), Axes.of(0)), 1, 4),
        "f32[3,4] i32[5,7,1]",
        "f32[4,5,7]");
    table.accept(gather(BATCHED, 1, 1), "f32[3,4] i32[3,2,1]", "f32[3,2]");
    table.accept(
        gather(new Dimensions(NONE, Axes.of(0, 1), Axes.of(1, 0)), 1, 1),
        "f32[3,4] i32[2]",
        "f32[]");
    table.refuse(
        gather(ROWS, 1, 4),
        "f32[3,4] f32[7,1]",
        "`gather`: operand 1 must be of an integer type, got f32[7,1]. Convert it with `astype`.");
    table.refuse(
        gather(ROWS, 1, 4),
        "f32[3,4] i32[]",
        "`gather`: indices must have a last axis, the index vector, got i32[]. Reshape them to"
            + " (1,).");
    table.refuse(
        gather(ROWS, 1, 4),
        "f32[3,4] i32[7,2]",
        "`gather`: start_index_map must name one operand axis per component of the index vector,"
            + " but indices i32[7,2] have 2 components and start_index_map are (0,). Name 2.");
    table.refuse(
        gather(ROWS, 1, 5),
        "f32[3,4] i32[7,1]",
        "`gather`: slice_sizes must fit into the operand, but operand f32[3,4] axis 1 has size 4"
            + " and slice_sizes 5. Make it smaller.");
    table.refuse(
        gather(ROWS, 2, 4),
        "f32[3,4] i32[7,1]",
        "`gather`: collapsed_slice_dims must have slice size 1, but axis 0 has 2 in slice_sizes (2,"
            + " 4). Keep the axis among the offset_dims.");
  }

  private static void gatherAxes(TypeTable table) {
    table.refuse(
        gather(new Dimensions(NONE, Axes.of(0), Axes.of(0)), 1, 4),
        "f32[3,4] i32[7,1]",
        "`gather`: offset_dims must name one axis for each operand axis that is neither dropped nor"
            + " batched, but operand f32[3,4] leaves 1 and offset_dims are (). Name 1.");
    table.refuse(
        gather(new Dimensions(Axes.of(2), Axes.of(0), Axes.of(0)), 1, 4),
        "f32[3,4] i32[7,1]",
        "`gather`: offset_dims 2 is out of range for rank 2, got [f32[3,4], i32[7,1]]. Use an axis"
            + " from 0 to 1.");
    table.refuse(
        gather(BATCHED, 1, 1),
        "f32[3,4] i32[5,2,1]",
        "`gather`: batched axes must have equal sizes, but operand f32[3,4] axis 0 has size 3 and"
            + " indices i32[5,2,1] axis 0 has size 5. Transpose or broadcast one of them.");
    table.refuse(
        gather(new Dimensions(NONE, Axes.of(0), Axes.of(1), Axes.of(0), Axes.of(0)), 1, 1),
        "f32[3,4] i32[3,1]",
        "`gather`: collapsed_slice_dims and operand_batching_dims must have no axis in common, but"
            + " (0,) and (0,) share 0. Name it once.");
    table.refuse(
        gather(new Dimensions(NONE, Axes.of(1), Axes.of(1), Axes.of(0), NONE), 1, 1),
        "f32[3,4] i32[3,1]",
        "`gather`: there must be as many operand_batching_dims as start_indices_batching_dims, got"
            + " (0,) and (). Name them in pairs.");
    table.refuse(
        gather(new Dimensions(Axes.of(1), Axes.of(0), Axes.of(2)), 1, 4),
        "f32[3,4] i32[7,1]",
        "`gather`: start_index_map 2 is out of range for rank 2, got [f32[3,4], i32[7,1]]. Use an"
            + " axis from 0 to 1.");
  }

  private static Scatter scatter(Scatter.Op op, Dimensions dimensions) {
    return new Scatter(op, dimensions, Mode.FILL_OR_DROP, false, false);
  }

  private static void scatter(TypeTable table) {
    for (Scatter.Op op : Scatter.Op.values()) {
      Scatter rows = scatter(op, ROWS);
      String name = rows.name();
      table.accept(rows, "f32[3,4] i32[7,1] f32[7,4]", "f32[3,4]");
      table.accept(rows, "i8[3,4]* i32[7,1] i8[7,2]", "i8[3,4]*");
      table.accept(rows, "f32[3,4] i32[0,1] f32[0,4]", "f32[3,4]");
      table.accept(scatter(op, BATCHED), "f32[3,4] i32[3,2,1] f32[3,2]", "f32[3,4]");
      table.refuse(
          rows,
          "f32[3,4] i32[7,1] i32[7,4]",
          "`%s`: operands must have one element type, but operand 0 f32[3,4] and operand 2 i32[7,4] differ. Convert one of them with `astype`, or use `Numpy`, which promotes."
              .formatted(name));
      table.refuse(
          rows,
          "f32[3,4] i32[7,1] f32[7,5]",
          "`%s`: the updates' window must fit into the operand and their other axes must have the sizes of the indices, but updates f32[7,5] axis 1 has size 5 where at most 4 is needed for operand f32[3,4] and indices i32[7,1]. Slice or broadcast the updates."
              .formatted(name));
      table.refuse(
          rows,
          "f32[3,4] i32[7,1] f32[6,4]",
          "`%s`: the updates' window must fit into the operand and their other axes must have the sizes of the indices, but updates f32[6,4] axis 0 has size 6 where 7 is needed for operand f32[3,4] and indices i32[7,1]. Slice or broadcast the updates."
              .formatted(name));
    }
    Scatter set = scatter(Scatter.Op.SET, ROWS);
    table.accept(set, "bool[3,4] i32[7,1] bool[7,4]", "bool[3,4]");
    table.refuse(
        scatter(Scatter.Op.ADD, ROWS),
        "bool[3,4] i32[7,1] bool[7,4]",
        "`scatter-add`: operand 0 must be of an integer or floating type, got bool[3,4]. Convert it"
            + " with `astype`.");
    table.refuse(
        set,
        "f32[3,4] i32[7,1] f32[7]",
        "`scatter`: updates must have the axes of the indices but the last and those of the window,"
            + " 2 in all, got f32[7] for indices i32[7,1]. Reshape or broadcast the updates.");
    table.refuse(
        scatter(Scatter.Op.SET, new Dimensions(NONE, NONE, Axes.of(0))),
        "f32[3] i32[7,1] f32[7]",
        "`scatter`: update_window_dims must name one axis for each operand axis that is neither"
            + " dropped nor batched, but operand f32[3] leaves 1 and update_window_dims are ()."
            + " Name 1.");
  }
}
