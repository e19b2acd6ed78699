package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// A loop as a scan of as many steps as it may take.
///
/// Whether it is still running is carried along; a step of a loop that has ended is a `cond` that
/// does nothing. The scan has a reverse mode, which the loop has not: its residuals are stacks of a
/// known size.
final class BoundedLoop {
  private BoundedLoop() {}

  private record Key(While loop) {}

  /// Linearizes what is left of a loop after some steps.
  ///
  /// @param loop the loop
  /// @param done how many steps are done
  /// @param running whether it goes on
  /// @param operands its operands, with the carry after these steps
  /// @throws IllegalArgumentException if the loop has no bound
  static SplitResult linearize(While loop, long done, Array running, SplitOperands operands) {
    if (loop.maxSteps() < 0) {
      throw new IllegalArgumentException(
          "`while_loop`: reverse mode in a function that is being traced (by `jit`, or in the body"
              + " of another loop) must keep the values of all steps, but the loop has no bound."
              + " Give it one with `maxSteps`, use `foriLoop` with constant bounds or `scan`, or"
              + " differentiate in forward mode with `jvp` or `jacfwd`, which need no bound.");
    }
    int constants = loop.conditionConstants() + loop.bodyConstants();
    SplitOperands carry = operands.from(constants);
    SplitOperands started =
        operands
            .to(constants)
            .and(operands.with(List.of(running), List.of(Optional.empty())))
            .and(carry);
    Jaxpr step = loop.body().derived(new Key(loop), _ -> step(loop));
    Scan scan = new Scan(step, constants, carry.x().size() + 1, loop.maxSteps() - done, false, 1);
    SplitResult result = ScanDerivative.linearize(scan, started);
    return new SplitResult(
        result.known().subList(1, result.known().size()),
        result.linear().subList(1, result.linear().size()));
  }

  /// A step of the scan: constants of condition and body, whether the loop is running, the carry.
  private static Jaxpr step(While loop) {
    int first = loop.conditionConstants();
    int constants = first + loop.bodyConstants();
    List<ArrayType> types = new ArrayList<>(loop.condition().inputTypes().subList(0, first));
    types.addAll(loop.body().inputTypes());
    Jaxpr moving =
        Derivation.stage(
                x -> {
                  List<Array> carry =
                      JaxprEvaluator.evaluate(loop.body(), List.of(), x.subList(first, x.size()));
                  List<Array> condition = Masks.joined(x.subList(0, first), carry);
                  List<Array> running =
                      JaxprEvaluator.evaluate(loop.condition(), List.of(), condition);
                  return Masks.joined(running, carry);
                },
                types)
            .jaxpr();
    Jaxpr ended =
        Derivation.stage(
                x ->
                    Masks.joined(
                        List.of(Lax.scalar(DType.BOOL, 0L)), x.subList(constants, x.size())),
                types)
            .jaxpr();
    types.add(constants, ArrayType.of(DType.BOOL));
    return Derivation.stage(
            x -> {
              List<Array> operands = new ArrayList<>();
              operands.add(Lax.convertElementType(x.get(constants), DType.INT32));
              operands.addAll(x.subList(0, constants));
              operands.addAll(x.subList(constants + 1, x.size()));
              return CurrentInterpreter.bind(new Cond(List.of(ended, moving)), operands);
            },
            types)
        .jaxpr();
  }
}
