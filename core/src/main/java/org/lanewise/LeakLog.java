package org.lanewise;

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/// The tracers that were made while leaks are looked for, held weakly.
final class LeakLog {
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 10;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(WeakReference<Tracer> tracer, String line) {}

  synchronized void add(Tracer tracer) {
    entries.add(new Entry(new WeakReference<>(tracer), UserFrame.capture()));
  }

  /// Waits for the collector to find the tracers of ended transformations dead.
  ///
  /// @throws TracerLeakException if some stay
  synchronized void check() {
    WeakReference<Object> sentinel = new WeakReference<>(new Object());
    for (int i = 0; i < ATTEMPTS && anyLeft(); i++) {
      System.gc();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    List<String> left = left();
    if (left.isEmpty()) {
      return;
    }
    if (sentinel.refersTo(null)) {
      throw TracerLeakException.of(left);
    }
    System.getLogger("org.lanewise")
        .log(
            Level.WARNING,
            "`checkLeaks` cannot tell: the garbage collector does not run on request"
                + " (-XX:+DisableExplicitGC?).");
  }

  private boolean anyLeft() {
    return entries.stream().anyMatch(entry -> isLeft(entry.tracer.get()));
  }

  private List<String> left() {
    List<String> found = new ArrayList<>();
    for (Entry entry : entries) {
      Tracer tracer = entry.tracer.get();
      if (tracer != null && isLeft(tracer)) {
        String start = tracer.interpreter().startedAt();
        found.add(
            tracer.type()
                + (entry.line.isEmpty() ? "" : " made at " + entry.line)
                + (start.isEmpty() ? "" : " (the transformation started at " + start + ")"));
      }
    }
    return found;
  }

  /// Whether a tracer is there although its transformation is not at work around us.
  private static boolean isLeft(@org.jspecify.annotations.Nullable Tracer tracer) {
    if (tracer == null) {
      return false;
    }
    Interpreter live = CurrentInterpreter.get();
    while (live != tracer.interpreter()) {
      if (live == live.parent()) {
        return true;
      }
      live = live.parent();
    }
    return false;
  }
}
