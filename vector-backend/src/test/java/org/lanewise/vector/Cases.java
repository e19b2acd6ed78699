package org.lanewise.vector;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.TypeRules;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Every elementwise primitive with every combination of element types that the type rules accept.
public final class Cases {

  /// A primitive and the element types of its operands.
  public record Case(Primitive primitive, List<DType> operands) {
    /// The element types of the results.
    public List<DType> results() {
      List<ArrayType> types = operands.stream().map(type -> ArrayType.of(type, 2)).toList();
      return TypeRules.infer(primitive, types).stream().map(ArrayType::dtype).toList();
    }
  }

  private Cases() {}

  /// All cases.
  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (DType type : DType.values()) {
      if (type.isComplex()) {
        continue;
      }
      for (Elementwise.Unary.Op op : Elementwise.Unary.Op.values()) {
        add(cases, new Elementwise.Unary(op), type);
      }
      for (int exponent : new int[] {-5, -1, 0, 1, 2, 3, 7, 10}) {
        add(cases, new Elementwise.IntegerPow(exponent), type);
      }
      add(cases, new Elementwise.Neg(), type);
      add(cases, new Elementwise.Add(), type, type);
      add(cases, new Elementwise.Sub(), type, type);
      add(cases, new Elementwise.AddAny(), type, type);
      add(cases, new Elementwise.Mul(), type, type);
      add(cases, new Elementwise.Div(), type, type);
      for (Elementwise.Binary.Op op : Elementwise.Binary.Op.values()) {
        add(cases, new Elementwise.Binary(op), type, type);
      }
      for (DType exponent : new DType[] {DType.INT32, DType.UINT8, DType.INT64}) {
        add(cases, new Elementwise.Binary(Elementwise.Binary.Op.POW), type, exponent);
      }
      for (Elementwise.Compare.Op op : Elementwise.Compare.Op.values()) {
        add(cases, new Elementwise.Compare(op), type, type);
      }
      add(cases, new Elementwise.Fma(), type, type, type);
      add(cases, new Elementwise.Clamp(), type, type, type);
      add(cases, new Elementwise.Select(), DType.BOOL, type, type);
      add(cases, new Elementwise.Select(), DType.INT32, type, type, type);
      for (DType to : DType.values()) {
        if (!to.isComplex()) {
          add(cases, new Elementwise.Convert(to, false), type);
          if (to.bitSize() == type.bitSize()) {
            add(cases, new Shaping.BitcastConvert(to), type);
          }
        }
      }
    }
    DType word = DType.UINT32;
    add(cases, new Threefry2x32(), word, word, word, word);
    return cases;
  }

  private static void add(List<Case> cases, Primitive primitive, DType... operands) {
    Case candidate = new Case(primitive, List.of(operands));
    try {
      candidate.results();
    } catch (IllegalArgumentException rejected) {
      return;
    }
    cases.add(candidate);
  }
}
