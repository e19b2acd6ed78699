package org.lanewise.differential;

import java.util.ArrayList;
import java.util.List;

/// A program in prefix form, as `scripts/oracle/differential.py` writes it.
sealed interface Expression {

  /// A name that an argument or a `fn` binds.
  record Name(String text) implements Expression {}

  /// A number: a whole one is a size or an axis, any other a weakly typed constant.
  record Constant(double value, boolean isWhole) implements Expression {}

  /// A list of whole numbers in brackets.
  record Numbers(int[] values) implements Expression {}

  /// An operation applied to arguments.
  record Form(String operation, List<Expression> arguments) implements Expression {}

  /// A function.
  record Fn(List<String> names, Expression body) implements Expression {}

  /// Reads a program.
  static Expression parse(String text) {
    Reader reader = new Reader(text);
    Expression expression = reader.expression();
    if (reader.position != reader.tokens.size()) {
      throw new IllegalArgumentException("more than one expression: " + text);
    }
    return expression;
  }

  /// Reads tokens from left to right.
  final class Reader {
    private final List<String> tokens;
    private int position;

    private Reader(String text) {
      String spaced = text.replaceAll("([()\\[\\]])", " $1 ").strip();
      this.tokens = List.of(spaced.split("\\s+"));
    }

    private Expression expression() {
      String token = tokens.get(position++);
      return switch (token) {
        case "(" -> form();
        case "[" -> new Numbers(upTo("]").stream().mapToInt(Integer::parseInt).toArray());
        default ->
            Character.isLetter(token.charAt(0))
                ? new Name(token)
                : new Constant(Double.parseDouble(token), token.matches("-?\\d+"));
      };
    }

    private Expression form() {
      String operation = tokens.get(position++);
      if (operation.equals("fn")) {
        position++; // (
        List<String> names = upTo(")");
        Expression body = expression();
        position++; // )
        return new Fn(names, body);
      }
      List<Expression> arguments = new ArrayList<>();
      while (!tokens.get(position).equals(")")) {
        arguments.add(expression());
      }
      position++;
      return new Form(operation, arguments);
    }

    private List<String> upTo(String end) {
      List<String> read = new ArrayList<>();
      while (!tokens.get(position).equals(end)) {
        read.add(tokens.get(position++));
      }
      position++;
      return read;
    }
  }
}
