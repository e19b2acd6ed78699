package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

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
      Warmer.submit(KernelCache.get(primitive, types, 0), true);
    }
    List<DType> select = List.of(DType.BOOL, DType.FLOAT32, DType.FLOAT32);
    Warmer.submit(KernelCache.get(new Elementwise.Select(), select, 0), true);
    Warmer.submit(KernelCache.get(bits(), BITS_SPLATS), true);
  }

  /// The operands of [#bits] that are one element repeated.
  static final long BITS_SPLATS = 0b111;

  /// The loop in which nearly all random numbers begin: 32 bits for each element, by the number of
  /// the element, in the partitionable layout. Operands are the words of the key and a zero.
  public static Cluster bits() {
    DType word = DType.UINT32;
    return new Cluster(
        List.of(word, word, word),
        List.of(
            new Cluster.Step(new Shaping.Iota(word, Shape.of(1), 0), List.of()),
            new Cluster.Step(new Combining.Threefry2x32(), List.of(0, 1, 2, 3)),
            new Cluster.Step(new Binary(Binary.Op.XOR), List.of(4, 5))),
        List.of(6));
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
