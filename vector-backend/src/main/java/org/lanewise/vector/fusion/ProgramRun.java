package org.lanewise.vector.fusion;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.Strided;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;

/// A program that runs many times, for one caller, in memory that is laid out once: the body of a
/// loop.
///
/// The caller says before each run where operands lie and where results shall be. Nests write
/// results there directly; what calls make, and views, are copied.
public final class ProgramRun implements AutoCloseable {
  private final Lowered program;
  private final List<Step> steps;
  private final Lifetimes lifetimes;
  private final ProgramPlan plan;
  private final @Nullable Strided[] memory;
  private final @Nullable NestWork[] work;
  private final @Nullable Strided[] targets;
  private final boolean[] written;
  private final Buffer[] blocks;
  private final Set<Buffer> kept = new HashSet<>();
  private final Map<Value, Strided> copies = new HashMap<>();

  ProgramRun(
      Lowered program, List<Step> steps, Lifetimes lifetimes, ProgramPlan plan) {
    this.program = program;
    this.steps = steps;
    this.lifetimes = lifetimes;
    this.plan = plan;
    this.memory = new Strided[plan.places()];
    this.work = new NestWork[steps.size()];
    this.targets = new Strided[program.outputs().size()];
    this.written = new boolean[targets.length];
    Set<Value> direct = findDirect();
    StaticPlaces places = StaticPlaces.of(steps, lifetimes, direct);
    this.blocks = new Buffer[places.bytes().size()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = BufferPool.shared().allocate(places.bytes().get(i));
      kept.add(blocks[i]);
    }
    places
        .places()
        .forEach(
            (value, place) ->
                memory[value.number()] =
                    new Strided(value.type().dtype(), blocks[place], value.layout()));
    for (Value value : lifetimes.constants()) {
      memory[value.number()] = value.constant();
    }
    for (int i = 0; i < work.length; i++) {
      NestPlan nest = plan.nests().get(i);
      work[i] = nest == null ? null : new NestWork(nest);
    }
  }

  /// The outputs that nests write where the caller wants them.
  private Set<Value> findDirect() {
    Set<Value> nests = new HashSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Nest nest) {
        nests.addAll(nest.written());
      }
    }
    Set<Value> direct = new HashSet<>();
    for (int i = 0; i < written.length; i++) {
      Value output = program.outputs().get(i);
      written[i] = nests.contains(output) && direct.add(output);
    }
    return direct;
  }

  /// Whether a result is a parameter as it is.
  public boolean passes(int output, int parameter) {
    return program.outputs().get(output) == program.parameters().get(parameter);
  }

  /// Says where an operand lies, row-major or with the strides that the run was made for.
  public void set(int parameter, Strided operand) {
    Value value = program.parameters().get(parameter);
    if (!plan.copied().contains(value)) {
      memory[value.number()] = operand;
      return;
    }
    Strided before = copies.remove(value);
    if (before != null) {
      before.buffer().release();
    }
    Strided copy = RowMajor.copy(operand);
    copies.put(value, copy);
    memory[value.number()] = copy;
  }

  /// Says where a result shall be.
  ///
  /// @param target row-major memory
  /// @param exact whether the memory behind it belongs to others
  public void setTarget(int output, Strided target, boolean exact) {
    targets[output] = target;
    if (written[output]) {
      int number = program.outputs().get(output).number();
      memory[number] = target;
      for (NestWork each : work) {
        if (each != null) {
          each.setExact(number, exact);
        }
      }
    }
  }

  /// Runs the program.
  public void run() {
    boolean[] shared = new boolean[memory.length];
    for (int i = 0; i < steps.size(); i++) {
      NestWork nest = work[i];
      if (nest != null) {
        nest.run(memory);
      } else if (steps.get(i) instanceof Step.Call(Operation.Call call)) {
        ProgramExecutable.call(call, memory, shared);
        release(lifetimes.endingAfter(i), shared);
      }
    }
    for (int i = 0; i < targets.length; i++) {
      Strided target = targets[i];
      if (!written[i] && target != null) {
        Mover.move(ProgramExecutable.read(program.outputs().get(i), memory), target);
      }
    }
    releaseResults(shared);
    Reference.reachabilityFence(memory);
  }

  /// Gives back what calls made.
  private void release(List<Value> ending, boolean[] shared) {
    for (Value value : ending) {
      Strided dead = memory[value.number()];
      if (dead != null && !shared[value.number()] && isMade(value)) {
        memory[value.number()] = null;
        dead.buffer().release();
      }
    }
  }

  private boolean isMade(Value value) {
    Strided own = memory[value.number()];
    return own != null && calls().contains(value) && !kept.contains(own.buffer());
  }

  private @Nullable Set<Value> made;

  private Set<Value> calls() {
    Set<Value> known = made;
    if (known == null) {
      known = new HashSet<>();
      for (Step step : steps) {
        if (step instanceof Step.Call(Operation.Call call)) {
          known.addAll(call.results());
        }
      }
      made = known;
    }
    return known;
  }

  private void releaseResults(boolean[] shared) {
    release(List.copyOf(calls()), shared);
  }

  @Override
  public void close() {
    for (NestWork each : work) {
      if (each != null) {
        each.close();
      }
    }
    copies.values().forEach(copy -> copy.buffer().release());
    Arrays.stream(blocks).forEach(Buffer::release);
  }
}
