package org.lanewise.jmh;

import static org.lanewise.Numpy.zeros;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// A model of 26 arrays taken apart and put together: twelve records in a list in a record, and a
/// map.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PytreeBenchmark extends ShortRuns {
  private static final int LAYERS = 12;

  private Model model;
  private Leaves<Object> flat;

  /// For JMH.
  public PytreeBenchmark() {}

  /// Two arrays.
  ///
  /// @param weight the one
  /// @param bias the other
  public record Layer(Array weight, Array bias) {}

  /// All parameters.
  ///
  /// @param layers the layers
  /// @param scales two more arrays
  public record Model(List<Layer> layers, Map<String, Array> scales) {}

  /// Makes the model.
  @Setup
  public void prepare() {
    List<Layer> layers =
        IntStream.range(0, LAYERS).mapToObj(_ -> new Layer(zeros(2, 2), zeros(2))).toList();
    model = new Model(layers, Map.of("in", zeros(2), "out", zeros(2)));
    flat = Tree.flatten(model);
  }

  /// Leaves and structure.
  @Benchmark
  public Leaves<Object> flatten() {
    return Tree.flatten(model);
  }

  /// The model of leaves and structure.
  @Benchmark
  public Model unflatten() {
    return Tree.unflatten(flat.structure(), flat.list());
  }

  /// A function that does nothing on every leaf.
  @Benchmark
  public Model map() {
    return Tree.map((Array leaf) -> leaf, model);
  }
}
