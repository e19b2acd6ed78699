package org.lanewise;

import java.io.Serial;
import java.util.List;

/// Signals that a tracer was used where its transformation is not at work: after it ended, or in
/// another thread.
public final class TracerLeakException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private TracerLeakException(String message) {
    super(message);
  }

  /// For tracers that `checkLeaks` found: what they are and where they were made.
  static TracerLeakException of(List<String> found) {
    return new TracerLeakException(
        "`checkLeaks`: %d %s after the transformation ended: %s. Return values from the transformed function instead of storing them in fields or collections."
            .formatted(
                found.size(),
                found.size() == 1 ? "tracer is still reachable" : "tracers are still reachable",
                String.join("; ", found)));
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
