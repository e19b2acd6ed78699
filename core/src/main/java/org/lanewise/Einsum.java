package org.lanewise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Einstein's summation as a chain of `dot_general`.
///
/// Operands are contracted from left to right. A label is summed as soon as no later operand and
/// not the output has it: alone by a sum, in two operands by the contraction. A label that stands
/// twice in one operand takes the diagonal first; an axis of size 1 whose label is longer elsewhere
/// is dropped.
final class Einsum {
  private Einsum() {}

  /// An operand and the labels of its axes.
  private record Term(String labels, Array x) {}

  static Array einsum(String subscripts, List<Array> operands) {
    EinsumSubscripts parsed = EinsumSubscripts.parse(subscripts, operands);
    String out = parsed.output();
    List<Array> promoted = Operands.promoteTypes(operands);
    List<Term> terms = new ArrayList<>();
    Map<Character, Long> sizes = sizes(subscripts, parsed, promoted);
    for (int i = 0; i < promoted.size(); i++) {
      terms.add(withoutOnes(diagonals(parsed.inputs().get(i), promoted.get(i)), sizes));
    }
    Term result = terms.get(0);
    for (int i = 1; i < terms.size(); i++) {
      String later = out + labels(terms, i + 1);
      Term left = sumOut(result, later + terms.get(i).labels);
      Term right = sumOut(terms.get(i), later + result.labels);
      result = contract(left, right, later, out);
    }
    Term summed = sumOut(result, out);
    return arrange(summed, out, sizes);
  }

  private static String labels(List<Term> terms, int from) {
    StringBuilder labels = new StringBuilder();
    for (int i = from; i < terms.size(); i++) {
      labels.append(terms.get(i).labels);
    }
    return labels.toString();
  }

  private static Map<Character, Long> sizes(
      String subscripts, EinsumSubscripts parsed, List<Array> operands) {
    Map<Character, Long> sizes = new LinkedHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      String labels = parsed.inputs().get(i);
      for (int axis = 0; axis < labels.length(); axis++) {
        long n = operands.get(i).shape().get(axis);
        long known = sizes.getOrDefault(labels.charAt(axis), 1L);
        if (n != known && n != 1 && known != 1) {
          throw new ShapeException(
              "`einsum`: a letter must have one size, but axis "
                  + axis
                  + " of operand "
                  + i
                  + ", "
                  + operands.get(i).type()
                  + ", has size "
                  + n
                  + " where \""
                  + subscripts
                  + "\" gives it the size "
                  + known
                  + " elsewhere.");
        }
        sizes.put(labels.charAt(axis), n == 1 ? known : n);
      }
    }
    return sizes;
  }

  /// Takes the diagonal for each label that stands twice.
  private static Term diagonals(String labels, Array x) {
    for (int j = 0; j < labels.length(); j++) {
      int i = labels.indexOf(labels.charAt(j));
      if (i < j) {
        Array diagonal = Numpy.diagonal(x, 0, i, j);
        String others =
            labels.substring(0, i) + labels.substring(i + 1, j) + labels.substring(j + 1);
        return diagonals(others + labels.charAt(j), diagonal);
      }
    }
    return new Term(labels, x);
  }

  private static Term withoutOnes(Term term, Map<Character, Long> sizes) {
    StringBuilder kept = new StringBuilder();
    List<Integer> dropped = new ArrayList<>();
    for (int axis = 0; axis < term.labels.length(); axis++) {
      char label = term.labels.charAt(axis);
      if (term.x.shape().get(axis) == 1 && sizes.getOrDefault(label, 1L) != 1) {
        dropped.add(axis);
      } else {
        kept.append(label);
      }
    }
    return new Term(kept.toString(), Lax.squeeze(term.x, axes(dropped)));
  }

  private static Axes axes(List<Integer> list) {
    return Axes.of(list.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Sums over the labels that nothing else has.
  private static Term sumOut(Term term, String needed) {
    StringBuilder kept = new StringBuilder();
    List<Integer> summed = new ArrayList<>();
    for (int axis = 0; axis < term.labels.length(); axis++) {
      char label = term.labels.charAt(axis);
      if (needed.indexOf(label) < 0) {
        summed.add(axis);
      } else {
        kept.append(label);
      }
    }
    if (summed.isEmpty()) {
      return term;
    }
    Array sum = Reductions.sum(term.x, axes(summed), false, term.x.dtype());
    return new Term(kept.toString(), sum);
  }

  /// Multiplies two terms and sums over the shared labels that are not needed later. The operands
  /// change places if that gives the output's order without a transposition.
  private static Term contract(Term a, Term b, String later, String out) {
    StringBuilder batch = new StringBuilder();
    StringBuilder contracted = new StringBuilder();
    for (int i = 0; i < a.labels.length(); i++) {
      char label = a.labels.charAt(i);
      if (b.labels.indexOf(label) >= 0) {
        (later.indexOf(label) >= 0 ? batch : contracted).append(label);
      }
    }
    String shared = batch.toString() + contracted;
    String aFree = without(a.labels, shared);
    String bFree = without(b.labels, shared);
    String swapped = batch + bFree + aFree;
    boolean swap = swapped.equals(out) && !(batch + aFree + bFree).equals(out);
    Term lhs = swap ? b : a;
    Term rhs = swap ? a : b;
    Array product =
        Products.dotGeneral(
            lhs.x,
            rhs.x,
            places(contracted, lhs),
            places(contracted, rhs),
            places(batch, lhs),
            places(batch, rhs));
    return new Term(swap ? swapped : batch + aFree + bFree, product);
  }

  private static String without(String labels, String removed) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < labels.length(); i++) {
      char label = labels.charAt(i);
      if (removed.indexOf(label) < 0) {
        kept.append(label);
      }
    }
    return kept.toString();
  }

  private static Axes places(CharSequence labels, Term term) {
    return Axes.of(labels.chars().map(term.labels::indexOf).toArray());
  }

  /// Brings the axes into the output's order.
  private static Array arrange(Term term, String out, Map<Character, Long> sizes) {
    Array x = Lax.transpose(term.x, places(without(out, missing(term, out)), term));
    if (x.rank() == out.length()) {
      return x;
    }
    // Only labels of size 1 can have been dropped everywhere.
    long[] shape = out.chars().mapToLong(label -> sizes.getOrDefault((char) label, 1L)).toArray();
    return Lax.reshape(x, Shape.of(shape));
  }

  private static String missing(Term term, String out) {
    return without(out, term.labels);
  }
}
