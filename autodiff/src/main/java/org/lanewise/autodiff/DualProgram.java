package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.staging.StagedProgram;
import org.lanewise.type.ArrayType;

/// A program of dual numbers: computes values and tangents together.
///
/// Arguments: the program's, then the tangents of those that have one. Results: the program's, then
/// the tangents of those that have one.
///
/// @param staged the program, with arrays that rules are closed over
/// @param tangents which results have a tangent
record DualProgram(StagedProgram staged, List<Boolean> tangents) {

  private record Key(List<Boolean> mask) {}

  /// The dual program of a program, for tangents of some arguments.
  static DualProgram of(Jaxpr program, List<Boolean> mask) {
    return program.derived(
        new Key(List.copyOf(mask)),
        each -> {
          List<Boolean> tangents = new ArrayList<>();
          StagedProgram staged =
              stage(
                  each,
                  mask,
                  (x, dx) -> {
                    List<Dual> results = evaluate(each, x, dx);
                    tangents.addAll(Masks.of(results.stream().map(Dual::tangent).toList()));
                    return flat(results, tangents);
                  });
          return new DualProgram(staged, List.copyOf(tangents));
        });
  }

  /// Which results of a program have a tangent when some arguments have one.
  static List<Boolean> tangents(Jaxpr program, List<Boolean> mask) {
    return of(program, mask).tangents();
  }

  /// Traces a function of values and tangents of a program's arguments.
  static StagedProgram stage(
      Jaxpr program,
      List<Boolean> mask,
      BiFunction<List<Array>, List<Tangent>, List<Array>> function) {
    List<ArrayType> types = program.inputTypes();
    int count = types.size();
    return Derivation.stage(
        operands ->
            function.apply(
                operands.subList(0, count),
                LinearizedProgram.tangents(operands.subList(count, operands.size()), mask)),
        Masks.joined(types, Masks.chosen(types, mask)));
  }

  /// Traces a program of dual numbers that takes and gives them in groups.
  static StagedProgram stage(Jaxpr program, DualGroups arguments, DualGroups results) {
    List<ArrayType> types = program.inputTypes();
    return Derivation.stage(
        operands -> {
          List<Dual> duals = arguments.duals(operands);
          return results.joined(
              evaluate(
                  program,
                  duals.stream().map(Dual::primal).toList(),
                  duals.stream().map(Dual::tangent).toList()));
        },
        arguments.joined(types, Masks.chosen(types, arguments.mask())));
  }

  /// Computes a program on dual numbers whose parts belong to the current interpreter.
  static List<Dual> evaluate(Jaxpr program, List<Array> x, List<Tangent> dx) {
    JvpInterpreter interpreter = new JvpInterpreter(CurrentInterpreter.get(), "");
    List<Array> tracers = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      tracers.add(interpreter.wrap(new Dual(x.get(i), dx.get(i))));
    }
    List<Array> results =
        CurrentInterpreter.with(
            interpreter, () -> JaxprEvaluator.evaluate(program, List.of(), tracers));
    return results.stream().map(interpreter::dual).toList();
  }

  /// The values, then the tangents of a mask, zeros written down.
  static List<Array> flat(List<Dual> results, List<Boolean> mask) {
    List<Array> arrays = new ArrayList<>(results.stream().map(Dual::primal).toList());
    arrays.addAll(tangents(results, mask));
    return arrays;
  }

  /// The tangents of a mask, zeros written down.
  static List<Array> tangents(List<Dual> results, List<Boolean> mask) {
    return Masks.<Dual>chosen(results, mask).stream()
        .map(dual -> dual.tangent().orZeros(dual.primal().type(), Lax::zeros))
        .toList();
  }

  /// Puts values and tangents together again.
  static List<Dual> duals(List<Array> results, List<Boolean> mask) {
    List<Tangent> tangents =
        LinearizedProgram.tangents(results.subList(mask.size(), results.size()), mask);
    List<Dual> duals = new ArrayList<>();
    for (int i = 0; i < mask.size(); i++) {
      duals.add(new Dual(results.get(i), tangents.get(i)));
    }
    return duals;
  }

  /// The operands of the program: closed-over arrays, values, tangents.
  List<Array> operands(List<Array> x, List<Tangent> dx) {
    List<Array> operands = new ArrayList<>(staged.constants());
    operands.addAll(x);
    operands.addAll(arrays(dx));
    return operands;
  }

  /// The tangents that are not zero.
  static List<Array> arrays(List<Tangent> tangents) {
    List<Array> arrays = new ArrayList<>();
    for (Tangent tangent : tangents) {
      if (tangent instanceof Tangent.Of(Array array)) {
        arrays.add(array);
      }
    }
    return arrays;
  }
}
