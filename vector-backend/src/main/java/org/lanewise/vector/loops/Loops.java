package org.lanewise.vector.loops;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.backend.StructuredExecutable;
import org.lanewise.ir.Structured;
import org.lanewise.vector.codegen.Form;

/// The SIMD executables of primitives that hold programs.
public final class Loops {
  private Loops() {}

  /// Prepares a primitive.
  ///
  /// @param backend what compiles the programs that are not written out
  public static Executable of(Backend backend, Structured primitive) {
    return switch (primitive) {
      case Structured.Scan scan -> scan(scan).orElseGet(() -> asPrograms(backend, scan));
      case Structured.While loop -> loop(loop).orElseGet(() -> asPrograms(backend, loop));
      case Structured.Call _,
          Structured.Cond _,
          Structured.Checkpoint _,
          Structured.CustomCall _ ->
          asPrograms(backend, primitive);
    };
  }

  private static Executable asPrograms(Backend backend, Structured primitive) {
    return StructuredExecutable.of(backend, primitive);
  }

  private static Optional<Executable> scan(Structured.Scan scan) {
    return compiled(scan.name(), BodyWriter.scan(scan, Form.SCALAR))
        .map(loop -> new ScanLoop(scan, loop));
  }

  private static Optional<Executable> loop(Structured.While loop) {
    return compiled(loop.name(), BodyWriter.loop(loop, Form.SCALAR))
        .map(steps -> new WhileLoop(loop, steps));
  }

  private static Optional<CompiledLoop> compiled(String name, @Nullable LoopBody body) {
    return body == null
        ? Optional.empty()
        : LoopKernels.scalar(body).map(kernel -> new CompiledLoop(name, kernel));
  }
}
