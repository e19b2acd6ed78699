package org.lanewise.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.lanewise.memory.BufferScope;
import org.lanewise.type.ArrayType;

/// A program: a list of equations in single assignment, between parameters and results.
///
/// `constants` are the leading parameters that the program closes over (arrays that tracing met);
/// their values are kept by whoever traced the program. A `Jaxpr` is immutable and says nothing of
/// where it runs. [JaxprChecker] states its invariants, [JaxprPrinter] its text:
///
/// ```
/// { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }
/// ```
///
/// Two programs are equal only if they are the same object, so primitives that hold programs
/// ([Structured]) can be compared at no cost. What passes derive from a program (its derivative,
/// its executable) is kept with it and dies with it: see [#derived].
public final class Jaxpr {
  private final List<Atom.Var> constants;
  private final List<Atom.Var> inputs;
  private final List<Equation> equations;
  private final List<Atom> outputs;
  private final ConcurrentHashMap<Object, Object> derived = new ConcurrentHashMap<>(4);

  /// Makes a program.
  ///
  /// @param constants variables for closed-over arrays
  /// @param inputs variables for arguments
  /// @param equations the steps, in an order in which every variable is bound before it is read
  /// @param outputs the results
  public Jaxpr(
      List<Atom.Var> constants,
      List<Atom.Var> inputs,
      List<Equation> equations,
      List<? extends Atom> outputs) {
    this.constants = List.copyOf(constants);
    this.inputs = List.copyOf(inputs);
    this.equations = List.copyOf(equations);
    this.outputs = List.copyOf(outputs);
  }

  /// Variables for closed-over arrays.
  public List<Atom.Var> constants() {
    return constants;
  }

  /// Variables for arguments.
  public List<Atom.Var> inputs() {
    return inputs;
  }

  /// The steps.
  public List<Equation> equations() {
    return equations;
  }

  /// The results.
  public List<Atom> outputs() {
    return outputs;
  }

  /// The types of the arguments.
  public List<ArrayType> inputTypes() {
    return inputs.stream().map(Atom::type).toList();
  }

  /// The types of the results.
  public List<ArrayType> outputTypes() {
    return outputs.stream().map(Atom::type).toList();
  }

  /// Makes the program of one equation, whose inputs are the operands.
  public static Jaxpr of(Primitive primitive, List<ArrayType> operands) {
    List<Atom.Var> inputs = operands.stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs =
        TypeRules.infer(primitive, operands).stream().map(Atom.Var::new).toList();
    Equation equation = new Equation(primitive, List.copyOf(inputs), outputs);
    return new Jaxpr(List.of(), inputs, List.of(equation), outputs);
  }

  /// This program with its constants as leading arguments, as primitives that hold programs want
  /// it.
  public Jaxpr withoutConstants() {
    if (constants.isEmpty()) {
      return this;
    }
    return derived(
        Jaxpr.class,
        program -> {
          List<Atom.Var> all = new ArrayList<>(program.constants);
          all.addAll(program.inputs);
          return new Jaxpr(List.of(), all, program.equations, program.outputs);
        });
  }

  /// Returns what was derived from this program under a key, deriving it at the first request.
  ///
  /// Threads that race may derive it twice; all get the same one. What is derived lives as long as
  /// the program. It may refer to the program: nothing outside holds either.
  ///
  /// @param key what is derived, with the parameters that it depends on; it names its class, so
  ///   that passes do not meet
  /// @param derivation the pass
  /// @param <T> the class of what is derived, fixed by the key
  @SuppressWarnings("unchecked") // a key is used for one class only
  public <T> T derived(Object key, Function<Jaxpr, T> derivation) {
    Object known = derived.get(key);
    if (known == null) {
      // not computeIfAbsent: a derivation may ask for another one of the same program
      T made = BufferScope.outside(() -> derivation.apply(this)); // it outlives the caller's work
      Object earlier = derived.putIfAbsent(key, made);
      known = earlier == null ? made : earlier;
    }
    return (T) known;
  }

  /// The program's text, as [JaxprPrinter] writes it.
  @Override
  public String toString() {
    return JaxprPrinter.print(this);
  }
}
