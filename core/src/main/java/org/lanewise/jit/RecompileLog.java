package org.lanewise.jit;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Why a function was compiled again, and a warning where one path is the reason again and again.
final class RecompileLog {
  private static final int KEPT = 64;
  private static final int PATIENCE = 8;
  private static final System.Logger LOGGER = System.getLogger("org.lanewise");

  private final String label;
  private final Deque<String> explanations = new ArrayDeque<>();
  private final Map<String, Integer> blame = new HashMap<>();
  private final Set<String> warned = new HashSet<>();

  RecompileLog(String label) {
    this.label = label;
  }

  /// Notes that a program is about to be made although others are known.
  ///
  /// @param known the signatures that did not fit, the oldest first; the explanation compares to
  ///   the nearest
  /// @param given the signature that was asked for
  synchronized void note(Collection<Signature> known, Signature given) {
    List<Difference> nearest =
        known.stream()
            .map(each -> Difference.between(each, given))
            .filter(differences -> !differences.isEmpty())
            .min(Comparator.comparingInt(RecompileLog::distance))
            .orElse(List.of());
    if (nearest.isEmpty()) {
      return;
    }
    if (explanations.size() == KEPT) {
      explanations.removeFirst();
    }
    explanations.addLast(String.join("; ", nearest.stream().map(Difference::toString).toList()));
    for (Difference difference : nearest) {
      String key = difference.what() + difference.path();
      int times = blame.merge(key, 1, Integer::sum);
      if (times > PATIENCE && warned.add(key)) {
        LOGGER.log(Level.WARNING, warning(difference, times));
      }
    }
  }

  /// Another structure is further away than any number of other leaves.
  private static int distance(List<Difference> differences) {
    boolean structural = differences.getFirst().what().equals("structure");
    int leaves = differences.stream().mapToInt(Difference::weight).sum();
    return structural ? Integer.MAX_VALUE / 2 + leaves : leaves;
  }

  private String warning(Difference difference, int times) {
    String repair =
        switch (difference.what()) {
          case "static value" ->
              difference.isByIdentity()
                  ? "Its class %s compares by identity, so every new object is a new key: override `equals` and `hashCode`, make it a record, or pass the same object."
                      .formatted(difference.to().getClass().getName())
                  : "Make it an array, which is traced, or keep it the same.";
          case "type" -> "Pad to a few sizes, and give one element type.";
          default -> "Give arguments of one structure.";
        };
    return "`jit`: %s was compiled again %d times because of the %s at `%s` (last from %s to %s). %s"
        .formatted(
            label,
            times,
            difference.what(),
            difference.path(),
            difference.from(),
            difference.to(),
            repair);
  }

  /// The last explanations, the oldest first.
  synchronized List<String> explanations() {
    return List.copyOf(explanations);
  }
}
