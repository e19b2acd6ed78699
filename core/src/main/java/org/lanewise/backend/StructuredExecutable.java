package org.lanewise.backend;

import java.util.List;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;

/// Runs primitives that hold programs, for any backend: the programs are the backend's business,
/// the control between them is the same everywhere.
public final class StructuredExecutable {
  private StructuredExecutable() {}

  private record CompiledBy(Backend backend) {}

  /// Prepares a primitive.
  ///
  /// Programs are compiled when they first run, once, and stay compiled as long as they live.
  ///
  /// @param backend what compiles the programs
  public static Executable of(Backend backend, Structured primitive) {
    return switch (primitive) {
      case Structured.Call(_, Jaxpr program) -> compiled(backend, program);
      case Structured.Cond(List<Jaxpr> branches) ->
          new CondExecutable(
              branches.stream()
                  .<Executable>map(b -> x -> compiled(backend, b).execute(x))
                  .toList());
      case Structured.While loop ->
          new WhileExecutable(
              loop,
              compiled(backend, loop.condition()),
              compiled(backend, loop.body()),
              StepMemory.isPrivate(loop.condition()) && StepMemory.isPrivate(loop.body()));
      case Structured.Scan scan ->
          new ScanExecutable(
              scan, compiled(backend, scan.body()), StepMemory.isPrivate(scan.body()));
      case Structured.Checkpoint(Jaxpr program, _, _) -> compiled(backend, program);
      case Structured.CustomCall(_, Jaxpr program) -> compiled(backend, program);
    };
  }

  private static Executable compiled(Backend backend, Jaxpr program) {
    return program.derived(new CompiledBy(backend), backend::compile);
  }
}
