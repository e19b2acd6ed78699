package org.lanewise.ir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The inner programs that are printed before the program that holds them, under a name: those that
/// are used more than once, and long ones.
///
/// ```
/// let lambda = { lambda ; a:f32[1]. let b:f32[1] = integer_pow[y=2] a in (b,) } in
/// { lambda ; c:f32[1]. let d:f32[1] = jit[name=<lambda> jaxpr=lambda] c in (d,) }
/// ```
///
/// Names are those of calls, else `jaxpr`, with a number where they meet. (The rules are those of
/// `core.pp_toplevel_jaxpr` in JAX 0.10.2: breadth first, and more than ten equations count as
/// long.)
final class SharedPrograms {
  private static final int LONG = 10;

  private final Map<Jaxpr, Integer> uses = new LinkedHashMap<>();
  private final Map<Jaxpr, String> labels = new HashMap<>();

  private SharedPrograms() {}

  /// The shared programs inside a program with their names, in the order in which they are met.
  static Map<Jaxpr, String> of(Jaxpr program) {
    SharedPrograms found = new SharedPrograms();
    found.count(program);
    Map<Jaxpr, String> names = new LinkedHashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    found.uses.forEach(
        (inner, count) -> {
          if (count > 1) {
            String label = found.labels.getOrDefault(inner, "jaxpr");
            int before = taken.merge(label, 1, Integer::sum) - 1;
            names.put(inner, before == 0 ? label : label + before);
          }
        });
    return names;
  }

  private void count(Jaxpr outermost) {
    Deque<Jaxpr> agenda = new ArrayDeque<>();
    Map<Jaxpr, Integer> met = new HashMap<>();
    agenda.add(outermost);
    while (!agenda.isEmpty()) {
      Jaxpr program = agenda.remove();
      boolean isLong = program != outermost && program.equations().size() > LONG;
      uses.merge(program, isLong ? 2 : 1, Integer::sum);
      if (met.merge(program, 1, Integer::sum) > 2) {
        continue; // what it holds is known to be shared
      }
      for (Equation equation : program.equations()) {
        if (equation.primitive() instanceof Structured structured) {
          agenda.addAll(structured.programs());
          if (structured instanceof Structured.Call call) {
            labels.putIfAbsent(call.program(), call.label().replaceAll("^[<>]+|[<>]+$", ""));
          }
        }
      }
    }
  }
}
