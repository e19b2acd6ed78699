package org.lanewise.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Tracer;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;

/// The program of a function for arguments of one signature.
///
/// Other transformations see the program as traced, in one [Structured.Call]. The eager interpreter
/// runs what the backend makes of the simplified program.
final class Specialization {
  private final Signature signature;
  private final StagedProgram staged;
  private final Structured.Call call;
  private final TreeDef result;
  private final @Nullable Object[] resultLeaves; // null where an array comes
  private final ArrayType[] resultTypes; // of the arrays among them
  private final int[] traced; // which leaves of the arguments are arrays
  private final boolean isFlat;
  private volatile @Nullable Ready ready;
  private volatile @Nullable Executable checked;

  /// The simplified program made ready, with the elements of its constants.
  private static final class Ready {
    private final Executable executable;
    private final Strided[] constants;

    Ready(Executable executable, Strided[] constants) {
      this.executable = executable;
      this.constants = constants;
    }
  }

  private Specialization(
      Signature signature, StagedProgram staged, String label, Leaves<Object> result) {
    this.signature = signature;
    this.staged = staged;
    this.call = new Structured.Call(label, staged.jaxpr().withoutConstants());
    this.result = result.structure();
    @Nullable Object[] leaves = result.toArray();
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = leaves[i] instanceof Array ? null : leaves[i]; // tracers must not live on
    }
    this.resultLeaves = leaves;
    this.resultTypes = staged.jaxpr().outputTypes().toArray(ArrayType[]::new);
    int[] places = new int[signature.types().size()];
    int next = 0;
    for (int i = 0; i < signature.size(); i++) {
      if (signature.type(i) != null) {
        places[next++] = i;
      }
    }
    this.traced = places;
    this.isFlat = signature.isFlat();
  }

  /// Traces a function.
  ///
  /// @param function from arguments to a tree; its array leaves are results of the program, all
  ///   others are what the call returns for this signature
  /// @param arguments the leaves of the arguments
  static Specialization trace(
      Function<Object[], Object> function,
      String label,
      Signature signature,
      Leaves<Object> arguments) {
    List<Leaves<Object>> results = new ArrayList<>();
    StagedProgram staged =
        Staging.stage(
            tracers -> {
              Leaves<Object> flat = Tree.flatten(function.apply(with(arguments, tracers)));
              results.add(flat);
              return flat.list().stream()
                  .filter(Array.class::isInstance)
                  .map(Array.class::cast)
                  .toList();
            },
            signature.types());
    return new Specialization(signature, staged, label, results.getFirst());
  }

  private static Object[] with(Leaves<Object> arguments, List<Array> tracers) {
    Object[] leaves = arguments.toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Array) {
        leaves[i] = tracers.get(next++);
      }
    }
    return arguments.structure().build(leaves);
  }

  Signature signature() {
    return signature;
  }

  /// The program as traced.
  StagedProgram staged() {
    return staged;
  }

  /// The program as backends see it.
  Draft simplified() {
    return Simplifier.simplify(new Draft(staged.jaxpr(), staged.constants(), true));
  }

  /// Whether the function closes over tracers of transformations around this one, so that the
  /// program is of use in this trace alone.
  boolean closesOverTracers() {
    return staged.constants().stream().anyMatch(Tracer.class::isInstance);
  }

  /// Whether the program is for these arguments, each of them a concrete array.
  boolean fitsFlat(Object[] arguments) {
    if (!isFlat || arguments.length != traced.length) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!(arguments[i] instanceof ConcreteArray array)
          || !array.type().equals(signature.leaf(i))) {
        return false;
      }
    }
    return true;
  }

  /// Runs the program on leaves of concrete arguments.
  Object run(Object[] leaves) {
    Ready made = prepared();
    return wrap(made.executable.execute(operands(made.constants, leaves)));
  }

  /// Runs the program on leaves of concrete arguments, some of which are donated: from then on,
  /// even if the program fails, their arrays are gone.
  ///
  /// @param where the user's line, for the error of who uses them
  Object run(Object[] leaves, BitSet donated, String where) {
    Ready made = prepared();
    Strided[] operands = operands(made.constants, leaves);
    boolean[] given = Donation.giveUp(donated, leaves, traced, operands, where);
    return wrap(made.executable.executeTaking(given, operands));
  }

  /// Runs the program for a while, and tells where the time goes.
  String profile(Object[] leaves) {
    Ready made = prepared();
    return made.executable.profile(operands(made.constants, leaves));
  }

  private Ready prepared() {
    Ready made = ready;
    return made == null ? prepare() : made;
  }

  private synchronized Ready prepare() {
    Ready made = ready;
    if (made == null) {
      Draft simple = simplified();
      Strided[] constants =
          simple.constants().stream().map(Specialization::data).toArray(Strided[]::new);
      made = new Ready(Backends.current().compile(simple.program()), constants);
      ready = made;
    }
    return made;
  }

  private static Strided data(Array array) {
    return switch (array) {
      case ConcreteArray concrete -> concrete.kept();
      // throws: a program that runs eagerly cannot close over a tracer that is still at work
      case Tracer tracer ->
          throw new AssertionError(
              "owned: " + CurrentInterpreter.owns(CurrentInterpreter.get(), tracer));
    };
  }

  /// Runs the program as traced, equation by equation, with a look at every result.
  Object runChecked(Object[] leaves, Function<Jaxpr, Executable> compiler) {
    Executable made = checked;
    if (made == null) {
      made = compiler.apply(staged.jaxpr());
      checked = made;
    }
    Strided[] constants =
        staged.constants().stream().map(Specialization::data).toArray(Strided[]::new);
    return wrap(made.execute(operands(constants, leaves)));
  }

  private Strided[] operands(Strided[] constants, Object[] leaves) {
    Strided[] operands = Arrays.copyOf(constants, constants.length + traced.length);
    for (int i = 0; i < traced.length; i++) {
      operands[constants.length + i] = ((ConcreteArray) leaves[traced[i]]).data();
    }
    return operands;
  }

  private Object wrap(Strided[] data) {
    if (result.isLeaf() && data.length == 1) {
      return new ConcreteArray(resultTypes[0], data[0]);
    }
    Array[] arrays = new Array[data.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new ConcreteArray(resultTypes[i], data[i]);
    }
    return tree(Arrays.asList(arrays));
  }

  /// Applies the program by the current interpreter, as one call.
  Object bind(Object[] leaves) {
    List<Array> operands = new ArrayList<>(staged.constants());
    for (int place : traced) {
      operands.add((Array) leaves[place]);
    }
    return tree(CurrentInterpreter.bind(call, operands));
  }

  @SuppressWarnings("NullAway") // every null has been replaced
  private Object tree(List<Array> arrays) {
    @Nullable Object[] leaves = resultLeaves.clone();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] == null) {
        leaves[i] = arrays.get(next++);
      }
    }
    return result.build(leaves);
  }
}
