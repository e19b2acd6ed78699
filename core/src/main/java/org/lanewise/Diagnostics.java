package org.lanewise;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Source;

/// Modes that help to find a mistake. Each holds while a body runs, in its thread; outside they
/// cost one test of a flag.
///
/// ```java
/// Array y = Diagnostics.checkNans(() -> grad(loss).apply(params));
/// // `div` gave NaN at [0] of f32[3] (backward, Model.java:17 in layer1) ...
/// ```
///
/// | mode | property for the whole process |
/// |---|---|
/// | [#recordSources] | `-Dlanewise.trace.sources=true` |
/// | [#checkNans] | `-Dlanewise.check.nans=true` |
/// | [#checkFinite] | `-Dlanewise.check.finite=true` |
/// | [#checkLeaks] | |
public final class Diagnostics {
  private static final ScopedValue<Modes> MODES = ScopedValue.newInstance();
  private static final Modes INITIAL = Modes.ofProperties();

  // Whether a mode was ever set: read before the scoped value, which costs more. A thread sees its
  // own write, and threads that it forks see it too.
  private static boolean used = !INITIAL.equals(Modes.NONE);

  private Diagnostics() {}

  /// What holds now.
  ///
  /// @param origin the place that is being replayed, or null
  /// @param leaks where tracers are noted, or null
  private record Modes(
      boolean sources,
      boolean nans,
      boolean infinities,
      String scope,
      boolean backward,
      @Nullable Source origin,
      @Nullable LeakLog leaks) {
    static final Modes NONE = new Modes(false, false, false, "", false, null, null);

    static Modes ofProperties() {
      boolean finite = Boolean.getBoolean("lanewise.check.finite");
      boolean nans = finite || Boolean.getBoolean("lanewise.check.nans");
      boolean sources = nans || Boolean.getBoolean("lanewise.trace.sources");
      return new Modes(sources, nans, finite, "", false, null, null);
    }
  }

  private static Modes modes() {
    return MODES.isBound() ? MODES.get() : INITIAL;
  }

  private static <R> R with(Modes modes, Supplier<R> body) {
    used = true;
    return ScopedValue.where(MODES, modes).call(body::get);
  }

  // For users.

  /// Runs a body in which traced equations note the user's line.
  ///
  /// @param body what to run
  public static <R> R recordSources(Supplier<R> body) {
    Modes m = modes();
    return with(
        new Modes(true, m.nans, m.infinities, m.scope, m.backward, m.origin, m.leaks), body);
  }

  /// Names what is computed in a body; nested names are joined: `layer1/attention`. The name is
  /// noted in traced equations and stands in messages.
  ///
  /// @param name the name
  /// @param body what to run
  public static <R> R namedScope(String name, Supplier<R> body) {
    Modes m = modes();
    String scope = m.scope.isEmpty() ? name : m.scope + "/" + name;
    return with(
        new Modes(m.sources, m.nans, m.infinities, scope, m.backward, m.origin, m.leaks), body);
  }

  /// Names what is computed in a body without a result; see [#namedScope(String, Supplier)].
  ///
  /// @param name the name
  /// @param body what to run
  public static void namedScope(String name, Runnable body) {
    var _ = namedScope(name, () -> done(body));
  }

  /// Runs a body in which every result is looked at, also in compiled functions: the first NaN
  /// throws.
  ///
  /// Compiled functions run equation by equation for it, with the same bits. A NaN that is masked
  /// later (`where(x.gt(0), log(x), 0)`) counts too.
  ///
  /// @param body what to run
  /// @throws NotFiniteException at the first NaN; it names the operation, the first bad index, the
  ///   user's line, and whether it is part of a derivative's pull
  public static <R> R checkNans(Supplier<R> body) {
    Modes m = modes();
    return with(new Modes(true, true, m.infinities, m.scope, m.backward, m.origin, m.leaks), body);
  }

  /// Runs a body in which the first NaN or infinity throws; see [#checkNans(Supplier)].
  ///
  /// @param body what to run
  /// @throws NotFiniteException at the first of them
  public static <R> R checkFinite(Supplier<R> body) {
    Modes m = modes();
    return with(new Modes(true, true, true, m.scope, m.backward, m.origin, m.leaks), body);
  }

  /// Runs a body and then looks for tracers of ended transformations that something still holds.
  ///
  /// It asks the garbage collector, so it takes some time and needs a collector that runs on
  /// request.
  ///
  /// @param body what to run
  /// @throws TracerLeakException if there are any; it names the lines that made them
  public static <R> R checkLeaks(Supplier<R> body) {
    Modes m = modes();
    LeakLog log = new LeakLog();
    R result =
        with(new Modes(m.sources, m.nans, m.infinities, m.scope, m.backward, m.origin, log), body);
    log.check();
    return result;
  }

  private static boolean done(Runnable body) {
    body.run();
    return true;
  }

  // For interpreters and transformations.

  /// Whether compiled functions must do more than run.
  public static boolean isActive() {
    return used && (modes().sources || modes().nans);
  }

  /// Whether traced equations note the user's line.
  public static boolean recordsSources() {
    return used && modes().sources;
  }

  /// Whether results are looked at.
  public static boolean checksNans() {
    return used && modes().nans;
  }

  /// Whether infinities count as bad results too.
  static boolean checksInfinities() {
    return used && modes().infinities;
  }

  /// The names of the scopes around, or an empty string.
  static String scope() {
    return used ? modes().scope : "";
  }

  /// The place of an operation that is applied now, as far as modes ask for it.
  public static Source source() {
    if (!used) {
      return Source.UNKNOWN;
    }
    Modes m = modes();
    if (m.origin != null) {
      return m.backward == m.origin.backward()
          ? m.origin
          : new Source(m.origin.line(), m.origin.scope(), true);
    }
    if (!m.sources && m.scope.isEmpty() && !m.backward) {
      return Source.UNKNOWN;
    }
    return new Source(m.sources ? UserFrame.capture() : "", m.scope, m.backward);
  }

  /// The place of an operation that has just failed: made only if a message needs it.
  static Source here() {
    Modes m = modes();
    return m.origin == null && !m.sources ? new Source("", m.scope, m.backward) : source();
  }

  /// Runs a body that replays what was applied at a place.
  ///
  /// @param source the place; if it is unknown, the one that is replayed already stays
  public static <R> R at(Source source, Supplier<R> body) {
    if (source.equals(Source.UNKNOWN)) {
      return body.get();
    }
    Modes m = modes();
    return with(
        new Modes(m.sources, m.nans, m.infinities, m.scope, m.backward, source, m.leaks), body);
  }

  /// Runs a body without a result that replays what was applied at a place; see [#at(Source,
  /// Supplier)].
  public static void at(Source source, Runnable body) {
    if (source.equals(Source.UNKNOWN)) {
      body.run();
    } else {
      var _ = at(source, () -> done(body));
    }
  }

  /// Runs the pull of a derivative: what is applied meanwhile is of the backward pass.
  public static <R> R backward(Supplier<R> body) {
    if (!used) {
      return body.get();
    }
    Modes m = modes();
    return with(new Modes(m.sources, m.nans, m.infinities, m.scope, true, m.origin, m.leaks), body);
  }

  /// Notes a new tracer, if leaks are looked for.
  static void made(Tracer tracer) {
    LeakLog log = used ? modes().leaks : null;
    if (log != null) {
      log.add(tracer);
    }
  }

  /// A program that looks at the result of each equation, and of those in the programs inside it.
  @SuppressWarnings("exports") // for `jit`
  public static Executable checkedExecutable(Jaxpr program) {
    return NanCheck.BACKEND.compile(program);
  }
}
