package org.lanewise.jmh;

import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A layer of normalised rows, `((x - mean) * scale) · w`, as one program, which makes the rows
/// block by block where the product reads them, and as a loop and then a product: what that saves.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class NormalisedLayerBenchmark extends ShortRuns {
  private record Layer(Array x, Array weight, Array mean, Array scale) {
    Array normalised() {
      return x.minus(mean).times(scale);
    }
  }

  @Param({"WIDE", "NARROW", "SQUARE"})
  LayerSize size;

  private Layer layer;
  private Strided[] data;
  private Executable whole;
  private Executable prologue;
  private Executable product;

  /// For JMH.
  public NormalisedLayerBenchmark() {}

  /// Makes the operands and the programs.
  @Setup
  public void prepare() {
    layer =
        new Layer(
            Sample.normal(Key.of(0), Shape.of(size.m, size.k)),
            Sample.normal(Key.of(1), Shape.of(size.k, size.n)),
            Sample.normal(Key.of(2), Shape.of(size.k)),
            Sample.normal(Key.of(3), Shape.of(size.k)));
    whole = compiled(at -> at.normalised().matmul(at.weight));
    prologue = compiled(Layer::normalised);
    product = compiled(at -> at.x.matmul(at.weight));
    data = operands().stream().map(each -> ((ConcreteArray) each).data()).toArray(Strided[]::new);
  }

  private Executable compiled(Function<Layer, Array> function) {
    return Backends.current().compile(makeJaxpr(function).apply(layer));
  }

  /// The operands: x, w, mean, scale.
  List<Array> operands() {
    return List.of(layer.x, layer.weight, layer.mean, layer.scale);
  }

  /// The layer as one program.
  @Benchmark
  public Array fused() {
    return new ConcreteArray(whole.execute(data)[0]);
  }

  /// The loop, and then the product.
  @Benchmark
  public Array oneAfterTheOther() {
    Strided made = prologue.execute(data)[0];
    Strided result = product.execute(made, data[1], data[2], data[3])[0];
    made.buffer().release();
    return new ConcreteArray(result);
  }
}
