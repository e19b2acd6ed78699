package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.staging.StagedProgram;

/// Branches that were traced one by one, made fit for one `cond`: each takes the arrays that any of
/// them is closed over.
///
/// @param cond the primitive
/// @param constants the arrays, which are the first arguments of all branches
record Branches(Cond cond, List<Array> constants) {

  /// Joins branches that take the same arguments.
  static Branches of(List<StagedProgram> branches) {
    List<Array> constants = new ArrayList<>();
    branches.forEach(branch -> constants.addAll(branch.constants()));
    List<Jaxpr> programs = new ArrayList<>();
    int before = 0;
    for (StagedProgram branch : branches) {
      Jaxpr program = branch.jaxpr();
      List<Atom.Var> inputs = new ArrayList<>();
      int own = program.constants().size();
      for (int i = 0; i < constants.size(); i++) {
        inputs.add(
            i >= before && i < before + own
                ? program.constants().get(i - before)
                : new Atom.Var(constants.get(i).type()));
      }
      inputs.addAll(program.inputs());
      programs.add(new Jaxpr(List.of(), inputs, program.equations(), program.outputs()));
      before += own;
    }
    return new Branches(new Cond(programs), List.copyOf(constants));
  }

  /// Runs the branch of an index.
  List<Array> bind(Array index, List<Array> arguments) {
    List<Array> operands = new ArrayList<>();
    operands.add(index);
    operands.addAll(constants);
    operands.addAll(arguments);
    return CurrentInterpreter.bind(cond, operands);
  }
}
