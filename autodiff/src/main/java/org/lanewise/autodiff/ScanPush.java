package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;

/// One step of a scan that pushes tangents: from those of constants, carry and rows to those of the
/// carry and of the rows that it gives.
final class ScanPush {
  private ScanPush() {}

  private record Key(ScanLinearization scan) {}

  static ScanLinearization.Body of(ScanLinearization scan) {
    return scan.scan().body().derived(new Key(scan), _ -> derive(scan));
  }

  private static ScanLinearization.Body derive(ScanLinearization scan) {
    LinearizedProgram step = scan.step();
    LinearProgram program =
        step.stage(
            tangents -> {
              List<Tangent> given = step.graph().push(tangents.stream().map(Tangent::of).toList());
              List<Array> results = new ArrayList<>();
              for (int result : scan.linearResults()) {
                ArrayType type = step.outputTypes().get(result);
                results.add(given.get(result).orZeros(type, Lax::zeros));
              }
              return results;
            },
            step.graph().inputs());
    return scan.arranged(program, scan.linearArguments(0) + scan.linearArguments(1));
  }
}
