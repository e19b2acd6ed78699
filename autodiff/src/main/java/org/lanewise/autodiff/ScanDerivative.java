package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.staging.StagedProgram;

/// The derivative of a scan is a scan.
///
/// Forward, tangents are carried beside the carry and stacked beside the stacks. For reverse mode
/// see [ScanLinearization].
final class ScanDerivative {
  private ScanDerivative() {}

  private record Key(Scan scan, List<Boolean> mask) {}

  /// A scan of dual numbers.
  ///
  /// @param scan the scan
  /// @param fixed its leading constants, over which rules are closed
  /// @param arguments its operands
  /// @param results its results
  private record DualScan(Scan scan, List<Array> fixed, DualGroups arguments, DualGroups results) {}

  static List<Dual> jvp(Scan scan, List<Array> x, List<Tangent> dx) {
    List<Boolean> mask = Masks.of(dx);
    DualScan dual = scan.body().derived(new Key(scan, mask), _ -> dual(scan, mask));
    List<Dual> duals = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      duals.add(new Dual(x.get(i), dx.get(i)));
    }
    return dual.results.duals(
        CurrentInterpreter.bind(dual.scan, Masks.joined(dual.fixed, dual.arguments.joined(duals))));
  }

  private static DualScan dual(Scan scan, List<Boolean> mask) {
    int constants = scan.constants();
    int carries = scan.carries();
    List<Boolean> moving =
        Carry.fixedPoint(mask, constants, carries, each -> DualProgram.tangents(scan.body(), each));
    List<Boolean> given = new ArrayList<>(DualProgram.tangents(scan.body(), moving));
    for (int i = 0; i < carries; i++) {
      given.set(i, moving.get(constants + i));
    }
    DualGroups arguments =
        new DualGroups(List.of(constants, carries, moving.size() - constants - carries), moving);
    DualGroups results = new DualGroups(List.of(carries, given.size() - carries), given);
    StagedProgram body = DualProgram.stage(scan.body(), arguments, results);
    return new DualScan(
        new Scan(
            body.jaxpr().withoutConstants(),
            body.constants().size() + arguments.width(0),
            arguments.width(1),
            scan.length(),
            scan.reverse(),
            scan.unroll()),
        body.constants(),
        arguments,
        results);
  }

  static SplitResult linearize(Scan scan, SplitOperands operands) {
    return UnchangedCarry.of(scan).linearize(operands);
  }
}
