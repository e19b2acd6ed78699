package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.collections.impl.factory.Lists;
import org.eclipse.collections.impl.factory.Maps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The laws of trees, on random trees that a seed replays, and from several threads.
class LawsTest {
  record Two(Object left, Object right) {}

  record Tagged(Object body, @Static int tag) {}

  record Counted(int count, Object rest) {}

  private static Object random(RandomGenerator random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(12);
    return switch (kind) {
      case 0 -> random.nextInt(100);
      case 1 -> items(random, depth);
      case 2 -> items(random, depth).toArray();
      case 3 -> keyed(random, depth);
      case 4 -> new LinkedHashMap<>(keyed(random, depth).descendingMap());
      case 5 -> Optional.of(random(random, depth - 1));
      case 6 -> Optional.empty();
      case 7 -> new Two(random(random, depth - 1), random(random, depth - 1));
      case 8 -> new Tagged(random(random, depth - 1), random.nextInt(3));
      case 9 -> Lists.immutable.withAll(items(random, depth));
      case 10 -> Maps.mutable.withMap(keyed(random, depth));
      case 11 -> new Counted(random.nextInt(5), random(random, depth - 1));
      default -> throw new AssertionError(kind);
    };
  }

  private static List<Object> items(RandomGenerator random, int depth) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(random(random, depth - 1));
    }
    return items;
  }

  @SuppressWarnings("NonApiType") // both orders of the keys are wanted
  private static TreeMap<String, Object> keyed(RandomGenerator random, int depth) {
    TreeMap<String, Object> map = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("k" + random.nextInt(10), random(random, depth - 1));
    }
    return map;
  }

  private static RandomGenerator seeded(long seed) {
    return RandomGeneratorFactory.of("SplittableRandom").create(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void hold(long seed) {
    RandomGenerator random = seeded(seed);
    for (int round = 0; round < 100; round++) {
      Object tree = random(random, 5);
      Leaves<Object> flat = Tree.flatten(tree);
      TreeDef def = flat.structure();
      String text = Tree.toString(tree);

      Object back = Tree.unflatten(def, flat.list());
      assertThat(Tree.flatten(back)).as(text).isEqualTo(flat);
      assertThat(Tree.toString(back)).isEqualTo(text);

      assertThat(Tree.flatten(Tree.map((Object x) -> x, tree))).as(text).isEqualTo(flat);
      assertThat(Tree.flatten(Tree.map((Integer x, Integer y) -> x + y, tree, back)))
          .as(text)
          .isEqualTo(flat.map(x -> 2 * (Integer) x));

      assertThat(def.flattenUpTo(tree)).as(text).isEqualTo(flat.list());
      assertThat(Tree.broadcastPrefix(back, tree)).as(text).isEqualTo(flat);
      assertThat(Tree.flatten(Tree.partition(tree, x -> (Integer) x % 2 == 0).combine()))
          .as(text)
          .isEqualTo(flat);

      for (PathLeaf each : Tree.leavesWithPath(tree)) {
        assertThat(Tree.get(tree, each.path().toString())).as(text).isEqualTo(each.leaf());
        assertThat(KeyPath.parse(each.path().toString())).hasToString(each.path().toString());
        Leaves<Object> changed = Tree.flatten(Tree.at(tree, each.path(), 1000));
        int position = def.paths().indexOf(each.path());
        assertThat(changed.get(position)).as(text).isEqualTo(1000);
        assertThat(Tree.flatten(Tree.at(back, each.path(), 1000))).isEqualTo(changed);
      }
    }
  }

  private static boolean typed(TreeDef def) {
    return def.slots().contains(int.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void transposingTwiceIsNothing(long seed) {
    RandomGenerator random = seeded(seed);
    int compared = 0;
    for (int round = 0; round < 50; round++) {
      TreeDef outer = Tree.structure(random(random, 3));
      TreeDef inner = Tree.structure(random(random, 3));
      if (typed(outer) || typed(inner)) {
        continue; // an int component cannot hold a tree
      }
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < outer.numLeaves() * inner.numLeaves(); i++) {
        numbers.add(i);
      }
      Object tree = Tree.unflatten(outer.compose(inner), numbers);
      if (inner.numLeaves() > 0 && outer.numLeaves() > 0) {
        Object transposed = Tree.transpose(outer, inner, tree);
        Object back = Tree.transpose(inner, outer, transposed);
        assertThat(Tree.flatten(back)).isEqualTo(Tree.flatten(tree));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void threadsThatMeetAClassAtOnceAgree(long seed) throws InterruptedException, ExecutionException {
    record Fresh1(Object a, @Static int b) {}
    record Fresh2(Object a, Object b) {}
    Object tree =
        seed == 1 ? new Fresh1(List.of(1, 2), 3) : new Fresh2(Map.of("a", 1), List.of(2, 3));
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<TreeDef>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return Tree.structure(tree);
                }));
      }
      start.countDown();
      for (Future<TreeDef> answer : answers) {
        assertThat(answer.get()).isEqualTo(Tree.structure(tree));
      }
    }
  }
}
