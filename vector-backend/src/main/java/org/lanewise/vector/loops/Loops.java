package org.lanewise.vector.loops;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
import org.lanewise.vector.loops.LoopBody.Slot;

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
      case Structured.Call _, Structured.Cond _, Structured.Checkpoint _, Structured.CustomCall _ ->
          StructuredExecutable.of(backend, primitive);
    };
  }

  private static Executable compiled(Backend backend, Jaxpr program) {
    return program.derived(new CompiledBy(backend), backend::compile);
  }

  private static Executable scan(Backend backend, Structured.Scan scan, boolean always) {
    CompiledLoop compiled =
        compiled(
            scan.name(),
            form -> BodyWriter.scan(scan, form),
            arrays ->
                new ProgramSteps(arrays, null, 0, compiled(backend, scan.body()), scan.reverse()),
            always);
    return compiled == null ? placed(backend, scan) : new ScanLoop(scan, compiled);
  }

  private static Executable loop(Backend backend, Structured.While loop, boolean always) {
    CompiledLoop compiled =
        compiled(
            loop.name(),
            form -> BodyWriter.loop(loop, form),
            arrays ->
                new ProgramSteps(
                    arrays,
                    compiled(backend, loop.condition()),
                    loop.conditionConstants(),
                    compiled(backend, loop.body()),
                    false),
            always);
    return compiled == null ? placed(backend, loop) : new WhileLoop(loop, compiled);
  }

  /// A small loop in its forms, or null if it has none of its own.
  ///
  /// @param writer writes the body out
  /// @param steps runs steps where the body is too long for scalar code
  private static @Nullable CompiledLoop compiled(
      String name,
      Function<Form, @Nullable LoopBody> writer,
      Function<List<Slot>, Steps> steps,
      boolean always) {
    LoopBody body = writer.apply(Form.SCALAR);
    if (body == null) {
      return null;
    }
    LoopKernel kernel = LoopKernels.scalar(body);
    Supplier<@Nullable VectorLoop> planner = () -> plan(writer.apply(Form.VECTOR), always);
    if (kernel == null) {
      VectorLoop plan = planner.get();
      if (plan == null) {
        return null;
      }
      planner = () -> plan;
    }
    VectorSteps later = new VectorSteps(planner, body.graph().size(), kernel);
    Steps first =
        kernel == null
            ? steps.apply(body.arrays())
            : (memory, from, to) -> memory.run(kernel, from, to);
    return new CompiledLoop(name, body.arrays(), name(kernel), first, later);
  }

  private static @Nullable VectorLoop plan(@Nullable LoopBody body, boolean always) {
    return body == null ? null : always ? VectorLoop.always(body) : VectorLoop.of(body);
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
      case Structured.Call _, Structured.Cond _, Structured.Checkpoint _, Structured.CustomCall _ ->
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
}
