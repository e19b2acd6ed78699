package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Cluster;

/// The text of a lowered program: its nests, their loops, and where each value lives.
///
/// ```
/// program (a:f32[4,64]) {
///   nest of 4 rows {
///     fold b:f32[4] in tile = reduce_max a of 64
///     loop [4, 64] {
///       c:f32[4,64] = sub a b.broadcast_in_dim
///       d:f32[4,64] in memory = exp c
///     }
///   }
///   return (d)
/// }
/// ```
///
/// A value without a place is in a register while the loop runs; *block* is memory of some rows of
/// a product, `product y:f32[40,50] in block = dot_general x w`; *tile* is memory that all tiles of
/// a nest use one after the other, *memory* is an array. A view is written as the operations that
/// make it.
final class ProgramPrinter {
  private final StringBuilder text = new StringBuilder();
  private final Map<Value, String> names = new HashMap<>();
  private int named;

  private ProgramPrinter() {}

  /// The text of a program.
  static String print(Lowered program, List<Step> steps) {
    ProgramPrinter printer = new ProgramPrinter();
    printer.program(program, steps);
    return printer.text.toString();
  }

  private void program(Lowered program, List<Step> steps) {
    List<String> parameters = program.parameters().stream().map(value -> declared(value)).toList();
    line(0, "program (" + String.join(" ", parameters) + ") {");
    for (Step step : steps) {
      switch (step) {
        case Step.Nest nest -> nest(nest);
        case Step.Call(Operation.Call call) -> call(call);
      }
    }
    List<String> outputs = program.outputs().stream().map(this::read).toList();
    line(1, "return (" + String.join(", ", outputs) + ")");
    line(0, "}");
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }

  private void call(Operation.Call call) {
    List<String> results = call.results().stream().map(this::declared).toList();
    line(
        1,
        "call %s in memory = %s%s"
            .formatted(String.join(" ", results), call.primitive().name(), reads(call.operands())));
    if (call.executable() instanceof Described inner) {
      inner.describe().lines().forEach(each -> line(2, each));
    }
  }

  private String reads(List<Value> operands) {
    StringBuilder reads = new StringBuilder();
    operands.forEach(operand -> reads.append(' ').append(read(operand)));
    return reads.toString();
  }

  private void nest(Step.Nest nest) {
    Set<Value> written = new HashSet<>(nest.written());
    NestDraft.Blocks blocks = nest.blocks();
    line(
        1,
        blocks == null
            ? "nest of %d rows {".formatted(nest.rows())
            : "nest of %d rows of %d, by blocks {".formatted(blocks.rows(), blocks.n()));
    boolean multiplies = nest.fused().stream().anyMatch(Stage.Product.class::isInstance);
    String local = multiplies ? "block" : "tile"; // what a prologue makes is there for a block
    for (Stage stage : nest.fused()) {
      switch (stage) {
        case Stage.Map map -> loop(map, written, local);
        case Stage.Product(BlockProduct product) -> {
          Value result = product.result();
          String place = written.contains(result) ? "memory" : "block";
          local = "tile";
          line(
              2,
              "product %s in %s = %s%s"
                  .formatted(
                      declared(result),
                      place,
                      product.call().primitive().name(),
                      reads(product.call().operands())));
        }
        case Stage.Columns(ColumnFold fold) ->
            line(
                2,
                "fold %s in memory = %s %s of %d rows"
                    .formatted(
                        declared(fold.result()),
                        fold.call().primitive().name(),
                        read(fold.operand()),
                        fold.n()));
        case Stage.Fold(Operation.RowFold fold) ->
            line(
                2,
                "fold %s in %s = %s %s of %d"
                    .formatted(
                        declared(fold.result()),
                        written.contains(fold.result()) ? "memory" : "tile",
                        fold.primitive().name(),
                        read(fold.operand()),
                        fold.n()));
      }
    }
    line(1, "}");
  }

  private void loop(Stage.Map map, Set<Value> written, String local) {
    line(2, "loop %s {".formatted(map.shape()));
    Cluster cluster = map.cluster();
    List<String> numbered = new ArrayList<>();
    map.operands().forEach(operand -> numbered.add(read(operand.value())));
    for (Operation.Map operation : map.steps()) {
      List<String> results = new ArrayList<>();
      Cluster.Step step = cluster.steps().get(map.steps().indexOf(operation));
      StringBuilder reads = new StringBuilder();
      step.operands().forEach(operand -> reads.append(' ').append(numbered.get(operand)));
      for (Value result : operation.results()) {
        results.add(declared(result) + place(result, map, written, local));
        numbered.add(read(result));
      }
      line(3, String.join(" ", results) + " = " + operation.primitive().name() + reads);
    }
    line(2, "}");
  }

  private static String place(Value result, Stage.Map map, Set<Value> written, String local) {
    if (!map.writes().contains(result)) {
      return "";
    }
    return " in " + (written.contains(result) ? "memory" : local);
  }

  private String declared(Value value) {
    ArrayType type = new ArrayType(value.type().dtype(), value.type().shape());
    return name(value) + ":" + type;
  }

  private String read(Value value) {
    return name(value.root()) + value.path();
  }

  private String name(Value root) {
    Strided constant = root.constant();
    if (constant != null) {
      return constant.shape().isScalar() ? literal(constant) : "counts" + constant.shape();
    }
    return names.computeIfAbsent(root, _ -> letters(named++));
  }

  private static String literal(Strided constant) {
    long bits = Transfer.bits(constant);
    DType dtype = constant.dtype();
    return dtype.isFloating()
        ? Double.toString(ScalarBits.toDouble(dtype, bits))
        : Long.toString(ScalarBits.toLong(dtype, bits));
  }

  /// a, b, …, z, ba, bb, …: the number in base 26 with letters for digits.
  private static String letters(int number) {
    String last = String.valueOf((char) ('a' + number % 26));
    return number < 26 ? last : letters(number / 26) + last;
  }
}
