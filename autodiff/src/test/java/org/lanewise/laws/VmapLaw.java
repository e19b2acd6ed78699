package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.Shape;

/// The law of batching for any function of arrays: `vmap` gives each lane the bits that the
/// function gives for that lane alone, whichever arguments are mapped and along whichever axes.
///
/// @param name for messages
/// @param f the function of one lane
/// @param arguments the arguments of one lane
record VmapLaw(String name, Function<List<Array>, List<Array>> f, List<Operand> arguments) {

  static VmapLaw of(String name, Function<List<Array>, List<Array>> f, Operand... arguments) {
    return new VmapLaw(name, f, List.of(arguments));
  }

  /// Checks all combinations of mapped arguments, with three lanes, one and none.
  void check() {
    for (int lanes : new int[] {3, 1, 0}) {
      for (int mapped = 1; mapped < 1 << arguments.size(); mapped++) {
        check(lanes, mapped);
      }
    }
  }

  private void check(int lanes, int mapped) {
    Random random = new Random(31L * name.hashCode() + mapped);
    RandomArrays arrays = new RandomArrays(random.nextLong());
    List<Array> operands = new ArrayList<>();
    List<Object> axes = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Operand operand = arguments.get(i);
      boolean isMapped = (mapped >> i & 1) == 1;
      int axis = random.nextInt(operand.shape().rank() + 1);
      Shape shape = isMapped ? operand.shape().insert(axis, lanes) : operand.shape();
      operands.add(arrays.view(operand.dtype(), shape, operand.values()));
      axes.add(isMapped ? axis : MapAxes.none());
    }
    VmapOptions options = VmapOptions.DEFAULT.inAxes(MapAxes.tree(axes));
    List<Array> all = Transforms.vmap(f, options).apply(operands);
    for (int lane = 0; lane < lanes; lane++) {
      List<Array> own = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        own.add(
            axes.get(i) instanceof Integer axis
                ? BatchedCase.lane(operands.get(i), axis, lane)
                : operands.get(i));
      }
      List<Array> alone = f.apply(own);
      assertThat(all).hasSameSizeAs(alone);
      for (int i = 0; i < alone.size(); i++) {
        Array ours = BatchedCase.lane(all.get(i), 0, lane);
        String what = "%s, axes %s, result %d of lane %d".formatted(name, axes, i, lane);
        assertThat(ours.shape()).as(what).isEqualTo(alone.get(i).shape());
        assertThat(RandomArrays.bits(ours)).as(what).isEqualTo(RandomArrays.bits(alone.get(i)));
      }
    }
  }
}
