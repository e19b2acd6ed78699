package org.lanewise.examples;

import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.exp;
import static org.lanewise.Numpy.multiply;
import static org.lanewise.Numpy.ones;
import static org.lanewise.Numpy.weak;
import static org.lanewise.Numpy.where;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.examples.Page.heading;
import static org.lanewise.examples.Page.print;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;

/// Arrays, tracing, programs, trees and keys: the page "Key concepts" of JAX's documentation.
///
/// Programs print in the dialect of JAX 0.10, where literals carry their type and `where` on equal
/// shapes is no function of its own.
public final class TourOfKeyConcepts {
  private TourOfKeyConcepts() {}

  /// Prints the tour.
  ///
  /// @param args none
  public static void main(String[] args) {
    transformations();
    tracing();
    trees();
    keys();
  }

  private static Array selu(Array x) {
    return multiply(1.05, where(x.gt(0), x, multiply(1.67, exp(x)).minus(1.67)));
  }

  private static void transformations() {
    heading("Transformations");
    print(selu(weak(1.0)));
  }

  private static void tracing() {
    heading("Tracing");
    Jaxpr _ =
        makeJaxpr(
                (Array x) -> {
                  print(x);
                  return x.plus(1);
                })
            .apply(arange(5));
    heading("Jaxprs");
    print(makeJaxpr(TourOfKeyConcepts::selu).apply(arange(5.0)).toString());
  }

  /// As a named tuple of Python.
  record Params(int a, double b) {}

  private static void trees() {
    heading("Pytrees");
    List<Object> list = List.of(1, 2, new Array[] {arange(3), ones(2)});
    Map<String, Object> map = Map.of("n", 5, "W", ones(2, 2), "b", zeros(2));
    for (Object tree : List.of(list, map, new Params(1, 5.0))) {
      print(Tree.structure(tree).toString());
      print(Tree.leaves(tree).toString());
    }
  }

  private static void keys() {
    heading("Pseudorandom numbers");
    Key key = Key.of(43);
    print(key.toString());
    print(Sample.normal(key));
    print(Sample.normal(key));
    for (int i = 0; i < 3; i++) {
      Key keys = key.split();
      print("draw " + i + ": " + Sample.normal(keys.get(1)).item());
      key = keys.get(0);
    }
  }
}
