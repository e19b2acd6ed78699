package org.lanewise;

import java.io.Serial;

/// Signals that a tracer was used where its transformation is not at work: after it ended, or in
/// another thread.
public final class TracerLeakException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private TracerLeakException(String message) {
    super(message);
  }

  static TracerLeakException of(Tracer tracer) {
    String start = tracer.interpreter().startedAt();
    String where = start.isEmpty() ? "" : " that started at " + start;
    Thread now = Thread.currentThread();
    if (tracer.thread() != now) {
      return new TracerLeakException(
          "leaked tracer: a value of type "
              + tracer.type()
              + " belongs to a transformation"
              + where
              + " in thread \""
              + tracer.thread().getName()
              + "\", but was used in thread \""
              + now.getName()
              + "\", where that transformation is not at work. Compute in one thread inside a"
              + " transformed function (no parallel streams), or pass concrete arrays.");
    }
    return new TracerLeakException(
        "leaked tracer: a value of type "
            + tracer.type()
            + " belongs to a transformation"
            + where
            + ", which has ended or is not around this code (thread \""
            + now.getName()
            + "\"). Return it from the transformed function instead of storing it.");
  }
}
