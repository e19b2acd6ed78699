package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Which values of a list have a tangent: a truth value for each. Derivatives of a program are made
/// once per mask.
final class Masks {
  private Masks() {}

  /// No value of so many.
  static List<Boolean> none(int size) {
    return Collections.nCopies(size, false);
  }

  /// Which tangents are not zero.
  static List<Boolean> of(List<Tangent> tangents) {
    return tangents.stream().map(tangent -> !tangent.isZero()).toList();
  }

  /// Which values have a node.
  static List<Boolean> present(List<Optional<LinearNode>> nodes) {
    return nodes.stream().map(Optional::isPresent).toList();
  }

  /// What is in one of two masks.
  static List<Boolean> union(List<Boolean> first, List<Boolean> second) {
    List<Boolean> union = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      union.add(first.get(i) || second.get(i));
    }
    return List.copyOf(union);
  }

  /// How many values a mask has.
  static int count(List<Boolean> mask) {
    return Collections.frequency(mask, true);
  }

  /// The values of a list that a mask has.
  static <T> List<T> chosen(List<? extends T> values, List<Boolean> mask) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < mask.size(); i++) {
      if (mask.get(i)) {
        chosen.add(values.get(i));
      }
    }
    return chosen;
  }

  /// Spreads values over the places that a mask has; the others get another value.
  static <T> List<T> spread(List<? extends T> chosen, List<Boolean> mask, T other) {
    List<T> values = new ArrayList<>();
    int next = 0;
    for (boolean has : mask) {
      values.add(has ? chosen.get(next++) : other);
    }
    return values;
  }

  /// Two lists one after the other.
  static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    List<T> joined = new ArrayList<>(first.size() + second.size());
    joined.addAll(first);
    joined.addAll(second);
    return joined;
  }
}
