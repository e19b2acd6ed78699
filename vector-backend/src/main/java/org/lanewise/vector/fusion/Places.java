package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which results of a nest may take the memory of an operand that nothing reads after the nest.
///
/// A result stands where the operand stood, element by element, and tile by tile. So the operand is
/// read at its own places alone, by the loop that makes the result or by loops before it, and a
/// tile ends with a whole vector: what a kernel writes beyond an end would be read later.
final class Places {
  /// A multiple of the elements of every vector.
  private static final int WHOLE = 64;

  private final List<StagePlan> stages;
  private final Tiles tiles;
  private final Map<Pair, Boolean> known = new ConcurrentHashMap<>();

  private record Pair(Value result, Value operand) {}

  Places(List<StagePlan> stages, Tiles tiles) {
    this.stages = stages;
    this.tiles = tiles;
  }

  /// For each result that is written, an operand whose memory it may take, or null.
  ///
  /// @param ending the roots that nothing reads after the nest
  List<@Nullable Value> choose(List<Value> written, List<Value> ending) {
    List<@Nullable Value> found = new ArrayList<>();
    for (Value result : written) {
      Value place = null;
      for (Value candidate : ending) {
        if (place == null && !found.contains(candidate) && mayTake(result, candidate)) {
          place = candidate;
        }
      }
      found.add(place);
    }
    return found;
  }

  /// Whether a result may take the memory of an operand that nothing reads after the nest, and that
  /// no other result takes.
  boolean mayTake(Value result, Value operand) {
    return known.computeIfAbsent(new Pair(result, operand), this::find);
  }

  private boolean find(Pair pair) {
    Value result = pair.result;
    Value operand = pair.operand;
    boolean same =
        operand.type().size() == result.type().size()
            && operand.type().dtype().byteSize() == result.type().dtype().byteSize();
    int writer = same ? writer(result) : -1;
    if (writer < 0 || tiles.blocks() != null) {
      return false;
    }
    boolean read = false;
    for (int i = 0; i < stages.size(); i++) {
      int reads = reads(stages.get(i), operand);
      if (reads > 1 || (reads == 1 && i > writer)) {
        return false;
      }
      read |= reads == 1;
    }
    return read;
  }

  /// The loop that writes a result such that it writes nothing beyond the end of a tile or row.
  private int writer(Value result) {
    long elements = result.type().size() / tiles.rows() * tiles.size();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i) instanceof StagePlan.Map map && map.stage().writes().contains(result)) {
        boolean whole = stages.size() == 1 || elements % WHOLE == 0;
        return map.loop().size() > 1 && whole && map.loop().endsRowsWith(WHOLE) ? i : -1;
      }
    }
    return -1;
  }

  /// How a loop reads a root: 0 not, 1 once and each element where it is, 2 otherwise.
  private static int reads(StagePlan stage, Value root) {
    return switch (stage) {
      case StagePlan.Map(Stage.Map map, _, _, List<Integer> arrays) -> {
        int reads = 0;
        for (int i = 0; i < map.operands().size(); i++) {
          Stage.Operand operand = map.operands().get(i);
          if (operand.value().root() == root) {
            boolean identity = Access.isIdentity(operand.value(), operand.shape());
            reads += identity && arrays.get(i) == root.number() ? 1 : 2;
          }
        }
        yield reads;
      }
      case StagePlan.Fold fold -> fold.source() == root.number() ? 1 : 0;
      case StagePlan.Columns fold -> fold.source() == root.number() ? 1 : 0;
      case StagePlan.Product(BlockProduct product, _) -> {
        boolean touched = product.left().root() == root || product.right().root() == root;
        yield touched || product.result() == root ? 2 : 0;
      }
    };
  }
}
