package org.lanewise.jit;

import java.util.List;
import org.lanewise.ir.JaxprChecker;

/// Rewrites a program on its way to a backend: fewer equations, the same bits.
///
/// The passes, in order:
/// - [Inlining]: calls are written in place;
/// - [Bodies]: the programs inside loops and branches are simplified, each by itself;
/// - [DeadParts]: what nobody reads leaves loops and branches;
/// - [LoopInvariants]: what is the same in every step leaves the loop;
/// - [Movements], [Repetitions], [Arithmetic]: exact algebra;
/// - [ConstantFolding]: small constants are computed;
/// - [FloorDivisions], [Divisions]: integers are divided by powers of two without a division;
/// - [CommonSubexpressions]: equal things are computed once;
/// - [DeadCode]: what nobody reads is dropped.
///
/// One pass finds work for another, so the row is repeated until nothing changes, four times at
/// most. Where Java runs with assertions (`-ea`), as tests do, [JaxprChecker] looks at the program
/// after every pass.
final class Simplifier {
  private static final int ROUNDS = 4;

  private static final List<Pass> PASSES =
      List.of(
          new Inlining(),
          new Bodies(),
          new DeadCode(),
          new DeadParts(),
          new LoopInvariants(),
          new Movements(),
          new Repetitions(),
          new Arithmetic(),
          new ConstantFolding(),
          new FloorDivisions(),
          new Divisions(),
          new CommonSubexpressions(),
          new DeadCode());

  private Simplifier() {}

  /// Simplifies a program.
  static Draft simplify(Draft draft) {
    Draft now = draft;
    for (int round = 0; round < ROUNDS; round++) {
      Draft before = now;
      for (Pass pass : PASSES) {
        now = checked(pass, now);
      }
      if (now == before) {
        break;
      }
    }
    return now;
  }

  private static Draft checked(Pass pass, Draft draft) {
    Draft after = pass.apply(draft);
    assert after == draft || check(pass, draft, after);
    return after;
  }

  private static boolean check(Pass pass, Draft before, Draft after) {
    try {
      JaxprChecker.check(after.program());
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s made a broken program of %s: %s"
              .formatted(pass.getClass().getSimpleName(), before.program(), e.getMessage()),
          e);
    }
    return true;
  }
}
