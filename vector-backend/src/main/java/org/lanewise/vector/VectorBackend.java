package org.lanewise.vector;

import java.util.Optional;
import jdk.incubator.vector.VectorShape;
import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.vector.codegen.Primer;
import org.lanewise.vector.codegen.Warmer;
import org.lanewise.vector.convolution.Convolutions;
import org.lanewise.vector.elementwise.ElementwiseExecutable;
import org.lanewise.vector.elementwise.IotaExecutable;
import org.lanewise.vector.fusion.ProgramExecutable;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.loops.Loops;
import org.lanewise.vector.matmul.MatMul;
import org.lanewise.vector.move.Moves;
import org.lanewise.vector.reduce.Reductions;
import org.lanewise.vector.sort.Sorts;
import org.lanewise.vector.team.Team;
import org.lanewise.vector.window.Windows;

/// The backend that computes with the machine's vectors.
///
/// A program of one equation becomes the kernel of its primitive; longer programs run equation by
/// equation. What has no kernel is computed by the reference backend, with the same bits.
public final class VectorBackend implements Backend {
  private static final int PRIORITY = 10;
  private static final int NARROWEST = 128;

  private final Backend reference = new ReferenceBackend();

  /// For the service loader.
  public VectorBackend() {}

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int priority() {
    return VectorShape.preferredShape().vectorBitSize() >= NARROWEST ? PRIORITY : -1;
  }

  @Override
  public String description() {
    int bits = VectorShape.preferredShape().vectorBitSize();
    int threads = Team.shared().size();
    return bits
        + "-bit vectors ("
        + bits / Float.SIZE
        + " float lanes, FMA), "
        + threads
        + " threads";
  }

  @Override
  public Executable compile(Jaxpr program) {
    Primer.start();
    return isSingle(program) ? single(program) : new ProgramExecutable(program, this::compile);
  }

  @Override
  public boolean isCompiling() {
    return Warmer.isBusy() || Warmth.isBusy();
  }

  /// Whether a program is one equation from its parameters to its results.
  private static boolean isSingle(Jaxpr program) {
    if (program.equations().size() != 1 || !program.constants().isEmpty()) {
      return false;
    }
    Equation equation = program.equations().get(0);
    return equation.inputs().equals(program.inputs())
        && equation.outputs().equals(program.outputs());
  }

  private Optional<Executable> structured(Primitive primitive) {
    return primitive instanceof Structured structured
        ? Optional.of(Loops.of(this, structured))
        : Optional.empty();
  }

  private Executable single(Jaxpr program) {
    Equation equation = program.equations().get(0);
    return ElementwiseExecutable.of(program)
        .or(() -> IotaExecutable.of(program))
        .or(() -> Convolutions.of(equation.primitive(), equation.inputTypes()))
        .or(() -> MatMul.of(equation.primitive(), equation.inputTypes()))
        .or(() -> Reductions.of(equation.primitive(), equation.inputTypes()))
        .or(() -> Moves.of(equation.primitive(), equation.inputTypes()))
        .or(() -> Windows.of(equation.primitive(), equation.inputTypes()))
        .or(() -> Sorts.of(equation.primitive(), equation.inputTypes()))
        .or(() -> structured(equation.primitive()))
        .orElseGet(() -> reference.compile(program));
  }
}
