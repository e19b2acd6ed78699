package org.lanewise.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.lanewise.differential.Expression;
import org.lanewise.differential.Expression.Fn;
import org.lanewise.differential.Expression.Form;

/// Other expressions made of an expression.
final class Rewriting {
  private static final Set<String> CALLS =
      Set.of("call", "jit", "checkpoint", "customJvp", "customVjp");
  private static final int ATTEMPTS = 400;

  private Rewriting() {}

  /// The expression without rules and compilation: plain calls of functions.
  static Expression plain(Expression expression) {
    return switch (expression) {
      case Form(String operation, List<Expression> arguments) ->
          new Form(
              CALLS.contains(operation) ? "call" : operation,
              arguments.stream().map(Rewriting::plain).toList());
      case Fn(List<String> names, Expression body) -> new Fn(names, plain(body));
      case Expression.Name _, Expression.Constant _, Expression.Numbers _ -> expression;
    };
  }

  /// Whether one of some operations occurs.
  static boolean holds(Expression expression, Set<String> operations) {
    return switch (expression) {
      case Form(String operation, List<Expression> arguments) ->
          operations.contains(operation)
              || arguments.stream().anyMatch(each -> holds(each, operations));
      case Fn fn -> holds(fn.body(), operations);
      case Expression.Name _, Expression.Constant _, Expression.Numbers _ -> false;
    };
  }

  /// A smaller expression of which the same can be said: as long as one can be put in the place of
  /// an expression that it is a part of, it is.
  static Expression smallest(Expression expression, Predicate<Expression> fails) {
    Expression smallest = expression;
    int attempts = 0;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (Expression simpler : simpler(smallest)) {
        attempts++;
        if (attempts > ATTEMPTS) {
          return smallest;
        }
        if (fails.test(simpler)) {
          smallest = simpler;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /// The expression with one of its forms replaced by one of that form's parts, from the outside
  /// in.
  static List<Expression> simpler(Expression expression) {
    List<Expression> simpler = new ArrayList<>();
    switch (expression) {
      case Form form -> {
        for (Expression argument : form.arguments()) {
          if (argument instanceof Form || argument instanceof Expression.Name) {
            simpler.add(argument);
          } else if (argument instanceof Fn fn && !CALLS.contains(form.operation())) {
            simpler.add(fn.body());
          }
        }
        for (int i = 0; i < form.arguments().size(); i++) {
          for (Expression part : simpler(form.arguments().get(i))) {
            List<Expression> arguments = new ArrayList<>(form.arguments());
            arguments.set(i, part);
            simpler.add(new Form(form.operation(), arguments));
          }
        }
      }
      case Fn fn -> simpler(fn.body()).forEach(body -> simpler.add(new Fn(fn.names(), body)));
      case Expression.Name _, Expression.Constant _, Expression.Numbers _ -> {}
    }
    return simpler;
  }
}
