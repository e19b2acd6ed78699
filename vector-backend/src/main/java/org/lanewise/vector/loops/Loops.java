package org.lanewise.vector.loops;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.backend.StructuredExecutable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.vector.codegen.Form;
import org.lanewise.vector.fusion.ProgramExecutable;

/// The SIMD executables of primitives that hold programs.
public final class Loops {
  private Loops() {}

  private record CompiledBy(Backend backend) {}

  /// Prepares a primitive.
  ///
  /// @param backend what compiles the programs that are not written out
  public static Executable of(Backend backend, Structured primitive) {
    return of(backend, primitive, false);
  }

  /// Prepares a primitive.
  ///
  /// @param always whether a loop gets a vector form even if that is not worth it, for tests
  static Executable of(Backend backend, Structured primitive, boolean always) {
    return switch (primitive) {
      case Structured.Scan scan -> scan(backend, scan, always);
      case Structured.While loop -> loop(backend, loop, always);
      case Structured.Call _,
          Structured.Cond _,
          Structured.Checkpoint _,
          Structured.CustomCall _ ->
          StructuredExecutable.of(backend, primitive);
    };
  }

  private static Executable compiled(Backend backend, Jaxpr program) {
    return program.derived(new CompiledBy(backend), backend::compile);
  }

  private static Executable scan(Backend backend, Structured.Scan scan, boolean always) {
    LoopBody scalars = BodyWriter.scan(scan, Form.SCALAR);
    LoopBody vectors = scalars == null ? null : BodyWriter.scan(scan, Form.VECTOR);
    if (scalars == null || vectors == null) {
      return placed(backend, scan);
    }
    LoopKernel kernel = LoopKernels.scalar(scalars);
    VectorSteps later = later(vectors, kernel, always);
    if (kernel == null && later == null) {
      return placed(backend, scan);
    }
    Steps first =
        kernel == null
            ? new ProgramSteps(
                scalars.arrays(), null, 0, compiled(backend, scan.body()), scan.reverse())
            : (memory, from, to) -> memory.run(kernel, from, to);
    return new ScanLoop(scan, new CompiledLoop(scan.name(), scalars.arrays(), name(kernel), first, later));
  }

  private static Executable loop(Backend backend, Structured.While loop, boolean always) {
    LoopBody scalars = BodyWriter.loop(loop, Form.SCALAR);
    LoopBody vectors = scalars == null ? null : BodyWriter.loop(loop, Form.VECTOR);
    if (scalars == null || vectors == null) {
      return placed(backend, loop);
    }
    LoopKernel kernel = LoopKernels.scalar(scalars);
    VectorSteps later = later(vectors, kernel, always);
    if (kernel == null && later == null) {
      return placed(backend, loop);
    }
    Steps first =
        kernel == null
            ? new ProgramSteps(
                scalars.arrays(),
                compiled(backend, loop.condition()),
                loop.conditionConstants(),
                compiled(backend, loop.body()),
                false)
            : (memory, from, to) -> memory.run(kernel, from, to);
    return new WhileLoop(loop, new CompiledLoop(loop.name(), scalars.arrays(), name(kernel), first, later));
  }

  private static String name(@Nullable LoopKernel scalar) {
    return scalar == null ? "steps" : "scalars";
  }

  private record PlacedBy(Backend backend) {}

  private static ProgramExecutable program(Backend backend, Jaxpr program) {
    return program.derived(
        new PlacedBy(backend), body -> new ProgramExecutable(body, backend::compile));
  }

  /// A loop whose steps run a program. If they call Java functions, these may keep what they are
  /// given, so that no memory is used again.
  private static Executable placed(Backend backend, Structured loop) {
    if (loop.programs().stream().anyMatch(Loops::calls)) {
      return StructuredExecutable.of(backend, loop);
    }
    return switch (loop) {
      case Structured.Scan scan -> new PlacedScan(scan, program(backend, scan.body()));
      case Structured.While repeated ->
          new PlacedWhile(
              repeated,
              compiled(backend, repeated.condition()),
              new ProgramExecutable(PlacedWhile.stepOf(repeated), backend::compile));
      case Structured.Call _,
          Structured.Cond _,
          Structured.Checkpoint _,
          Structured.CustomCall _ ->
          StructuredExecutable.of(backend, loop);
    };
  }

  /// Whether a program calls a Java function.
  private static boolean calls(Jaxpr program) {
    for (Equation equation : program.equations()) {
      if (equation.primitive() instanceof Callback
          || equation.primitive() instanceof Structured structured
              && structured.programs().stream().anyMatch(Loops::calls)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable VectorSteps later(
      LoopBody vectors, @Nullable LoopKernel scalar, boolean always) {
    VectorLoop plan = always ? VectorLoop.always(vectors) : VectorLoop.of(vectors);
    return plan == null ? null : new VectorSteps(plan, scalar);
  }
}
