package org.lanewise.vector.loops;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.backend.Interruption;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.vector.fusion.Described;
import org.lanewise.vector.fusion.ProgramExecutable;
import org.lanewise.vector.fusion.ProgramRun;

/// A while whose steps run the programs of its body and its condition as one, in memory that is
/// laid out once.
///
/// @param loop the primitive
/// @param condition the condition's program, for the first carry
/// @param step the program of [#stepOf]
record PlacedWhile(Structured.While loop, Executable condition, ProgramExecutable step)
    implements Described {
  @Override
  public String form() {
    return "steps";
  }

  @Override
  public String describe() {
    return "steps of%n%s".formatted(step);
  }

  /// From the constants of the condition, those of the body and the carry to the next carry, and
  /// whether there is a further step.
  static Jaxpr stepOf(Structured.While loop) {
    Jaxpr body = loop.body();
    Jaxpr condition = loop.condition();
    int constants = loop.conditionConstants();
    List<Atom.Var> asked =
        condition.inputTypes().subList(0, constants).stream().map(Atom.Var::new).toList();
    List<Atom.Var> inputs = body.inputTypes().stream().map(Atom.Var::new).toList();
    List<Atom.Var> next = body.outputTypes().stream().map(Atom.Var::new).toList();
    List<Atom.Var> answer = condition.outputTypes().stream().map(Atom.Var::new).toList();
    List<Atom> arguments = new ArrayList<>(asked);
    arguments.addAll(next);
    List<Atom.Var> all = new ArrayList<>(asked);
    all.addAll(inputs);
    List<Atom> outputs = new ArrayList<>(next);
    outputs.addAll(answer);
    return new Jaxpr(
        List.of(),
        all,
        List.of(
            new Equation(new Structured.Call("body", body), List.copyOf(inputs), next),
            new Equation(new Structured.Call("condition", condition), arguments, answer)),
        outputs);
  }

  @Override
  public Strided[] execute(Strided... operands) {
    int asked = loop.conditionConstants();
    int constants = asked + loop.bodyConstants();
    int carries = operands.length - constants;
    Strided[] start = Arrays.copyOf(operands, asked + carries);
    System.arraycopy(operands, constants, start, asked, carries);
    if (loop.maxSteps() == 0 || !isTrue(condition.execute(start)[0])) {
      return Arrays.copyOfRange(operands, constants, operands.length);
    }
    boolean[] copied = new boolean[carries];
    Strided[] first = PlacedCarry.rowMajor(operands, constants, carries, copied);
    Strided[] arguments = operands.clone();
    System.arraycopy(first, 0, arguments, constants, carries);
    Strided answer = Strided.allocate(loop.condition().outputTypes().get(0));
    MemorySegment segment = answer.buffer().segment();
    try (ProgramRun run = step.manyRuns(arguments)) {
      for (int i = 0; i < constants; i++) {
        run.set(i, operands[i]);
      }
      PlacedCarry carry = new PlacedCarry(run, constants, copied, first);
      run.setTarget(carries, answer, false);
      for (long done = 0; done != loop.maxSteps(); done++) {
        Interruption.check(loop.name(), done);
        carry.step();
        if (Transfer.getBits(segment, answer.dtype(), 0) == 0) {
          break;
        }
      }
      return carry.finish();
    } finally {
      Reference.reachabilityFence(operands);
      Reference.reachabilityFence(answer);
    }
  }

  private static boolean isTrue(Strided scalar) {
    long bits = Transfer.bits(scalar);
    Reference.reachabilityFence(scalar.buffer()); // the memory is ours until it is read
    return bits != 0;
  }
}
