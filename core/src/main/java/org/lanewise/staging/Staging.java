package org.lanewise.staging;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.memory.BufferScope;
import org.lanewise.type.ArrayType;

/// Turns functions into programs.
public final class Staging {
  private Staging() {}

  /// Runs a function once on stand-ins for its arguments and returns the program of what it did.
  ///
  /// ```java
  /// StagedProgram staged =
  ///     Staging.stage(x -> List.of(Lax.sin(x.get(0))), List.of(ArrayType.of(DType.FLOAT32)));
  /// staged.jaxpr();   // { lambda ; a:f32[]. let b:f32[] = sin a in (b,) }
  /// ```
  ///
  /// @param function from arrays to arrays
  /// @param arguments the types of its arguments
  /// @return the program and the arrays that the function closes over
  /// @throws org.lanewise.TracerLeakException if the function uses a tracer of a transformation
  ///   that is not around it
  public static StagedProgram stage(
      Function<List<Array>, List<Array>> function, List<ArrayType> arguments) {
    StagingInterpreter interpreter = new StagingInterpreter();
    List<Array> tracers = arguments.stream().<Array>map(interpreter::argument).toList();
    List<Array> results =
        BufferScope.outside(
            () -> CurrentInterpreter.with(interpreter, () -> List.copyOf(function.apply(tracers))));
    return interpreter.finish(results);
  }
}
