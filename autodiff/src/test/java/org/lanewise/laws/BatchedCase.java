package org.lanewise.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.TypeRules;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.laws.RandomArrays.Values;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// One primitive on several lanes: some operands differ from lane to lane, along an axis each.
///
/// @param each the primitive, and the operands of one lane
/// @param axes for each operand the axis of the lanes, or −1
/// @param lanes how many there are
/// @param outAxes where the lanes shall lie in each result, as a number that is wrapped into range
record BatchedCase(LawCase each, List<Integer> axes, int lanes, int outAxes) {

  private static final long SMALL = 100;

  /// All combinations of operands that differ from lane to lane, each with axes that a seed picks;
  /// of large operands the combination of all, and another one.
  static List<BatchedCase> of(LawCase each) {
    List<BatchedCase> cases = new ArrayList<>();
    Random random = new Random(each.toString().hashCode());
    int n = each.operands().size();
    boolean isSmall = each.operands().stream().allMatch(x -> x.shape().size() <= SMALL);
    int other = isSmall ? 0 : 1 + random.nextInt(1 << n);
    for (int mapped = 1; mapped < 1 << n; mapped++) {
      if (!isSmall && mapped != other && mapped != (1 << n) - 1) {
        continue;
      }
      List<Integer> axes = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int rank = each.operands().get(i).shape().rank();
        axes.add((mapped >> i & 1) == 0 ? -1 : random.nextInt(rank + 1));
      }
      int lanes = random.nextInt(8) == 0 ? random.nextInt(2) : 2 + random.nextInt(2);
      cases.add(new BatchedCase(each, axes, lanes, random.nextInt(12)));
    }
    return cases;
  }

  private boolean isMapped(int i) {
    return axes.get(i) >= 0;
  }

  /// The operands of all lanes.
  List<Array> operands() {
    RandomArrays arrays = new RandomArrays(toString().hashCode());
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Operand operand = each.operands().get(i);
      Shape shape = operand.shape();
      operands.add(
          arrays.view(
              operand.dtype(),
              isMapped(i) ? shape.insert(axes.get(i), lanes) : shape,
              isExact() ? operand.values() : Values.TAME));
    }
    return operands;
  }

  /// The primitive applied by `vmap`; in each result the lanes are moved to the front again.
  List<Array> batched(List<Array> operands) {
    List<Object> in = new ArrayList<>();
    axes.forEach(axis -> in.add(axis < 0 ? MapAxes.none() : axis));
    List<Object> out = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Shape shape : resultShapes()) {
      int place = outAxes % (shape.rank() + 1);
      places.add(place);
      out.add((outAxes & 1) == 0 ? place : place - shape.rank() - 1);
    }
    VmapOptions options = VmapOptions.DEFAULT.inAxes(MapAxes.tree(in)).outAxes(MapAxes.tree(out));
    List<Array> results =
        Transforms.vmap((List<Array> x) -> CurrentInterpreter.bind(each.primitive(), x), options)
            .apply(operands);
    List<Array> inFront = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Axes lane = Axes.of(places.get(i));
      Array result = results.get(i);
      inFront.add(Lax.transpose(result, lane.concat(lane.complement(result.rank()))));
    }
    return inFront;
  }

  private List<Shape> resultShapes() {
    return TypeRules.infer(each.primitive(), each.types()).stream()
        .map(type -> type.shape())
        .toList();
  }

  /// The primitive applied to one lane.
  List<Array> alone(List<Array> operands, int lane) {
    List<Array> own = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      own.add(isMapped(i) ? lane(operands.get(i), axes.get(i), lane) : operands.get(i));
    }
    return CurrentInterpreter.bind(each.primitive(), own);
  }

  static Array lane(Array x, int axis, int lane) {
    return Lax.squeeze(Lax.sliceInDim(x, lane, lane + 1, 1, axis), Axes.of(axis));
  }

  /// Whether the lanes keep their bits: `numerics.md` exempts products whose order of sums depends
  /// on the number of rows, which is where lanes of one operand alone turn a product of vectors
  /// into one of matrices.
  boolean isExact() {
    return !(each.primitive() instanceof DotGeneral dot)
        || isMapped(0) == isMapped(1)
        || isMapped(0) && free(0, dot.lhsContracting(), dot.lhsBatch()) != 1
        || isMapped(1) && free(1, dot.rhsContracting(), dot.rhsBatch()) != 1;
  }

  private long free(int operand, Axes contracting, Axes batch) {
    return each.operands().get(operand).shape().without(contracting.concat(batch)).size();
  }
}
