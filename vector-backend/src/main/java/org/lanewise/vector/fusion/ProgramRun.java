package org.lanewise.vector.fusion;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
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
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.Moves;
import org.lanewise.vector.move.RowMajor;

/// A program that runs many times, for one caller, in memory that is laid out once: the body of a
/// loop.
///
/// The caller says before each run where operands lie and where results shall be. Nests write
/// results there directly; what calls make, and views, are copied.
public final class ProgramRun implements AutoCloseable {
  /// Bytes up to which a copy is not worth a second thread.
  private static final long SMALL = 1 << 18;

  private final Lowered program;
  private final List<Step> steps;
  private final Lifetimes lifetimes;
  private final ProgramPlan plan;
  private final @Nullable Strided[] memory;
  private final @Nullable NestWork[] work;
  private final @Nullable Strided[] targets;
  private final boolean[] written;
  private final boolean[] handed;
  private final boolean[] inPlace;
  private final Set<Value> owned = new HashSet<>();
  private final @Nullable Buffer block;
  private final boolean[] shared;

  /// The results that are the memory of an owned parameter.
  private final boolean[] updated;

  /// What calls make.
  private final List<Value> made = new ArrayList<>();

  private final Map<Value, Strided> copies = new HashMap<>();

  ProgramRun(Lowered program, List<Step> steps, Lifetimes lifetimes, ProgramPlan plan) {
    this.program = program;
    this.steps = steps;
    this.lifetimes = lifetimes;
    this.plan = plan;
    this.memory = new Strided[plan.places()];
    this.shared = new boolean[memory.length];
    this.updated = new boolean[memory.length];
    this.work = new NestWork[steps.size()];
    this.targets = new Strided[program.outputs().size()];
    this.written = new boolean[targets.length];
    this.handed = new boolean[targets.length];
    this.inPlace = InPlace.of(program, steps);
    MemoryPlan places = layOut(findDirect());
    Buffer whole = places.bytes() == 0 ? null : BufferPool.shared().allocate(places.bytes());
    this.block = whole;
    for (Value value : program.values()) {
      long offset = places.offset(value);
      if (whole != null && offset >= 0) {
        Buffer part = whole.part(offset, MemoryPlan.padded(value));
        memory[value.number()] = new Strided(value.type().dtype(), part, value.layout());
      }
    }
    for (Value value : lifetimes.constants()) {
      memory[value.number()] = value.constant();
    }
    for (int i = 0; i < work.length; i++) {
      NestPlan nest = plan.nests().get(i);
      work[i] = nest == null ? null : new NestWork(nest);
      if (steps.get(i) instanceof Step.Call(Operation.Call call)) {
        made.addAll(call.results());
      }
    }
  }

  /// Lays out what nests write. What a call reads lives to the end, since a result of the call may
  /// be a view of it.
  private MemoryPlan layOut(Set<Value> direct) {
    List<List<Value>> written = new ArrayList<>();
    Set<Value> kept = new HashSet<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Nest nest -> written.add(nest.written());
        case Step.Call(Operation.Call call) -> {
          written.add(List.of());
          call.operands().forEach(operand -> kept.add(operand.root()));
        }
      }
    }
    return MemoryPlan.of(program.values().size(), written, lifetimes, direct, kept, Map.of());
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

  /// Asks for a result in memory of its own, to be had by [#take] after each run; says whether it
  /// comes so.
  public boolean handOver(int output) {
    Value value = program.outputs().get(output);
    handed[output] = made.contains(value) && program.outputs().indexOf(value) == output;
    return handed[output];
  }

  /// Says whether a parameter's memory may be written when nothing reads it any more.
  public void setOwned(int parameter, boolean isOwned) {
    Value value = program.parameters().get(parameter);
    if (isOwned && !plan.copied().contains(value)) {
      owned.add(value);
    } else {
      owned.remove(value);
    }
  }

  /// A result in memory that is the caller's from now on: new, or that of an owned parameter.
  public Strided take(int output) {
    int number = program.outputs().get(output).number();
    Strided result = memory[number];
    if (result == null) {
      throw new AssertionError("a result is taken before it is computed");
    }
    memory[number] = null;
    return shared[number] && !updated[number] ? RowMajor.copy(result) : result;
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
    Arrays.fill(shared, false);
    Arrays.fill(updated, false);
    for (int i = 0; i < steps.size(); i++) {
      NestWork nest = work[i];
      if (nest != null) {
        nest.run(memory);
      } else if (steps.get(i) instanceof Step.Call(Operation.Call call)) {
        if (inPlace[i] && owned.contains(call.operands().get(0))) {
          update(call);
        } else {
          Frame.call(call, memory, shared);
        }
        lifetimes.endingAfter(i).forEach(this::release);
      }
    }
    for (int i = 0; i < targets.length; i++) {
      Strided target = targets[i];
      if (!written[i] && !handed[i] && target != null) {
        copy(Frame.read(program.outputs().get(i), memory), target);
      }
    }
    for (Value value : made) {
      int output = program.outputs().indexOf(value);
      if (output < 0 || !handed[output]) {
        release(value);
      }
    }
    Reference.reachabilityFence(memory);
  }

  private void update(Operation.Call call) {
    Strided[] operands = new Strided[call.operands().size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Frame.read(call.operands().get(i), memory);
    }
    Moves.updateInPlace(operands);
    int number = call.results().get(0).number();
    memory[number] = operands[0];
    shared[number] = true;
    updated[number] = true;
  }

  private static void copy(Strided source, Strided target) {
    long bytes = source.shape().size() * source.dtype().byteSize();
    if (bytes == 0) {
      return; // a row without elements lies nowhere
    }
    if (source.layout().isContiguous() && bytes < SMALL) {
      MemorySegment.copy(
          Memory.segment(source),
          Memory.at(source),
          Memory.segment(target),
          Memory.at(target),
          bytes);
    } else {
      Mover.move(source, target);
    }
  }

  /// Gives back what a call made.
  private void release(Value value) {
    Strided dead = memory[value.number()];
    if (dead != null && made.contains(value)) {
      memory[value.number()] = null;
      if (!shared[value.number()]) {
        dead.buffer().release();
      }
    }
  }

  @Override
  public void close() {
    for (NestWork each : work) {
      if (each != null) {
        each.close();
      }
    }
    copies.values().forEach(copy -> copy.buffer().release());
    if (block != null) {
      block.release();
    }
  }
}
