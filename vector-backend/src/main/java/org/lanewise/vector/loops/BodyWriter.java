package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.loops.LoopBody.Written;

/// Writes the bodies of loops out, element by element.
final class BodyWriter {
  private final Unrolling unrolling;
  private final List<Slot> arrays = new ArrayList<>();
  private final List<int[]> elements = new ArrayList<>();

  private BodyWriter(Form form) {
    this.unrolling = new Unrolling(form);
  }

  /// The step of a scan, or null if it is too large or does what cannot be written out.
  ///
  /// Arrays: the constants, the carries, what is read row by row, what is stacked.
  static @Nullable LoopBody scan(Structured.Scan scan, Form form) {
    BodyWriter writer = new BodyWriter(form);
    int before = scan.constants() + scan.carries();
    List<ArrayType> inputs = scan.body().inputTypes();
    List<ArrayType> outputs = scan.body().outputTypes();
    if (!areSmall(inputs) || !areSmall(outputs)) {
      return null;
    }
    writer.add(Kind.CONSTANT, inputs.subList(0, scan.constants()));
    writer.add(Kind.CARRY, inputs.subList(scan.constants(), before));
    writer.add(Kind.ROW, inputs.subList(before, inputs.size()));
    List<int[]> results = writer.unrolling.run(scan.body(), writer.elements);
    if (results == null) {
      return null;
    }
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      boolean isCarry = i < scan.carries();
      int array = isCarry ? scan.constants() + i : writer.arrays.size();
      if (!isCarry) {
        writer.arrays.add(new Slot(Kind.STACK, outputs.get(i)));
      }
      written.add(written(array, results.get(i)));
    }
    return writer.body(-1, written);
  }

  /// The condition and the step of a while, or null as above.
  ///
  /// Arrays: the constants of the condition, those of the body, the carries.
  static @Nullable LoopBody loop(Structured.While loop, Form form) {
    BodyWriter writer = new BodyWriter(form);
    int first = loop.conditionConstants();
    int second = first + loop.bodyConstants();
    List<ArrayType> condition = loop.condition().inputTypes();
    List<ArrayType> body = loop.body().inputTypes();
    if (!areSmall(condition) || !areSmall(body)) {
      return null;
    }
    writer.add(Kind.CONSTANT, condition.subList(0, first));
    writer.add(Kind.CONSTANT, body.subList(0, loop.bodyConstants()));
    writer.add(Kind.CARRY, body.subList(loop.bodyConstants(), body.size()));
    List<int[]> asked = new ArrayList<>(writer.elements.subList(0, first));
    asked.addAll(writer.elements.subList(second, writer.elements.size()));
    List<int[]> answer = writer.unrolling.run(loop.condition(), asked);
    List<int[]> results =
        writer.unrolling.run(loop.body(), writer.elements.subList(first, writer.elements.size()));
    if (answer == null || results == null) {
      return null;
    }
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      written.add(written(second + i, results.get(i)));
    }
    return writer.body(answer.get(0)[0], written);
  }

  private static boolean areSmall(List<ArrayType> types) {
    return types.stream().allMatch(Unrolling::isSmall);
  }

  private void add(Kind kind, List<ArrayType> types) {
    for (ArrayType type : types) {
      elements.add(unrolling.argument(arrays.size(), type));
      arrays.add(new Slot(kind, type));
    }
  }

  private static Written written(int array, int[] nodes) {
    List<Integer> list = new ArrayList<>();
    for (int node : nodes) {
      list.add(node);
    }
    return new Written(array, list);
  }

  private LoopBody body(int condition, List<Written> written) {
    return new LoopBody(
        unrolling.graph(), arrays, unrolling.arguments(), condition, written, unrolling.guards());
  }
}
