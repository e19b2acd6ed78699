package org.lanewise.vmap;

import org.lanewise.Tracer;
import org.lanewise.type.ArrayType;

/// Stands for the value of one lane, whichever it is.
public final class BatchTracer extends Tracer {
  private final Lanes lanes;
  private final ArrayType type;

  BatchTracer(BatchInterpreter interpreter, Lanes lanes) {
    super(interpreter);
    this.lanes = lanes;
    this.type = lanes.type();
  }

  /// The value of all lanes.
  Lanes lanes() {
    return lanes;
  }

  @Override
  public ArrayType type() {
    return type;
  }
}
