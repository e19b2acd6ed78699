package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.ir.UnboundAxisException;

/// Batching: computes with all lanes of a mapped axis at once.
///
/// A primitive none of whose operands is mapped by this very interpreter is the parent's business,
/// unless it is a collective on this interpreter's axis.
public final class BatchInterpreter implements Interpreter {
  private final Interpreter parent;
  private final String startedAt;
  private final NamedAxis axis;

  /// Makes an interpreter below another one.
  ///
  /// @param parent the interpreter that was current
  /// @param startedAt the user's line, for messages
  /// @param axis the number of lanes, and the axis name; an empty name binds nothing
  public BatchInterpreter(Interpreter parent, String startedAt, NamedAxis axis) {
    this.parent = parent;
    this.startedAt = startedAt;
    this.axis = axis;
  }

  @Override
  public Interpreter parent() {
    return parent;
  }

  @Override
  public String startedAt() {
    return startedAt;
  }

  @Override
  public Optional<NamedAxis> namedAxis() {
    return axis.name().isEmpty() ? Optional.empty() : Optional.of(axis);
  }

  /// Makes the stand-in for one lane of an array of the parent.
  ///
  /// @param array all lanes
  /// @param lanesAxis the axis along which they lie
  public BatchTracer mapped(Array array, int lanesAxis) {
    return new BatchTracer(this, new Lanes(array, lanesAxis));
  }

  /// Whether a value differs from lane to lane.
  ///
  /// @throws org.lanewise.TracerLeakException if the value is a tracer of a transformation that is
  ///   not around this one
  public boolean isMapped(Array value) {
    return lanes(value).isMapped();
  }

  /// All lanes of a value, along an axis: as an array of the parent.
  ///
  /// @param value a tracer of this interpreter, or a constant, which is repeated
  /// @param lanesAxis the axis along which the lanes shall lie
  public Array allLanes(Array value, int lanesAxis) {
    return CurrentInterpreter.with(parent, () -> lanes(value).at(lanesAxis, axis.size()));
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    List<Lanes> lanes = new ArrayList<>(operands.size());
    boolean any = false;
    for (Array operand : operands) {
      Lanes each = lanes(operand);
      lanes.add(each);
      any |= each.isMapped();
    }
    if (primitive instanceof Collective collective && binds(collective)) {
      return wrapped(
          CurrentInterpreter.with(
              parent, () -> List.of(CollectiveBatching.own(collective, lanes, axis.size()))));
    }
    if (!any && !holdsOwnCollective(primitive)) {
      return parent.interpret(primitive, operands);
    }
    return wrapped(
        CurrentInterpreter.with(parent, () -> BatchingRules.apply(primitive, lanes, axis)));
  }

  /// Whether a primitive holds a program in which a collective is on this axis.
  private boolean holdsOwnCollective(Primitive primitive) {
    return primitive instanceof Structured
        && !axis.name().isEmpty()
        && StructuredBatching.mentions(primitive, axis.name());
  }

  private Lanes lanes(Array operand) {
    return CurrentInterpreter.owns(this, operand) && operand instanceof BatchTracer tracer
        ? tracer.lanes()
        : Lanes.unmapped(operand);
  }

  private List<Array> wrapped(List<Lanes> results) {
    List<Array> tracers = new ArrayList<>(results.size());
    for (Lanes result : results) {
      tracers.add(result.isMapped() ? new BatchTracer(this, result) : result.array());
    }
    return tracers;
  }

  /// Whether a collective is on this axis. A program that was staged for another number of lanes
  /// has other types inside.
  private boolean binds(Collective collective) {
    if (!collective.axisName().equals(axis.name())) {
      return false;
    }
    if (collective.axisSize() != axis.size()) {
      throw new UnboundAxisException(
          "`%s`: the program was staged for an axis \"%s\" of size %d, but it runs where that axis has size %d. Stage the function again for this size."
              .formatted(collective.name(), axis.name(), collective.axisSize(), axis.size()));
    }
    return true;
  }
}
