package org.lanewise.laws;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Primitive;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.laws.RandomArrays.Values;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The rows of the elementwise primitives.
final class ElementwiseCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(0),
          Shape.of(3, 0),
          Shape.of(1),
          Shape.of(7),
          Shape.of(17),
          Shape.of(5, 9),
          Shape.of(4, 1, 3),
          Shape.of(130),
          Shape.of(1030));

  private ElementwiseCases() {}

  static void add(List<LawCase> cases, DType type) {
    for (Elementwise.Unary.Op op : Elementwise.Unary.Op.values()) {
      spread(cases, new Elementwise.Unary(op), type);
    }
    for (int exponent : new int[] {-3, 0, 1, 2, 5}) {
      spread(cases, new Elementwise.IntegerPow(exponent), type);
    }
    spread(cases, new Elementwise.Neg(), type);
    spread(cases, new Elementwise.Name("hidden"), type);
    spread(cases, new Elementwise.StopGradient(), type);
    for (Primitive primitive :
        List.of(
            new Elementwise.Add(),
            new Elementwise.Sub(),
            new Elementwise.AddAny(),
            new Elementwise.Mul(),
            new Elementwise.Div())) {
      spread(cases, primitive, type, type);
    }
    spread(cases, new Elementwise.GammaSample(true), type, type);
    for (Elementwise.Binary.Op op : Elementwise.Binary.Op.values()) {
      spread(cases, new Elementwise.Binary(op), type, type);
    }
    spread(cases, new Elementwise.Binary(Elementwise.Binary.Op.POW), type, DType.INT32);
    for (Elementwise.Compare.Op op : Elementwise.Compare.Op.values()) {
      spread(cases, new Elementwise.Compare(op), type, type);
    }
    spread(cases, new Elementwise.Fma(), type, type, type);
    spread(cases, new Elementwise.Clamp(), type, type, type);
    spread(cases, new Elementwise.Select(), DType.BOOL, type, type);
    for (DType to : DType.values()) {
      if (!to.isComplex()) {
        spread(cases, new Elementwise.Convert(to, false), type);
      }
    }
    select(cases, type);
  }

  /// An index that picks from three cases is in their range.
  private static void select(List<LawCase> cases, DType type) {
    for (Shape shape : SHAPES) {
      Operand which = new Operand(DType.INT32, shape, Values.PLACES);
      Operand one = new Operand(type, shape, Values.ANY);
      cases.add(LawCase.of(new Elementwise.Select(), which, one, one, one));
    }
  }

  /// All shapes, and with several operands also scalars among them and sizes of 1 that repeat.
  private static void spread(List<LawCase> cases, Primitive primitive, DType... types) {
    for (Shape shape : SHAPES) {
      add(cases, primitive, types, i -> shape);
    }
    if (types.length > 1) {
      for (int scalar = 0; scalar < types.length; scalar++) {
        int at = scalar;
        add(cases, primitive, types, i -> i == at ? Shape.scalar() : Shape.of(33));
        add(cases, primitive, types, i -> i == at ? Shape.of(5, 1) : Shape.of(5, 9));
        add(cases, primitive, types, i -> i == at ? Shape.of(1, 9) : Shape.of(5, 1));
      }
    }
  }

  private interface ShapeOf {
    Shape operand(int i);
  }

  private static void add(List<LawCase> cases, Primitive primitive, DType[] types, ShapeOf shapes) {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      operands.add(new Operand(types[i], shapes.operand(i), Values.ANY));
    }
    cases.add(new LawCase(primitive, operands));
  }
}
