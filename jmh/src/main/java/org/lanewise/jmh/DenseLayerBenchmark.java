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

/// A layer, `tanh(x · w + b) + r`, as one program, whose loop runs over blocks of the product while
/// they are in a near cache, and as a product and then a loop: what that saves.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class DenseLayerBenchmark extends ShortRuns {
  /// Operands, or the product with the last two of them.
  private record Layer(Array first, Array second, Array bias, Array residual) {}

  @Param({"SMALL", "WEIGHTS", "TALL"})
  LayerSize size;

  private Layer layer;
  private Strided[] data;
  private Executable whole;
  private Executable product;
  private Executable epilogue;

  /// For JMH.
  public DenseLayerBenchmark() {}

  /// Makes the operands and the programs.
  @Setup
  public void prepare() {
    layer =
        new Layer(
            Sample.normal(Key.of(0), Shape.of(size.m, size.k)),
            Sample.normal(Key.of(1), Shape.of(size.k, size.n)).times(0.1),
            Sample.normal(Key.of(2), Shape.of(size.n)),
            Sample.normal(Key.of(3), Shape.of(size.m, size.n)));
    Function<Layer, Array> multiply = at -> at.first.matmul(at.second);
    whole = compiled(at -> epilogue(multiply.apply(at), at), layer);
    product = compiled(multiply, layer);
    Layer made = new Layer(multiply.apply(layer), layer.second, layer.bias, layer.residual);
    epilogue = compiled(at -> epilogue(at.first, at), made);
    data =
        List.of(layer.first, layer.second, layer.bias, layer.residual).stream()
            .map(DenseLayerBenchmark::data)
            .toArray(Strided[]::new);
  }

  private static Array epilogue(Array product, Layer at) {
    return product.plus(at.bias).tanh().plus(at.residual);
  }

  private static Executable compiled(Function<Layer, Array> function, Layer operands) {
    return Backends.current().compile(makeJaxpr(function).apply(operands));
  }

  private static Strided data(Array array) {
    return ((ConcreteArray) array).data();
  }

  /// The operands: x, w, b, r.
  List<Array> operands() {
    return List.of(layer.first, layer.second, layer.bias, layer.residual);
  }

  /// The layer as one program.
  @Benchmark
  public Array fused() {
    return new ConcreteArray(whole.execute(data)[0]);
  }

  /// The product, and then the loop.
  @Benchmark
  public Array oneAfterTheOther() {
    Strided made = product.execute(data)[0];
    Strided result = epilogue.execute(made, data[1], data[2], data[3])[0];
    made.buffer().release();
    return new ConcreteArray(result);
  }
}
