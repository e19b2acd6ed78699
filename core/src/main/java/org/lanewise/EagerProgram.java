package org.lanewise;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.backend.StructuredExecutable;
import org.lanewise.backend.Views;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// A program of one equation, cached by primitive and operand types.
///
/// The cache is bounded: programs that vary without end (a slice at ever new places) are views and
/// never compiled, and when the cache is full it starts again from nothing.
final class EagerProgram {
  private static final int CAPACITY = 1 << 14;
  private static final ConcurrentHashMap<Key, EagerProgram> CACHE = new ConcurrentHashMap<>();

  private record Key(Primitive primitive, List<ArrayType> operands) {}

  private final Primitive primitive;
  private final List<ArrayType> results;
  private final Jaxpr program;
  private final ColdStart coldStart = new ColdStart();
  private volatile @Nullable Executable executable;

  private EagerProgram(Key key) {
    this.primitive = key.primitive;
    this.program = Jaxpr.of(key.primitive, key.operands);
    this.results = program.outputTypes();
  }

  /// The program for operands of these types.
  ///
  /// @throws IllegalArgumentException if the primitive does not accept them
  static EagerProgram of(Primitive primitive, List<ArrayType> operands) {
    Key key = new Key(primitive, operands);
    if (primitive instanceof Structured structured) {
      // kept with the program that it holds, so that it goes when that goes
      return structured.programs().getFirst().derived(key, _ -> new EagerProgram(key));
    }
    if (primitive instanceof Callback) {
      return new EagerProgram(key); // no cache: a cache would keep the user's function
    }
    EagerProgram known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    if (CACHE.size() >= CAPACITY) {
      CACHE.clear();
    }
    return CACHE.computeIfAbsent(key, EagerProgram::new);
  }

  /// Runs the program, by a view where one will do.
  Strided[] run(Strided[] operands) {
    if (operands.length == 1 && results.size() == 1) {
      Layout view = Views.of(primitive, operands[0].layout(), results.get(0).shape());
      if (view != null) {
        return new Strided[] {operands[0].with(view)};
      }
    }
    Executable ready = executable;
    if (ready == null) {
      Strided[] early = coldStart.run(program, primitive, operands);
      if (early != null) {
        return early;
      }
      ready = Backends.current().compile(program);
      executable = ready;
    }
    return ready.execute(operands);
  }

  /// Runs the program with a look at every result, also inside of the programs that the primitive
  /// holds.
  Strided[] runChecked(Strided[] operands) {
    Equation equation = program.equations().getFirst();
    Equation here =
        new Equation(
            equation.primitive(), equation.inputs(), equation.outputs(), Diagnostics.here());
    Strided[] data =
        primitive instanceof Structured structured
            ? StructuredExecutable.of(NanCheck.BACKEND, structured).execute(operands)
            : run(operands);
    NanCheck.inspect(here, data);
    return data;
  }

  /// Makes arrays of the results.
  List<Array> wrap(Strided[] data) {
    if (data.length == 1) {
      return List.of(new ConcreteArray(results.get(0), data[0]));
    }
    Array[] arrays = new Array[data.length];
    for (int i = 0; i < data.length; i++) {
      arrays[i] = new ConcreteArray(results.get(i), data[i]);
    }
    return List.of(arrays);
  }
}
