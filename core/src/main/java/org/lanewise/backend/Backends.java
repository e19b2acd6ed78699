package org.lanewise.backend;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.lanewise.backend.reference.ReferenceBackend;

/// Decides once which backend runs programs, and explains the decision.
///
/// The backend with the highest priority wins; `-Dlanewise.backend=name` asks for one by name.
/// Where the SIMD backend is present but cannot be linked (the Vector API is an incubator module,
/// which the class path does not resolve by itself), the reference backend takes over and
/// [#explanation()] names the flag that is missing; a warning in the log `org.lanewise` says so
/// once.
public final class Backends {
  private static final Backends DECISION = decide(System.getProperty("lanewise.backend", ""));

  private final Backend chosen;
  private final String explanation;

  private Backends(Backend chosen, String explanation) {
    this.chosen = chosen;
    this.explanation = explanation;
  }

  /// The backend of this process.
  public static Backend current() {
    return DECISION.chosen;
  }

  /// Why this backend was chosen, in one sentence.
  public static String explanation() {
    return DECISION.explanation;
  }

  private static Backends decide(String wanted) {
    Backend best = new ReferenceBackend();
    String failure = "";
    Iterator<Backend> found = ServiceLoader.load(Backend.class).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        Backend candidate = found.next();
        boolean better = candidate.priority() > best.priority();
        if (wanted.isEmpty() ? better : candidate.name().equals(wanted)) {
          best = candidate;
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        failure = String.valueOf(e.getMessage());
      }
    }
    String explanation = explain(best, wanted, failure);
    if (!failure.isEmpty() && !best.name().equals(wanted)) {
      System.getLogger("org.lanewise")
          .log(Level.WARNING, "computing with the {0} backend: {1}", best.name(), explanation);
    }
    return new Backends(best, explanation);
  }

  private static String explain(Backend best, String wanted, String failure) {
    if (!wanted.isEmpty() && best.name().equals(wanted)) {
      return "asked for by -Dlanewise.backend=" + wanted;
    }
    if (!failure.isEmpty()) {
      return "the SIMD backend could not be loaded ("
          + failure
          + "); start Java with --add-modules jdk.incubator.vector";
    }
    if (!wanted.isEmpty()) {
      return "there is no backend named \"" + wanted + "\"";
    }
    return best instanceof ReferenceBackend
        ? "no other backend is on the module path or class path"
        : "the fastest backend that this machine can run";
  }
}
