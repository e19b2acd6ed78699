package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.differential.Expression;

/// The laws on programs that seeds decide: primitives, control flow and transformations in each
/// other, up to four deep.
///
/// A failure prints its seed, the program, and a smaller program that fails in the same way.
/// `-Dlanewise.seed=17` runs that one alone, `-Dlanewise.programs=50000` as many.
class RandomProgramsTest {
  private static final long PROGRAMS = Long.getLong("lanewise.programs", 10_000);
  private static final int REPORTED = 5;

  /// The seeds of a law: each program stands under one law, so that all have thousands.
  private static LongStream seeds(ProgramLaw law, long from, long to) {
    Long seed = Long.getLong("lanewise.seed");
    int laws = ProgramLaw.values().length;
    return seed != null
        ? LongStream.of(seed)
        : LongStream.range(from, to).filter(i -> i % laws == law.ordinal());
  }

  @ParameterizedTest
  @EnumSource
  void holds(ProgramLaw law) {
    check(law, 0, PROGRAMS);
  }

  /// Fewer, for vectors of every width.
  @ParameterizedTest
  @EnumSource(names = {"COMPILED", "LANES"})
  @Tag("bits")
  void bitsAreThoseOfEveryWidth(ProgramLaw law) {
    check(law, PROGRAMS, PROGRAMS + PROGRAMS / 10);
  }

  private static void check(ProgramLaw law, long from, long to) {
    AtomicInteger silent = new AtomicInteger();
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    long all = seeds(law, from, to).count();
    seeds(law, from, to)
        .parallel()
        .forEach(
            seed -> {
              RandomProgram program = RandomProgram.of(seed, law.kind());
              Expression expression = program.expression();
              try {
                if (!law.check(program, expression)) {
                  silent.incrementAndGet();
                }
              } catch (Throwable failure) {
                if (failures.size() < REPORTED) {
                  failures.add(report(law, program, expression, failure));
                }
              }
            });
    assertThat(failures).as("%s, of %d programs", law, all).isEmpty();
    assertThat(silent.get())
        .as("programs of %d of which %s says nothing", all, law)
        .isLessThanOrEqualTo((int) all / 10);
  }

  private static String report(
      ProgramLaw law, RandomProgram program, Expression expression, Throwable failure) {
    Expression smallest =
        Rewriting.smallest(expression, e -> isSame(failure(law, program, e), failure));
    return "%nseed %d: %s%n  smaller: %s%n  %s%n  %s"
        .formatted(program.seed(), expression, smallest, failure(law, program, smallest), failure);
  }

  private static @Nullable Throwable failure(
      ProgramLaw law, RandomProgram program, Expression expression) {
    try {
      law.check(program, expression);
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  private static boolean isSame(@Nullable Throwable one, Throwable other) {
    return one != null && one.getClass() == other.getClass() && head(one).equals(head(other));
  }

  /// The beginning of the message, which no number enters.
  private static String head(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().replaceAll("(?s)[^A-Za-z <>`'].*", "");
  }

  @Test
  void whatIsPrintedIsTheProgram() {
    for (long seed = 0; seed < 500; seed++) {
      Expression expression = RandomProgram.of(seed, RandomExpressions.Kind.STOPPED).expression();
      assertThat(Expression.parse(expression.toString())).hasToString(expression.toString());
    }
  }

  /// `stopGradient` is a wrong derivative for the law of differences, which must find it.
  @Test
  void aWrongDerivativeIsFoundAndMadeSmall() {
    Expression wrong =
        Expression.parse(
            "(add (sum (sin x1) 0) (mean (cos (mul (stopGradient x1) (tanh (sin x1)))) 0))");
    RandomProgram program = RandomProgram.of(3, RandomExpressions.Kind.SMOOTH);
    Throwable failure = failure(ProgramLaw.DIFFERENCES, program, wrong);
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("jvp");
    assertThat(report(ProgramLaw.DIFFERENCES, program, wrong, failure))
        .contains("seed 3: " + wrong, "smaller: (stopGradient x1)");
  }

  @Test
  void programsHoldEverythingInEverything() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> pairs = new TreeMap<>();
    for (ProgramLaw law : ProgramLaw.values()) {
      seeds(law, 0, 10_000)
          .forEach(
              seed -> count(RandomProgram.of(seed, law.kind()).expression(), "", counts, pairs));
    }
    if (Long.getLong("lanewise.seed") == null) {
      assertThat(counts).hasSizeGreaterThan(80);
      assertThat(counts.values()).allMatch(n -> n >= 20);
      assertThat(pairs.keySet()).as("functions inside functions").hasSizeGreaterThan(400);
    }
  }

  private static void count(
      Expression expression,
      String outer,
      Map<String, Integer> counts,
      Map<String, Integer> pairs) {
    switch (expression) {
      case Expression.Form form -> {
        counts.merge(form.operation(), 1, Integer::sum);
        boolean holdsFunctions =
            form.arguments().stream().anyMatch(Expression.Fn.class::isInstance);
        if (holdsFunctions) {
          pairs.merge(outer + " " + form.operation(), 1, Integer::sum);
        }
        for (Expression argument : form.arguments()) {
          boolean isInside = argument instanceof Expression.Fn;
          count(argument, isInside ? form.operation() : outer, counts, pairs);
        }
      }
      case Expression.Fn fn -> count(fn.body(), outer, counts, pairs);
      case Expression.Name _, Expression.Constant _, Expression.Numbers _ -> {}
    }
  }
}
