package org.lanewise.ir;

import static org.lanewise.ir.TypeTable.types;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.ArrayType;

/// What primitives that hold programs accept, and calls of Java functions.
final class StructuredRows {
  private static final String CONSTANTS =
      "a program inside a primitive has no constants, but this one has 1. Make them leading"
          + " operands.";

  private StructuredRows() {}

  static void addTo(TypeTable table) {
    calls(table);
    conds(table);
    whiles(table);
    scans(table);
    table.accept(
        new Callback(() -> "pure_callback", types("f32[3] bool[]"), false),
        "i8[2]",
        "f32[3] bool[]");
    table.accept(new Callback(() -> "debug_callback", List.of(), true), "i8[2] f32[]", "");
  }

  /// A program of these arguments that returns its arguments at some positions.
  static Jaxpr program(String arguments, int... results) {
    return program("", arguments, results);
  }

  private static Jaxpr program(String constants, String arguments, int... results) {
    JaxprBuilder builder = new JaxprBuilder();
    types(constants).forEach(builder::constant);
    List<Atom.Var> inputs = new ArrayList<>();
    for (ArrayType type : types(arguments)) {
      inputs.add(builder.input(type));
    }
    List<Atom.Var> outputs = new ArrayList<>();
    for (int result : results) {
      outputs.add(inputs.get(result));
    }
    return builder.build(outputs);
  }

  private static void calls(TypeTable table) {
    Jaxpr swap = program("f32[3] i8[]", 1, 0);
    Jaxpr closed = program("f32[]", "f32[]", 0);
    for (Structured call : calls(swap)) {
      table.accept(call, "f32[3] i8[]*", "i8[] f32[3]");
      table.refuse(
          call, "f32[3]", "`%s`: takes 2 operands, got 1: [f32[3]].".formatted(call.name()));
      table.refuse(
          call,
          "f32[4] i8[]",
          "`%s`: argument 0 must be f32[3], got f32[4]. Convert or reshape it."
              .formatted(call.name()));
    }
    for (Structured call : calls(closed)) {
      table.refuse(call, "f32[] f32[]", "`%s`: %s".formatted(call.name(), CONSTANTS));
    }
  }

  private static List<Structured> calls(Jaxpr program) {
    return List.of(
        new Structured.Call("f", program),
        new Structured.Checkpoint(program, (_, _) -> false, false),
        new Structured.CustomCall(() -> "custom_jvp_call", program));
  }

  private static void conds(TypeTable table) {
    Jaxpr first = program("f32[3] f32[3]", 0);
    Jaxpr second = program("f32[3] f32[3]", 1);
    Structured.Cond cond = new Structured.Cond(List.of(first, second));
    table.accept(cond, "i32[] f32[3] f32[3]", "f32[3]");
    table.accept(
        new Structured.Cond(List.of(program("f32[]*", 0), program("f32[]", 0))),
        "i32[] f32[]",
        "f32[]");
    table.accept(new Structured.Cond(List.of(program("f32[]*", 0))), "i32[] f32[]*", "f32[]*");
    table.refuse(
        cond,
        "bool[] f32[3] f32[3]",
        "`cond`: operand 0 must be of type i32, got bool[]. Convert it with `astype`.");
    table.refuse(
        cond,
        "i32[3] f32[3] f32[3]",
        "`cond`: the index must be a scalar, got i32[3]. Use `where` to choose element by"
            + " element.");
    table.refuse(cond, "i32[] f32[3]", "`cond`: there must be 2 of: argument, got 1: [f32[3]].");
    table.refuse(
        cond,
        "i32[] f32[3] f64[3]",
        "`cond`: argument 1 must be f32[3], got f64[3]. Convert or reshape it.");
    table.refuse(
        new Structured.Cond(List.of(first, program("f32[3] f32[3]", 0, 1))),
        "i32[] f32[3] f32[3]",
        "`cond`: there must be 1 of: result of a branch, got 2: [f32[3], f32[3]].");
    table.refuse(
        new Structured.Cond(List.of()), "i32[]", "`cond`: there must be a branch at least.");
  }

  private static void whiles(TypeTable table) {
    Jaxpr condition = program("bool[] f32[]", 0);
    Jaxpr body = program("f32[] f32[]", 0);
    Structured.While loop = new Structured.While(condition, 1, body, 1, -1);
    table.accept(loop, "bool[] f32[] f32[]", "f32[]");
    table.accept(new Structured.While(condition, 1, body, 1, 7), "bool[] f32[] f32[]*", "f32[]");
    table.refuse(loop, "bool[]", "`while`: takes at least 2 operands, got 1: [bool[]].");
    table.refuse(
        loop,
        "bool[] f32[] f32[2]",
        "`while`: argument of the condition 1 must be f32[], got f32[2]. Convert or reshape it.");
    table.refuse(
        loop,
        "bool[] f32[2] f32[]",
        "`while`: argument of the body 0 must be f32[], got f32[2]. Convert or reshape it.");
    table.refuse(
        new Structured.While(program("bool[] f32[]", 1), 1, body, 1, -1),
        "bool[] f32[] f32[]",
        "`while`: result of the condition 0 must be bool[], got f32[]. Convert or reshape it.");
    table.refuse(
        new Structured.While(condition, 1, program("i32[] f32[]", 0), 1, -1),
        "bool[] i32[] f32[]",
        "`while`: carry 0 must be f32[], got i32[]. Convert or reshape it.");
  }

  private static void scans(TypeTable table) {
    Jaxpr body = program("i8[] f32[2] f64[3]", 1, 0, 2);
    Structured.Scan scan = new Structured.Scan(body, 1, 1, 5, false, 1);
    table.accept(scan, "i8[] f32[2] f64[5,3]", "f32[2] i8[5] f64[5,3]");
    table.accept(
        new Structured.Scan(program("f32[]*", 0, 0), 0, 1, 0, true, 2), "f32[]", "f32[]* f32[0]*");
    table.refuse(scan, "i8[]", "`scan`: takes at least 2 operands, got 1: [i8[]].");
    table.refuse(
        scan,
        "i8[] f32[2] f64[4,3]",
        "`scan`: each array that is scanned needs a leading axis of size 5, got operand 2"
            + " f64[4,3].");
    table.refuse(
        scan,
        "i8[] f32[2] f64[]",
        "`scan`: each array that is scanned needs a leading axis of size 5, got operand 2 f64[].");
    table.refuse(
        scan,
        "i8[] f32[2] f64[5,2]",
        "`scan`: argument of the body 2 must be f64[3], got f64[2]. Convert or reshape it.");
    table.refuse(
        new Structured.Scan(program("f32[2]"), 0, 1, 5, false, 1),
        "f32[2]",
        "`scan`: the body must return a carry of 1 values, got [].");
    table.refuse(
        new Structured.Scan(program("f32[2] f32[]", 1), 0, 1, 5, false, 1),
        "f32[2] f32[5]",
        "`scan`: carry 0 must be f32[2], got f32[]. Convert or reshape it.");
  }
}
