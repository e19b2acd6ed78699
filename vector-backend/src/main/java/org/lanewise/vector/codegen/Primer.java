package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Primitive;
import org.lanewise.type.DType;

/// Warms the operations that nearly every program uses, in the background, when the first program
/// is prepared: the Vector API itself is slow until C2 has compiled it, and these kernels make it
/// so.
///
/// `-Dlanewise.primer=false` leaves it out.
public final class Primer {
  private static final boolean WANTED =
      !System.getProperty("lanewise.primer", "true").equals("false");

  private Primer() {}

  /// Starts the primer; further calls do nothing.
  public static void start() {
    if (WANTED) {
      Once.THREAD.getName();
    }
  }

  /// Made by the first use.
  @SuppressWarnings("ThreadPriorityCheck") // a hint: correctness does not depend on it
  private static final class Once {
    static final Thread THREAD =
        Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("lanewise-primer")
            .start(Primer::submitAll);
  }

  private static void submitAll() {
    for (Primitive primitive : common()) {
      List<DType> types = new ArrayList<>();
      int operands = primitive instanceof Unary ? 1 : 2;
      for (int i = 0; i < operands; i++) {
        types.add(DType.FLOAT32);
      }
      Warmer.submit(KernelCache.get(primitive, types, 0)::warm, true);
    }
    List<DType> select = List.of(DType.BOOL, DType.FLOAT32, DType.FLOAT32);
    Warmer.submit(KernelCache.get(new Elementwise.Select(), select, 0)::warm, true);
  }

  private static List<Primitive> common() {
    return List.of(
        new Elementwise.Mul(),
        new Elementwise.Add(),
        new Unary(Unary.Op.EXP),
        new Elementwise.Sub(),
        new Elementwise.Div(),
        new Compare(Compare.Op.GT),
        new Unary(Unary.Op.TANH),
        new Binary(Binary.Op.MAX),
        new Unary(Unary.Op.LOG));
  }
}
