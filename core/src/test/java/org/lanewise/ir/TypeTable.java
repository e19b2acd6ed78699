package org.lanewise.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of what the type rules accept and what they refuse.
///
/// Types are written as they print, with a star for weak ones: `f32[3,4]`, `i32[]*`.
final class TypeTable {
  record Accepted(Primitive primitive, List<ArrayType> operands, List<ArrayType> results) {}

  record Refused(Primitive primitive, List<ArrayType> operands, String message) {}

  final List<Accepted> accepted = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();

  static TypeTable ofAllFamilies() {
    TypeTable table = new TypeTable();
    ElementwiseRows.addTo(table);
    ShapingRows.addTo(table);
    IndexingRows.addTo(table);
    ReducingRows.addTo(table);
    CombiningRows.addTo(table);
    WindowingRows.addTo(table);
    CollectiveRows.addTo(table);
    StructuredRows.addTo(table);
    return table;
  }

  /// A row of operands, separated by spaces, that have results of these types.
  void accept(Primitive primitive, String operands, String results) {
    accepted.add(new Accepted(primitive, types(operands), types(results)));
  }

  /// A row of operands, separated by spaces, that are answered with a message.
  void refuse(Primitive primitive, String operands, String message) {
    refused.add(new Refused(primitive, types(operands), message));
  }

  static List<ArrayType> types(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(TypeTable::type).toList();
  }

  private static ArrayType type(String text) {
    int open = text.indexOf('[');
    String sizes = text.substring(open + 1, text.indexOf(']'));
    long[] shape =
        sizes.isEmpty()
            ? new long[0]
            : Arrays.stream(sizes.split(",")).mapToLong(Long::parseLong).toArray();
    return new ArrayType(DType.of(text.substring(0, open)), Shape.of(shape), text.endsWith("*"));
  }
}
