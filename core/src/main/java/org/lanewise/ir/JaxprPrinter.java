package org.lanewise.ir;

import static org.lanewise.ir.Document.concat;
import static org.lanewise.ir.Document.group;
import static org.lanewise.ir.Document.join;
import static org.lanewise.ir.Document.nest;
import static org.lanewise.ir.Document.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Prints programs as JAX prints them: constants, arguments, equations, results.
///
/// ```
/// { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }
/// ```
///
/// Variables are named in the order of their appearance, results that nobody reads are `_` (in the
/// outermost program only), literals carry their type, parameters stand in alphabetical order. What
/// does not fit into 80 columns is broken at every break of the innermost group that does not fit.
/// (The layout is that of JAX 0.10.2, `core.py`; the parameters are those of its primitives.)
///
/// Programs inside a program are named in one scope with it; what they bind goes on where the outer
/// names end, but a call gives its arguments and results the names that they have outside.
/// [SharedPrograms] come first.
public final class JaxprPrinter {
  private static final int LINE_WIDTH = 80;

  private final Map<Atom.Var, String> names = new HashMap<>();
  private final Map<Jaxpr, String> shared;
  private final Set<Atom.Var> unread = new HashSet<>();
  private int fresh;

  private JaxprPrinter(Jaxpr outermost) {
    this.shared = SharedPrograms.of(outermost);
    outermost.equations().forEach(equation -> unread.addAll(equation.outputs()));
    unread.removeAll(readBy(outermost));
  }

  /// The text of a program.
  public static String print(Jaxpr program) {
    return new JaxprPrinter(program).outermost(program).layout(LINE_WIDTH);
  }

  /// The text of one equation of a program, with the names that its variables have there.
  static String print(Jaxpr program, Equation equation) {
    JaxprPrinter printer = new JaxprPrinter(program);
    printer.outermost(program); // gives the variables their names
    return printer.equation(equation).layout(LINE_WIDTH);
  }

  private Document outermost(Jaxpr program) {
    List<Document> parts = new ArrayList<>();
    shared.forEach(
        (inner, name) -> {
          parts.add(text("let " + name + " = "));
          parts.add(program(inner));
          parts.add(text(" in"));
          parts.add(new Document.Break(" "));
        });
    parts.add(program(program));
    return concat(parts);
  }

  /// A program inside another one: its text, or its name if it is shared.
  private Document inner(Jaxpr program) {
    String name = shared.get(program);
    return name == null ? program(program) : text(name);
  }

  private Document program(Jaxpr program) {
    Document constants = binders(program.constants());
    Document inputs = binders(program.inputs());
    List<Document> equations = new ArrayList<>();
    for (Equation equation : program.equations()) {
      equations.add(equation(equation));
    }
    Document head =
        concat(text("{ lambda "), constants, text("; "), inputs, text(". "), text("let"));
    Document body = nest(2, new Document.Break(" "), join(new Document.Break("; "), equations));
    Document results =
        concat(
            text("in ("),
            atoms(program.outputs(), ","),
            text(program.outputs().size() == 1 ? ",)" : ")"));
    return group(nest(2, head, body, new Document.Break(" "), results), text(" }"));
  }

  private static Set<Atom.Var> readBy(Jaxpr program) {
    Set<Atom.Var> read = new HashSet<>();
    for (Equation equation : program.equations()) {
      collect(equation.inputs(), read);
    }
    collect(program.outputs(), read);
    return read;
  }

  private static void collect(List<Atom> atoms, Set<Atom.Var> read) {
    for (Atom atom : atoms) {
      switch (atom) {
        case Atom.Var variable -> read.add(variable);
        case Atom.Literal _ -> {} // a literal has no name
      }
    }
  }

  private Document equation(Equation equation) {
    List<Document> results = new ArrayList<>();
    for (Atom.Var output : equation.outputs()) {
      results.add(text((unread.contains(output) ? "_" : name(output)) + ":" + output.type()));
    }
    Document left = results.isEmpty() ? concat() : concat(spaced(results, ""), text(" = "));
    Document parameters = parameters(equation);
    return concat(
        left,
        text(equation.primitive().name()),
        parameters,
        text(" "),
        atoms(equation.inputs(), ""));
  }

  private Document parameters(Equation equation) {
    if (equation.primitive() instanceof Structured.Call(_, Jaxpr program)
        && !shared.containsKey(program)) {
      alias(program.inputs(), equation.inputs());
      alias(program.outputs(), equation.outputs());
    }
    List<Document> pairs = new ArrayList<>();
    for (Parameter parameter : Parameter.of(equation.primitive(), equation.inputTypes())) {
      pairs.add(
          switch (parameter) {
            case Parameter.Plain(String name, String value) -> text(name + "=" + value);
            case Parameter.Program(String name, Jaxpr value) ->
                concat(text(name + "="), inner(value));
            case Parameter.Programs(String name, List<Jaxpr> values) -> programs(name, values);
          });
    }
    if (pairs.isEmpty()) {
      return concat();
    }
    Document inner =
        nest(2, text("["), new Document.Break(""), join(new Document.Break(" "), pairs));
    return group(inner, new Document.Break(""), text("]"));
  }

  /// One program per line, as JAX prints branches.
  private Document programs(String name, List<Jaxpr> values) {
    List<Document> parts = values.stream().map(this::inner).toList();
    Document inner = nest(2, new Document.Break(""), join(new Document.Break(" "), parts));
    return group(text(name + "=("), inner, new Document.Break(""), text(")"));
  }

  private Document binders(List<Atom.Var> variables) {
    List<Document> parts = new ArrayList<>();
    for (Atom.Var variable : variables) {
      parts.add(text(name(variable) + ":" + variable.type()));
    }
    return spaced(parts, "");
  }

  private Document atoms(List<? extends Atom> atoms, String separator) {
    List<Document> parts = new ArrayList<>();
    for (Atom atom : atoms) {
      parts.add(
          text(
              switch (atom) {
                case Atom.Var variable -> name(variable);
                case Atom.Literal literal -> LiteralText.of(literal) + ":" + literal.type();
              }));
    }
    return spaced(parts, separator);
  }

  /// Each space may become a line end by itself, so that long lists fill their lines.
  private static Document spaced(List<Document> parts, String separator) {
    Document space = concat(text(separator), group(new Document.Break(" ")));
    return nest(2, group(join(space, parts)));
  }

  private String name(Atom.Var variable) {
    return names.computeIfAbsent(variable, _ -> freshName());
  }

  private String freshName() {
    String name;
    do {
      name = letters(fresh++);
    } while (shared.containsValue(name));
    return name;
  }

  /// Names variables inside a call, as far as they have no name yet, like those outside.
  private void alias(List<? extends Atom> inside, List<? extends Atom> outside) {
    Set<Atom> used = new HashSet<>();
    for (int i = 0; i < inside.size(); i++) {
      if (inside.get(i) instanceof Atom.Var variable
          && outside.get(i) instanceof Atom.Var like
          && names.containsKey(like) // a result that nobody reads has no name
          && !names.containsKey(variable)
          && used.add(like)) {
        names.put(variable, name(like));
      }
    }
  }

  /// a, b, …, z, ba, bb, …: the number in base 26 with letters for digits.
  private static String letters(int number) {
    StringBuilder text = new StringBuilder();
    int rest = number;
    do {
      text.insert(0, (char) ('a' + rest % 26));
      rest /= 26;
    } while (rest > 0);
    return text.toString();
  }
}
