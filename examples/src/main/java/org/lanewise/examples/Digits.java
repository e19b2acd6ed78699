package org.lanewise.examples;

import static org.lanewise.Numpy.mean;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.autodiff.Autodiff.valueAndGrad;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.lanewise.Array;
import org.lanewise.Lanewise;
import org.lanewise.Nn;
import org.lanewise.autodiff.ValueAndGrad;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;

/// Learns to read handwritten digits: a two-layer network, trained by mini-batch gradient descent
/// with momentum.
///
/// ```
/// ./mvnw -q -Pdemo
/// ```
///
/// The network is a record of records of arrays, so its gradient is one too, and the optimiser is a
/// line of `Tree.map`. Loss and scores are written for one image; `vmap` makes them functions of a
/// batch. A whole step of training is one function under `jit`. All randomness comes from keys, and
/// every operation has one result to the bit, so every run on every machine prints the same digits;
/// what depends on the machine (the backend, the time) goes to the error stream.
public final class Digits {
  private static final int EPOCHS = 20;
  private static final int BATCH = 32;
  private static final int HELD_OUT = 360;
  private static final double LEARNING_RATE = 0.1;
  private static final double MOMENTUM = 0.9;

  private static final BiFunction<State, DigitImages, Progress> STEP = jit(Digits::step);
  private static final BiFunction<Network, DigitImages, Array> ACCURACY = jit(Digits::accuracy);

  private Digits() {}

  /// An affine map of rows: x · weight + bias.
  ///
  /// @param weight f32, shape (inputs, outputs)
  /// @param bias f32, shape (outputs,)
  record Layer(Array weight, Array bias) {
    /// Weights normal with variance 2/inputs (He et al., 2015), biases zero.
    static Layer of(Key key, int inputs, int outputs) {
      Array weight = Sample.normal(key, Shape.of(inputs, outputs));
      return new Layer(weight.times(Math.sqrt(2.0 / inputs)), zeros(outputs));
    }

    Array apply(Array x) {
      return x.matmul(weight).plus(bias);
    }
  }

  /// 64 pixels → 64 hidden units → 10 scores.
  record Network(Layer hidden, Layer output) {
    static Network of(Key key) {
      Key keys = key.split();
      return new Network(Layer.of(keys.get(0), 64, 64), Layer.of(keys.get(1), 64, 10));
    }

    Array scores(Array images) {
      return output.apply(Nn.relu(hidden.apply(images)));
    }
  }

  /// The cross-entropy of one image, −log softmax(scores) at its label.
  static Array loss(Network network, Array image, Array label) {
    Array logLikelihoods = Nn.logSoftmax(network.scores(image));
    return logLikelihoods.times(Nn.oneHot(label, 10)).sum().unaryMinus();
  }

  /// The mean cross-entropy of a batch.
  static Array loss(Network network, DigitImages batch) {
    BiFunction<Array, Array, Array> each = (image, label) -> loss(network, image, label);
    return mean(vmap(each).apply(batch.images(), batch.labels()));
  }

  /// The share of images whose highest score is that of their label.
  static Array accuracy(Network network, DigitImages batch) {
    BiFunction<Array, Array, Array> each =
        (image, label) -> network.scores(image).argmax(0).eq(label);
    return mean(vmap(each).apply(batch.images(), batch.labels()));
  }

  /// What training carries from step to step.
  ///
  /// @param network the parameters
  /// @param velocity the running sum of gradients, of the same structure
  record State(Network network, Network velocity) {
    static State of(Network network) {
      return new State(network, Tree.map((Array p) -> p.times(0), network));
    }

    /// v ← μ·v + g, then p ← p − η·v.
    State moved(Network gradient) {
      Network faster =
          Tree.map((Array v, Array g) -> v.times(MOMENTUM).plus(g), velocity, gradient);
      Network moved =
          Tree.map((Array p, Array v) -> p.minus(v.times(LEARNING_RATE)), network, faster);
      return new State(moved, faster);
    }
  }

  /// What a step of training gives.
  ///
  /// @param state the state after the step
  /// @param loss the loss before it
  record Progress(State state, Array loss) {}

  /// One step down the gradient of a batch.
  static Progress step(State state, DigitImages batch) {
    BiFunction<Network, DigitImages, Array> loss = Digits::loss;
    ValueAndGrad<Network> at = valueAndGrad(loss).apply(state.network(), batch);
    return new Progress(state.moved(at.grad()), at.value());
  }

  /// Trains, and reports loss and accuracy after every epoch.
  ///
  /// @param epochs how often every image is seen
  /// @param report takes the lines
  /// @return the share of the held-out images that are read right
  static double train(int epochs, Consumer<String> report) {
    DigitImages all = DigitImages.load();
    Array order = Sample.permutation(Key.of(0), all.labels().size());
    long seen = order.size() - HELD_OUT;
    DigitImages training = all.at(order.get(":" + seen));
    DigitImages heldOut = all.at(order.get(seen + ":"));
    report.accept(
        "%d images to learn from, %d held out, %d epochs in batches of %d"
            .formatted(seen, HELD_OUT, epochs, BATCH));

    Key keys = Key.of(1).split();
    State state = State.of(Network.of(keys.get(0)));
    Key shuffles = keys.get(1).split(epochs);
    double accuracy = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      Array shuffled = Sample.permutation(shuffles.get(epoch), seen);
      double sum = 0;
      long batches = seen / BATCH;
      for (long i = 0; i < batches; i++) {
        DigitImages batch = training.at(shuffled.get(i * BATCH + ":" + (i + 1) * BATCH));
        Progress progress = STEP.apply(state, batch);
        state = progress.state();
        sum += progress.loss().item();
      }
      accuracy = ACCURACY.apply(state.network(), heldOut).item();
      report.accept(
          String.format(
              Locale.ROOT,
              "epoch %2d   loss %.6f   held-out accuracy %.4f",
              epoch + 1,
              sum / batches,
              accuracy));
    }
    return accuracy;
  }

  /// Runs the example.
  ///
  /// @param args nothing, or the number of epochs
  public static void main(String[] args) {
    long start = System.nanoTime();
    System.err.println(Lanewise.describe());
    int epochs = args.length == 0 ? EPOCHS : Integer.parseInt(args[0]);
    double accuracy = train(epochs, System.out::println);
    System.out.println(
        String.format(
            Locale.ROOT, "%.2f %% of the images never seen are read right", 100 * accuracy));
    System.err.println(String.format(Locale.ROOT, "in %.1f s", (System.nanoTime() - start) / 1e9));
  }
}
