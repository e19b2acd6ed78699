package org.lanewise.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.array;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;

class CacheTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static CompiledFunction compiled(Function<Array, ?> function) {
    return new CompiledFunction(function, x -> function.apply((Array) x[0]), "", Set.of());
  }

  @Test
  void threadsThatRaceTraceOnce() throws InterruptedException, ExecutionException {
    int threads = 8;
    for (int round = 0; round < 5; round++) {
      AtomicInteger runs = new AtomicInteger();
      Function<Array, Array> slow =
          x -> {
            runs.incrementAndGet();
            pause(20);
            return Lax.add(x, x);
          };
      CountDownLatch start = new CountDownLatch(1);
      try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
        List<Future<Double>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          float value = i;
          results.add(
              pool.submit(
                  () -> {
                    start.await();
                    return ((Array) compiled(slow).call(array(value))).item();
                  }));
        }
        start.countDown();
        for (int i = 0; i < threads; i++) {
          assertThat(results.get(i).get()).isEqualTo(2.0 * i);
        }
      }
      assertThat(runs).hasValue(1);
      assertThat(compiled(slow).counts().hits()).isEqualTo(threads - 1);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A function that is a new object each time, holding something large enough to matter.
  private static Function<Array, Array> capturing(Array constant) {
    return x -> Lax.mul(x, constant);
  }

  @Test
  void deadFunctionsAndTheirProgramsAreForgotten() throws InterruptedException {
    List<WeakReference<Object>> dead = new ArrayList<>();
    List<Object> alive = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Array constant = array((float) i, 1f);
      Function<Array, Array> function = capturing(constant);
      assertThat(((Array) compiled(function).call(array(2f, 2f))).toFloatArray()[0])
          .isEqualTo(2f * i);
      alive.add(function);
      dead.add(new WeakReference<>(function));
      dead.add(new WeakReference<>(constant)); // the program holds it
    }
    int before = CompilationCache.size();
    assertThat(before).isGreaterThanOrEqualTo(alive.size());
    alive.clear();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (dead.stream().anyMatch(each -> each.get() != null) && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(10);
      CompilationCache.size(); // drops what is dead
    }
    assertThat(dead).allMatch(each -> each.get() == null);
    assertThat(CompilationCache.size()).isLessThan(before);
  }

  @Test
  void programsStayWhileTheFunctionLives() {
    AtomicInteger runs = new AtomicInteger();
    Function<Array, Array> function =
        x -> {
          runs.incrementAndGet();
          return x;
        };
    var _ = compiled(function).call(array(1f));
    System.gc();
    var _ = compiled(function).call(array(1f));
    assertThat(runs).hasValue(1);
  }

  /// Records what is logged under our name.
  private static final class Recorder extends Handler {
    private final List<String> messages = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      messages.add(new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static List<String> logged(Runnable body) {
    Logger logger = Logger.getLogger("org.lanewise");
    Recorder recorder = new Recorder();
    boolean parents = logger.getUseParentHandlers();
    logger.setUseParentHandlers(false);
    logger.addHandler(recorder);
    logger.setLevel(Level.ALL);
    try {
      body.run();
    } finally {
      logger.removeHandler(recorder);
      logger.setUseParentHandlers(parents);
    }
    return recorder.messages;
  }

  /// Static and compared by identity.
  static final class Config {
    @Override
    public String toString() {
      return "Config";
    }
  }

  private static CompiledFunction ofTwo() {
    return new CompiledFunction(new Object(), x -> x[0], "step", Set.of());
  }

  @Test
  void aStaticValueThatChangesAgainAndAgainIsWarnedOfOnce() {
    CompiledFunction f = ofTwo();
    List<String> messages =
        logged(
            () -> {
              for (int i = 0; i < 20; i++) {
                f.call(array(1f), i * 0.5);
              }
            });
    assertThat(messages)
        .containsExactly(
            "`jit`: step was compiled again 9 times because of the static value at `[1]` (last from"
                + " 0.0 to 4.5). Make it an array, which is traced, or keep it the same.");
    assertThat(logged(() -> manyTimes(ofTwo(), 9))).isEmpty();
  }

  private static void manyTimes(CompiledFunction f, int times) {
    for (int i = 0; i < times; i++) {
      f.call(array(1f), i * 0.5);
    }
  }

  @Test
  void theWarningSaysSoWhenEqualsIsIdentity() {
    CompiledFunction f = ofTwo();
    List<String> messages =
        logged(
            () -> {
              for (int i = 0; i < 10; i++) {
                f.call(array(1f), new Config());
              }
            });
    assertThat(messages)
        .containsExactly(
            "`jit`: step was compiled again 9 times because of the static value at `[1]` (last from"
                + " Config to Config). Its class org.lanewise.jit.CacheTest$Config compares by"
                + " identity, so every new object is a new key: override `equals` and `hashCode`,"
                + " make it a record, or pass the same object.");
  }

  @Test
  void shapesThatNeverRepeatAreWarnedOfToo() {
    CompiledFunction f = ofTwo();
    List<String> messages =
        logged(
            () -> {
              for (int i = 1; i < 15; i++) {
                f.call(Lax.iota(org.lanewise.type.DType.INT32, i));
              }
            });
    assertThat(messages).singleElement().asString().contains("type at `[0]`").contains("Pad");
  }
}
