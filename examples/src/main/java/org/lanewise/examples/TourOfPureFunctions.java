package org.lanewise.examples;

import static org.lanewise.Numpy.zeros;
import static org.lanewise.examples.Page.heading;
import static org.lanewise.examples.Page.print;
import static org.lanewise.examples.Page.show;

import java.util.Arrays;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// Functions without hidden state, immutable arrays and models, and keys instead of a generator:
/// the second half of Feedbax's page "Why JAX?".
///
/// Its keys have the original Threefry layout, as JAX's had then.
public final class TourOfPureFunctions {
  private TourOfPureFunctions() {}

  /// Prints the tour.
  ///
  /// @param args none
  public static void main(String[] args) {
    hiddenState();
    stateInAndOut();
    stateAsARecord();
    modelsAreData();
    immutableArrays();
    surgery();
    randomNumbers();
  }

  /// A class whose result does not tell all that a call does.
  static final class StatefulFoo {
    private final int a;
    private int smee;

    StatefulFoo(int a) {
      this.a = a;
    }

    int apply(int x) {
      if (x > 3) {
        smee = 2;
      }
      return a * x;
    }
  }

  private static void hiddenState() {
    heading("Functions and states");
    StatefulFoo foo = new StatefulFoo(2);
    int x = 1;
    print("\t\tx\tsmee");
    for (int i = 0; i < 7; i++) {
      x = foo.apply(x);
      print("Step %d:\t\t%d\t%d".formatted(i, x, foo.smee));
    }
  }

  /// What PureFoo returns where a Python function would return a tuple.
  record Result(int x, int smee) {}

  /// All that a call does is in its result.
  record PureFoo(int a) {
    Result apply(int x, int smee) {
      return new Result(a * x, x > 3 ? 2 : smee);
    }

    /// Takes data and returns data.
    Data apply(Data data) {
      return new Data(a * data.x(), data.x() > 3 ? 2 : data.smee());
    }
  }

  /// What is handed from step to step.
  record Data(int x, int smee) {}

  private static void stateInAndOut() {
    PureFoo foo = new PureFoo(2);
    int x = 1;
    int smee = 0;
    print("\t\tx\tsmee");
    for (int i = 0; i < 7; i++) {
      Result result = foo.apply(x, smee);
      x = result.x();
      smee = result.smee();
      print("Step %d:\t\t%d\t%d".formatted(i, x, smee));
    }
  }

  private static void stateAsARecord() {
    PureFoo foo = new PureFoo(2);
    Data data = new Data(1, 0);
    print("\t\tx\tsmee");
    for (int i = 0; i < 7; i++) {
      data = foo.apply(data);
      print("Step %d:\t\t%d\t%d".formatted(i, data.x(), data.smee()));
    }
  }

  private static PureFoo update(PureFoo foo) {
    return new PureFoo(foo.a() + 1);
  }

  /// The fields of a record are final: `foo.a = 4` does not compile.
  private static void modelsAreData() {
    heading("The model is data, too");
    PureFoo foo = new PureFoo(2);
    PureFoo changed = update(foo);
    print("Old a: " + foo.a());
    print("New a: " + changed.a());
  }

  private static void immutableArrays() {
    heading("Arrays are immutable");
    double[][] javaArray = new double[3][3];
    Arrays.fill(javaArray[0], 1, 3, 5); // modifies the array in place
    print(Arrays.deepToString(javaArray));
    Array someArray = zeros(3, 3);
    show(someArray.at("0, 1:").set(5));

    double[] mutable = new double[2];
    double[] before = mutable;
    mutable[0] += 10;
    show(mutable == before);
    Array anotherArray = zeros(2, 2);
    Array arrayBefore = anotherArray;
    anotherArray = anotherArray.plus(10);
    show(anotherArray == arrayBefore);
  }

  record PointMass(double mass) {}

  record Plant(PointMass skeleton, Array damping) {}

  record Mechanics(Plant plant, double dt) {}

  record Step(Mechanics mechanics, Array feedback) {}

  /// A big model in small: the page takes Feedbax's point mass that reaches for targets.
  record Model(Step step) {
    static Model make() {
      Plant plant = new Plant(new PointMass(1.0), zeros(2));
      return new Model(new Step(new Mechanics(plant, 0.05), zeros(4, 2)));
    }

    PointMass skeleton() {
      return step.mechanics().plant().skeleton();
    }
  }

  private static void surgery() {
    heading("Performing surgery");
    Model model = Model.make();
    show(model.skeleton());
    Model heavy = Tree.at(model, m -> m.step().mechanics().plant().skeleton(), new PointMass(5.0));
    show(heavy.skeleton());
    show(model.skeleton());
  }

  private static Map<String, Array> generateData(Key key) {
    Key keys = key.split();
    return Map.of(
        "uniform", Sample.uniform(keys.get(0), Shape.of(2, 4)),
        "normal", Sample.normal(keys.get(1), Shape.of(2, 4)));
  }

  private static void randomNumbers() {
    heading("Random number generation");
    Key key = Key.of(5678, Threefry.ORIGINAL);
    show(Sample.uniform(key));
    show(Sample.uniform(key)); // the same key, the same number
    Key keys = key.split();
    print(Sample.uniform(keys.get(0)));
    print(Sample.uniform(keys.get(1)));
    for (int i = 0; i < 2; i++) { // reproducible, and as nobody's state changes it stays so
      Map<String, Array> data = generateData(key);
      print("uniform: " + data.get("uniform"));
      print("normal: " + data.get("normal"));
    }
  }
}
