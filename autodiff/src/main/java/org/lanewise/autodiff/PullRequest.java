package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.type.ArrayType;

/// A request to pull cotangents back through a program, taken apart into what a program must be
/// made for and what it is given.
///
/// Accumulators that hold something are handed in and go on inside, so that the parts are added in
/// the order in which they would be without the program, and sums have the same bits.
final class PullRequest {
  private final List<Tangent> cotangents;
  private final List<Accumulator> sums = new ArrayList<>();
  private final Kind kind;

  /// @param cotangents one per result of the program
  /// @param operands where the cotangents of its linear arguments go
  PullRequest(List<Tangent> cotangents, List<Place> operands) {
    this.cotangents = List.copyOf(cotangents);
    List<Integer> places = new ArrayList<>();
    for (Place operand : operands) {
      places.add(operand instanceof Place.Linear(Accumulator sum) ? number(sum) : -1);
    }
    this.kind =
        new Kind(
            Masks.of(cotangents),
            List.copyOf(places),
            sums.stream().map(sum -> !sum.isZero()).toList());
  }

  private int number(Accumulator sum) {
    int known = sums.indexOf(sum); // accumulators are equal only if they are the same
    if (known < 0) {
      sums.add(sum);
      return sums.size() - 1;
    }
    return known;
  }

  /// What a program for the request depends on.
  ///
  /// @param cotangents which results have a cotangent that is not zero
  /// @param places for each linear argument the number of its sum, which it may share; −1 where it
  ///   is not wanted
  /// @param begun which sums hold something already
  record Kind(List<Boolean> cotangents, List<Integer> places, List<Boolean> begun) {

    /// The types of the sums.
    ///
    /// @param arguments the types of the linear arguments
    List<ArrayType> sumTypes(List<ArrayType> arguments) {
      List<ArrayType> types = new ArrayList<>();
      for (int i = 0; i < begun.size(); i++) {
        types.add(arguments.get(places.indexOf(i)));
      }
      return types;
    }

    /// Pulls back through a graph.
    ///
    /// @param graph from the linear arguments to all results
    /// @param types the types of the sums
    /// @param operands the cotangents that are not zero, then the sums that have begun
    /// @param written where the numbers of the sums go that have changed
    /// @return these sums
    List<Array> pulled(
        LinearGraph graph, List<ArrayType> types, List<Array> operands, List<Integer> written) {
      int count = Masks.count(cotangents);
      List<Tangent> before =
          LinearizedProgram.tangents(operands.subList(count, operands.size()), begun);
      List<Accumulator> sums = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        sums.add(
            before.get(i) instanceof Tangent.Of(Array sum)
                ? Accumulator.of(types.get(i), sum)
                : new Accumulator(types.get(i)));
      }
      List<Place> into = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        int place = places.get(i);
        into.add(
            place < 0
                ? new Place.Unwanted(graph.inputs().get(i))
                : new Place.Linear(sums.get(place)));
      }
      graph.pull(LinearizedProgram.tangents(operands.subList(0, count), cotangents), into);
      List<Array> results = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        if (!sums.get(i).value().equals(before.get(i))) {
          written.add(i);
          results.add(sums.get(i).sum());
        }
      }
      return results;
    }
  }

  /// What a program for the request depends on.
  Kind kind() {
    return kind;
  }

  /// The cotangents that are not zero, then the sums that have begun.
  List<Array> operands() {
    List<Array> operands = new ArrayList<>();
    for (Tangent cotangent : cotangents) {
      if (cotangent instanceof Tangent.Of(Array array)) {
        operands.add(array);
      }
    }
    for (Accumulator sum : sums) {
      if (!sum.isZero()) {
        operands.add(sum.sum());
      }
    }
    return operands;
  }

  /// Takes the sums back.
  ///
  /// @param written the numbers of the sums that a program gave
  /// @param results the sums
  void answer(List<Integer> written, List<Array> results) {
    for (int i = 0; i < written.size(); i++) {
      sums.get(written.get(i)).resume(results.get(i));
    }
  }
}
