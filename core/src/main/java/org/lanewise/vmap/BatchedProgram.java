package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;

/// A program of all lanes, made of a program of one.
///
/// Mapped arguments and results have the lanes along axis 0; the others are as they were.
public final class BatchedProgram {
  private final Jaxpr program;
  private final boolean[] mappedOutputs;

  private BatchedProgram(Jaxpr program, boolean[] mappedOutputs) {
    this.program = program;
    this.mappedOutputs = mappedOutputs;
  }

  /// Batches a program that closes over nothing.
  ///
  /// @param program the program of one lane
  /// @param axisSize the number of lanes
  /// @param axisName the name of the mapped axis for collectives; empty for none
  /// @param mappedInputs for each argument, whether it is mapped
  /// @param forceMappedOutputs for each result, whether it is wanted mapped even if it is the same
  ///   in all lanes
  public static BatchedProgram of(
      Jaxpr program,
      long axisSize,
      String axisName,
      boolean[] mappedInputs,
      boolean[] forceMappedOutputs) {
    return of(program, new NamedAxis(axisName, axisSize), mappedInputs, forceMappedOutputs);
  }

  /// As above; the result is kept with the program.
  static BatchedProgram of(
      Jaxpr program, NamedAxis axis, boolean[] mappedInputs, boolean[] forceMappedOutputs) {
    Key key = new Key(axis, bits(mappedInputs), bits(forceMappedOutputs));
    return program.derived(key, lane -> batched(lane, axis, mappedInputs, forceMappedOutputs));
  }

  /// What the batched form of a program depends on.
  private record Key(NamedAxis axis, BitSet mappedInputs, BitSet forceMappedOutputs) {}

  private static BitSet bits(boolean[] flags) {
    BitSet bits = new BitSet(flags.length);
    for (int i = 0; i < flags.length; i++) {
      bits.set(i, flags[i]);
    }
    return bits;
  }

  private static BatchedProgram batched(
      Jaxpr program, NamedAxis axis, boolean[] mappedInputs, boolean[] forceMappedOutputs) {
    boolean[] mappedOutputs = forceMappedOutputs.clone();
    StagedProgram staged =
        Staging.stage(
            arguments -> results(program, axis, mappedInputs, mappedOutputs, arguments),
            types(program, axis.size(), mappedInputs));
    if (!staged.constants().isEmpty()) {
      throw new AssertionError(
          "a batching rule closed over arrays: " + staged.jaxpr() + ". Please report this.");
    }
    return new BatchedProgram(staged.jaxpr(), mappedOutputs);
  }

  private static List<ArrayType> types(Jaxpr program, long axisSize, boolean[] mapped) {
    List<ArrayType> types = new ArrayList<>(mapped.length);
    for (int i = 0; i < mapped.length; i++) {
      ArrayType type = program.inputTypes().get(i);
      types.add(mapped[i] ? type.withShape(type.shape().insert(0, axisSize)) : type);
    }
    return types;
  }

  /// Runs the program of one lane under a [BatchInterpreter]; notes which results are mapped.
  private static List<Array> results(
      Jaxpr program, NamedAxis axis, boolean[] inputs, boolean[] outputs, List<Array> arguments) {
    BatchInterpreter interpreter = new BatchInterpreter(CurrentInterpreter.get(), "", axis);
    List<Array> lane = new ArrayList<>(inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      Array argument = arguments.get(i);
      lane.add(inputs[i] ? interpreter.mapped(argument, 0) : argument);
    }
    List<Array> results =
        CurrentInterpreter.with(
            interpreter, () -> JaxprEvaluator.evaluate(program, List.of(), lane));
    List<Array> all = new ArrayList<>(results.size());
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] |= interpreter.isMapped(results.get(i));
      all.add(outputs[i] ? interpreter.allLanes(results.get(i), 0) : results.get(i));
    }
    return all;
  }

  /// The program of all lanes.
  public Jaxpr program() {
    return program;
  }

  /// For each result, whether it is mapped: those that were forced, and those that differ from lane
  /// to lane.
  public boolean[] mappedOutputs() {
    return mappedOutputs.clone();
  }

  @Override
  public String toString() {
    return program + " " + Arrays.toString(mappedOutputs);
  }
}
