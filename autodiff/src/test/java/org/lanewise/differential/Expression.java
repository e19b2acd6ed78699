package org.lanewise.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A program in prefix form, as `scripts/oracle/differential.py` writes it; it prints itself so.
public sealed interface Expression {

  /// A name that an argument or a `fn` binds.
  record Name(String text) implements Expression {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A number: a whole one is a size or an axis, any other a weakly typed constant.
  record Constant(double value, boolean isWhole) implements Expression {
    @Override
    public String toString() {
      return isWhole ? Integer.toString((int) value) : Double.toString(value);
    }
  }

  /// A list of whole numbers in brackets.
  record Numbers(int[] values) implements Expression {
    @Override
    public String toString() {
      return IntStream.of(values)
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(" ", "[", "]"));
    }
  }

  /// An operation applied to arguments.
  record Form(String operation, List<Expression> arguments) implements Expression {
    @Override
    public String toString() {
      return arguments.stream()
          .map(Expression::toString)
          .collect(Collectors.joining(" ", "(" + operation + " ", ")"));
    }
  }

  /// A function.
  record Fn(List<String> names, Expression body) implements Expression {
    @Override
    public String toString() {
      return "(fn (" + String.join(" ", names) + ") " + body + ")";
    }
  }

  /// An operation applied to arguments: expressions, names, whole numbers, constants and lists.
  static Expression form(String operation, Object... arguments) {
    return new Form(operation, Arrays.stream(arguments).map(Expression::of).toList());
  }

  private static Expression of(Object argument) {
    return switch (argument) {
      case Expression expression -> expression;
      case String name -> new Name(name);
      case Integer whole -> new Constant(whole, true);
      case Double constant -> new Constant(constant, false);
      case int[] values -> new Numbers(values);
      default -> throw new IllegalArgumentException("no expression: " + argument);
    };
  }

  /// A function.
  static Expression fn(List<String> names, Expression body) {
    return new Fn(names, body);
  }

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
