package org.lanewise.vector.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.move.RowMajor;

/// The memory of one call of a program: one block for what the plan lays out in it, and buffers for
/// results and for what other kernels make.
///
/// A result of a call may be memory of an operand, and a value may take an operand's place: the
/// first of the two is then *shared*, and not given back by hand.
final class Frame {
  private final Lowered program;
  private final ProgramPlan plan;
  private final @Nullable Strided[] memory;
  private final boolean[] shared;
  private @Nullable Buffer block;

  /// The parameters that are ours to write and to give back, by number; null if there are none.
  private boolean @Nullable [] owned;

  /// The parameters whose places results take.
  private Donors.@Nullable Match donors;

  Frame(Lowered program, ProgramPlan plan) {
    this.program = program;
    this.plan = plan;
    this.memory = new Strided[plan.places()];
    this.shared = new boolean[memory.length];
  }

  /// Takes the block from the pool, and the operands.
  ///
  /// @param constants the values that are known
  /// @param given which operands are given up, if any
  void begin(List<Value> constants, boolean @Nullable [] given, Strided... operands) {
    for (Value value : constants) {
      memory[value.number()] = value.constant();
    }
    List<Value> parameters = program.parameters();
    for (int i = 0; i < operands.length; i++) {
      memory[parameters.get(i).number()] = operands[i];
      if (given != null && given[i]) {
        own(parameters.get(i));
      }
    }
    if (!plan.copied().isEmpty()) {
      plan.copied().forEach(this::replaceByCopy);
    }
    boolean[] ours = owned;
    if (ours != null) {
      donors = plan.donors().match(ours);
    }
    long bytes = plan.memory().bytes();
    if (bytes > 0) {
      Buffer whole = BufferPool.shared().allocate(bytes);
      block = whole;
      if (Memory.CHECKED) {
        whole.segment().fill((byte) -1);
      }
    }
  }

  private void own(Value parameter) {
    boolean[] ours = owned;
    if (ours == null) {
      ours = new boolean[memory.length];
      owned = ours;
    }
    ours[parameter.number()] = true;
  }

  private boolean owns(Value parameter) {
    boolean[] ours = owned;
    return ours != null && ours[parameter.number()];
  }

  private void replaceByCopy(Value parameter) {
    Strided given = memory(parameter);
    memory[parameter.number()] = RowMajor.copy(given);
    if (owns(parameter)) {
      given.buffer().release();
    }
    own(parameter);
  }

  private Strided memory(Value root) {
    Strided present = memory[root.number()];
    if (present == null) {
      throw new AssertionError("a value is read before it is computed");
    }
    return present;
  }

  /// What has memory of its own, by number.
  @Nullable Strided[] memory() {
    return memory;
  }

  /// Gives a value that a nest is about to write its memory.
  ///
  /// @param operand what dies in this nest and whose place is planned for the value, or null
  /// @param places what the loops that run can do in place; null if all that was planned
  void place(Value value, @Nullable Value operand, @Nullable Places places) {
    Strided place = ofDonor(value, places);
    if (place == null) {
      place = operand == null ? inBlock(value) : inherited(value, operand, places);
    }
    memory[value.number()] = place == null ? Strided.allocate(value.type()) : place;
  }

  private @Nullable Strided inherited(Value value, Value operand, @Nullable Places places) {
    return places == null || places.mayTake(value, operand) ? taken(operand, value) : null;
  }

  private @Nullable Strided inBlock(Value value) {
    long offset = plan.memory().offset(value);
    Buffer whole = block;
    return offset < 0 || whole == null
        ? null
        : new Strided(
            value.type().dtype(), whole.part(offset, MemoryPlan.padded(value)), value.layout());
  }

  private @Nullable Strided ofDonor(Value value, @Nullable Places places) {
    Donors.Match match = donors;
    Value donor = match == null ? null : match.donor(value);
    if (match == null || donor == null) {
      return null;
    }
    boolean inPlace = match.isInPlace(value);
    return inPlace && places != null && !places.mayTake(value, donor) ? null : taken(donor, value);
  }

  /// The memory of something dead; null if somebody still needs it.
  private @Nullable Strided taken(Value dead, Value value) {
    Strided place = memory[dead.number()];
    if (place == null || shared[dead.number()] || place.buffer().isHeld()) {
      return null;
    }
    if (place.layout().offset() != 0 || !place.layout().isContiguous()) {
      return null;
    }
    shared[dead.number()] = true;
    return new Strided(value.type().dtype(), place.buffer(), value.layout());
  }

  /// Calls a kernel of its own.
  void call(Operation.Call call) {
    if (call.executable() instanceof Placing kernel && call.results().size() == 1) {
      callPlacing(call, kernel);
    } else {
      call(call, memory, shared);
    }
    leaveBlock(call);
  }

  private void callPlacing(Operation.Call call, Placing kernel) {
    Value result = call.results().get(0);
    Strided donated = ofDonor(result, null);
    Strided place = donated == null ? inBlock(result) : donated;
    memory[result.number()] = place;
    Strided[] inputs = inputs(call, memory);
    Strided made = kernel.executeAt(place, inputs);
    if (place != null && made.buffer() != place.buffer()) {
      place.buffer().release();
    }
    put(call, inputs, memory, shared, made);
  }

  /// Copies what a result shares with an operand in the block, whose place will be another's.
  private void leaveBlock(Operation.Call call) {
    for (Value result : call.results()) {
      Strided made = memory(result);
      for (Value operand : call.operands()) {
        Value root = operand.root();
        if (plan.memory().offset(root) >= 0 && memory(root).buffer() == made.buffer()) {
          memory[result.number()] = RowMajor.copy(made);
          shared[result.number()] = false;
          shared[root.number()] = false;
        }
      }
    }
  }

  /// Calls a kernel on memory by number.
  static void call(Operation.Call call, @Nullable Strided[] memory, boolean[] shared) {
    Strided[] inputs = inputs(call, memory);
    put(call, inputs, memory, shared, call.executable().execute(inputs));
  }

  private static Strided[] inputs(Operation.Call call, @Nullable Strided[] memory) {
    Strided[] inputs = new Strided[call.operands().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = read(call.operands().get(i), memory);
    }
    return inputs;
  }

  /// A result may be memory of an operand, or of another result; then none is given back by hand.
  private static void put(
      Operation.Call call,
      Strided[] inputs,
      @Nullable Strided[] memory,
      boolean[] shared,
      Strided... outputs) {
    for (int i = 0; i < outputs.length; i++) {
      int number = call.results().get(i).number();
      Strided made = RowMajor.of(outputs[i]);
      memory[number] = made;
      for (int k = 0; k < inputs.length; k++) {
        if (inputs[k].buffer() == made.buffer()) {
          shared[number] = true;
          shared[call.operands().get(k).root().number()] = true;
        }
      }
      for (int k = 0; k < i; k++) {
        if (outputs[k].buffer() == made.buffer()) {
          shared[number] = true;
          shared[call.results().get(k).number()] = true;
        }
      }
    }
  }

  /// The elements of a value: those of its root, or a view of them.
  static Strided read(Value value, @Nullable Strided[] memory) {
    Strided root = memory[value.root().number()];
    if (root == null) {
      throw new AssertionError("a value is read before it is computed");
    }
    if (!value.isView()) {
      return root;
    }
    boolean asPlanned = root.layout().isContiguous() && root.layout().offset() == 0;
    Layout layout = asPlanned ? value.layout() : value.layout(root.layout());
    if (layout == null) {
      throw new AssertionError("a view that cannot be had was not planned for");
    }
    return root.with(layout);
  }

  /// Gives back what nothing reads after a step.
  void endStep(Lifetimes lifetimes, int step) {
    for (Value value : lifetimes.endingAfter(step)) {
      if (Memory.CHECKED) {
        spoil(value);
      }
      release(value.number());
    }
    if (owned != null) {
      for (Value parameter : lifetimes.readLastBy(step)) {
        if (owns(parameter) && !isDonor(parameter)) {
          release(parameter.number());
        }
      }
    }
  }

  private boolean isDonor(Value parameter) {
    Donors.Match match = donors;
    return match != null && match.isDonor(parameter);
  }

  /// Overwrites a value in the block that nothing should read any more, in checked mode.
  private void spoil(Value value) {
    Strided dead = memory[value.number()];
    if (dead != null && !shared[value.number()] && plan.memory().offset(value) >= 0) {
      dead.buffer().segment().fill((byte) -1);
    }
  }

  private void release(int number) {
    Strided dead = memory[number];
    memory[number] = null;
    if (dead != null && !shared[number]) {
      dead.buffer().release();
    }
  }

  /// The results; gives back all that is none.
  Strided[] finish() {
    Strided[] results = new Strided[program.outputs().size()];
    for (int i = 0; i < results.length; i++) {
      Value output = program.outputs().get(i);
      Strided constant = output.root().constant();
      // whoever is given a result may give its memory back
      results[i] =
          constant == null
              ? read(output, memory)
              : new Strided(constant.dtype(), RowMajor.copy(constant).buffer(), output.layout());
    }
    boolean[] ours = owned;
    if (ours != null) {
      for (Value output : program.outputs()) {
        ours[output.root().number()] = false;
      }
      releaseOwned(ours);
    }
    releaseBlock();
    return results;
  }

  private void releaseOwned(boolean[] ours) {
    for (int i = 0; i < ours.length; i++) {
      if (ours[i]) {
        release(i);
      }
    }
  }

  private void releaseBlock() {
    Buffer whole = block;
    block = null;
    if (whole != null) {
      whole.release();
    }
  }

  /// Gives everything back, after a failure.
  void giveBack() {
    for (Value parameter : program.parameters()) {
      if (!owns(parameter)) {
        memory[parameter.number()] = null;
      }
    }
    for (Value value : program.values()) {
      if (value.constant() != null) {
        memory[value.number()] = null;
      }
    }
    for (int i = 0; i < memory.length; i++) {
      release(i);
    }
    releaseBlock();
  }
}
