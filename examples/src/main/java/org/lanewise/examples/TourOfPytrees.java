package org.lanewise.examples;

import static org.lanewise.Numpy.array;
import static org.lanewise.examples.Page.heading;
import static org.lanewise.examples.Page.show;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;

/// Trees of data: the first half of Feedbax's page "Why JAX?".
///
/// Python's tuples are Java's object arrays here, dicts are maps, and an Equinox module is a
/// record.
public final class TourOfPytrees {
  private TourOfPytrees() {}

  /// Prints the tour.
  ///
  /// @param args none
  public static void main(String[] args) {
    oneFunctionForListsAndMaps();
    leavesAndStructure();
    severalTrees();
    classesOfYourOwn();
    records();
  }

  private static void oneFunctionForListsAndMaps() {
    heading("Pytrees");
    List<Integer> someList = List.of(1, 2, 3);
    Map<String, Integer> someMap = Map.of("a", 1, "b", 2, "c", 3);
    show(someList.stream().map(x -> x * x).toList());
    Map<String, Integer> squares = new TreeMap<>();
    someMap.forEach((key, x) -> squares.put(key, x * x));
    show(squares);
    show(Tree.map((Integer x) -> x * x, someList));
    show(Tree.map((Integer x) -> x * x, someMap));
    show(Tree.map(TourOfPytrees::squareOf, someData()));
  }

  /// Integers stay integers, floats stay floats, and arrays keep their type.
  private static Object squareOf(Object leaf) {
    return switch (leaf) {
      case Integer i -> i * i;
      case Double d -> d * d;
      case Array a -> a.pow(2);
      default -> throw new IllegalArgumentException("no number: " + leaf);
    };
  }

  private static Object someData() {
    return List.of(
        Map.of("p", List.of(1, 2), "x", 1.0), List.of(5, 6, 7, 8, Map.of("y", array(2, 2, 2))));
  }

  private static void leavesAndStructure() {
    Object someData = someData();
    show(Tree.leaves(someData));
    show(Tree.structure(someData));
    show(Tree.leaves(someData, node -> node instanceof Map));
    show(Tree.structure(someData, node -> node instanceof Map));
    Leaves<Object> flat = Tree.flatten(someData);
    Object again = Tree.unflatten(flat.structure(), flat.list());
    show(again);
  }

  private static void severalTrees() {
    List<Object> someArrays = List.of(tuple(array(1, 2), array(3, 4)), array(5, 6));
    List<Object> someOtherArrays = List.of(tuple(array(7, 8), array(3, 4)), array(1, 1));
    show(Tree.structure(someArrays).equals(Tree.structure(someOtherArrays)));
    show(Tree.map((Array x, Array y) -> x.plus(y), someArrays, someOtherArrays));
    show(
        Tree.map(
            TourOfPytrees::plus, someArrays, someOtherArrays, node -> node instanceof Object[]));
  }

  private static Object[] tuple(Object... elements) {
    return elements;
  }

  /// What Python's + does: tuples are joined, arrays are added.
  private static Object plus(Object x, Object y) {
    if (x instanceof Object[] left && y instanceof Object[] right) {
      return Stream.of(left, right).flatMap(Stream::of).toArray();
    }
    return ((Array) x).plus((Array) y);
  }

  /// A class that says itself how it is taken apart and put together.
  static final class TwoValues {
    static {
      Tree.register(
          TwoValues.class,
          values -> List.of(values.a, values.b),
          children -> new TwoValues(children.get(0), children.get(1)));
    }

    private final Object a;
    private final Object b;

    TwoValues(Object a, Object b) {
      this.a = a;
      this.b = b;
    }
  }

  private static void classesOfYourOwn() {
    heading("A PyTree of your own");
    Object tree = tuple(new TwoValues(12, 45), 3, Map.of("a", new TwoValues(4, 5)));
    show(Tree.leaves(tree));
    show(Tree.structure(tree));
  }

  /// Parameters and computation in one: a record needs no registration.
  record SomeModel(int param1, Array param2) {
    Array apply(double x) {
      return param2.times(x).plus(param1);
    }
  }

  private static void records() {
    heading("Records");
    SomeModel model = new SomeModel(3, array(1, 2, 3));
    show(model.apply(2.5));
    show(Tree.leaves(model));
  }
}
