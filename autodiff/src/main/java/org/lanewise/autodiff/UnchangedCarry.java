package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprChecker;
import org.lanewise.ir.Structured.Scan;

/// Takes for constants what a scan carries and no step changes.
///
/// A loop over a record carries all of its arrays, though it may change a few. What is constant is
/// kept once for reverse mode and not for each step, and so is what depends on it alone.
///
/// @param scan the scan with more constants and fewer carries
/// @param unchanged the positions of the carries that became constants
record UnchangedCarry(Scan scan, List<Integer> unchanged) {

  private record Key(Scan scan) {}

  static UnchangedCarry of(Scan scan) {
    return scan.body().derived(new Key(scan), _ -> derive(scan));
  }

  private static UnchangedCarry derive(Scan scan) {
    Jaxpr body = scan.body();
    int constants = scan.constants();
    List<Integer> unchanged =
        IntStream.range(0, scan.carries())
            .filter(i -> body.outputs().get(i) == body.inputs().get(constants + i))
            .boxed()
            .toList();
    if (unchanged.isEmpty()) {
      return new UnchangedCarry(scan, unchanged);
    }
    List<Atom> outputs = new ArrayList<>();
    for (int i = 0; i < body.outputs().size(); i++) {
      if (!unchanged.contains(i)) {
        outputs.add(body.outputs().get(i));
      }
    }
    Jaxpr less =
        JaxprChecker.check(
            new Jaxpr(
                List.of(), moved(body.inputs(), constants, unchanged), body.equations(), outputs));
    return new UnchangedCarry(
        new Scan(
            less,
            constants + unchanged.size(),
            scan.carries() - unchanged.size(),
            scan.length(),
            scan.reverse(),
            scan.unroll()),
        unchanged);
  }

  /// Moves carries that do not change behind the constants.
  private static <T> List<T> moved(List<T> values, int constants, List<Integer> unchanged) {
    List<T> moved = new ArrayList<>(values.subList(0, constants));
    unchanged.forEach(i -> moved.add(values.get(constants + i)));
    for (int i = constants; i < values.size(); i++) {
      if (!unchanged.contains(i - constants)) {
        moved.add(values.get(i));
      }
    }
    return moved;
  }

  /// Linearizes the scan.
  ///
  /// @param operands the operands of the original one
  SplitResult linearize(SplitOperands operands) {
    int constants = scan.constants() - unchanged.size();
    SplitOperands fewer =
        operands.with(
            moved(operands.x(), constants, unchanged), moved(operands.dx(), constants, unchanged));
    SplitResult result = ScanLinearization.of(scan, fewer.partition(), fewer.mask()).apply(fewer);
    if (unchanged.isEmpty()) {
      return result;
    }
    List<Array> known = new ArrayList<>();
    List<Optional<LinearNode>> linear = new ArrayList<>();
    int nextKnown = 0;
    int nextLinear = 0;
    for (int i = 0; i < result.linear().size() + unchanged.size(); i++) {
      boolean isUnchanged = unchanged.contains(i);
      Optional<LinearNode> node =
          isUnchanged ? operands.dx().get(constants + i) : result.linear().get(nextLinear++);
      linear.add(node);
      if (operands.partition().knows(node.isPresent())) {
        known.add(isUnchanged ? operands.x().get(constants + i) : result.known().get(nextKnown++));
      }
    }
    return new SplitResult(known, linear);
  }
}
