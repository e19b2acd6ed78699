package org.lanewise.examples;

import static org.lanewise.Numpy.add;
import static org.lanewise.Numpy.divide;
import static org.lanewise.Numpy.exp;
import static org.lanewise.Numpy.stack;
import static org.lanewise.Numpy.subtract;
import static org.lanewise.Numpy.weak;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.examples.Page.heading;
import static org.lanewise.examples.Page.print;
import static org.lanewise.examples.Page.show;

import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// Keys, and the derivative of the sigmoid: a user's notebook.
///
/// Its keys have the original Threefry layout. Its `vmap` over keys is a loop here.
public final class TourOfRandomNumbers {
  private static final Key KEY = Key.of(42, Threefry.ORIGINAL);

  private TourOfRandomNumbers() {}

  /// Prints the tour.
  ///
  /// @param args none
  public static void main(String[] args) {
    oneKeyOneNumber();
    splitKeys();
    manyKeys();
    sigmoidAndItsDerivative();
  }

  private static void oneKeyOneNumber() {
    heading("Random numbers");
    print(zeros(2, 5).dtype().longName());
    show(KEY.data());
    for (int i = 0; i < 3; i++) {
      print(Sample.normal(KEY));
    }
    for (int i = 0; i < 2; i++) {
      print(Sample.normal(KEY, Shape.of(3)));
    }
  }

  private static void splitKeys() {
    Key key = KEY;
    for (int i = 0; i < 3; i++) {
      Key keys = key.split();
      key = keys.get(0); // goes on to the next iteration
      print(Sample.normal(keys.get(1), Shape.of(3)));
    }
    Key allAtOnce = KEY.split(3);
    for (int i = 0; i < 3; i++) {
      print(Sample.normal(allAtOnce.get(i), Shape.of(3)));
    }
  }

  private static void manyKeys() {
    Key keys = KEY.split(10);
    Array[] numbers = new Array[10];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Sample.normal(keys.get(i));
    }
    print(stack(numbers));
  }

  private static Array sigmoid(Array x) {
    return divide(1, add(1, exp(x.unaryMinus())));
  }

  private static Array exactDerivative(Array x) {
    Array s = sigmoid(x);
    return s.times(subtract(1, s));
  }

  private static void sigmoidAndItsDerivative() {
    heading("Gradients and autodiff");
    Function<Array, Array> derivative = grad(TourOfRandomNumbers::sigmoid);
    Array x = weak(0.0); // as a Java number is beside an array
    print("sigmoid(x)=" + sigmoid(x));
    print("grad_sigmoid_exact(x)=" + exactDerivative(x));
    print("grad_sigmoid_jax(x)=" + derivative.apply(x));
  }
}
