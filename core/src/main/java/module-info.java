/// Arrays, primitives and programs, and the interpreters that give them meaning.
///
/// Users import [org.lanewise] (arrays and NumPy's functions) and [org.lanewise.type]; those who
/// look at programs import [org.lanewise.ir]. The walls inside are drawn by the qualified exports:
/// how memory is held and how a backend is asked to run a program concern the backends only.
///
/// A backend is found as a service. The reference backend in this module needs no service entry: it
/// is what remains when no other backend can run.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the rooms of the qualified exports are compiled after this one
module org.lanewise.core {
  requires transitive org.lanewise.pytree;
  requires org.eclipse.collections.api;
  requires static org.jspecify;

  exports org.lanewise;
  exports org.lanewise.ir;
  exports org.lanewise.special;
  exports org.lanewise.transform;
  exports org.lanewise.type;
  exports org.lanewise.backend to
      org.lanewise.autodiff,
      org.lanewise.jmh,
      org.lanewise.random,
      org.lanewise.vector;
  exports org.lanewise.backend.definition to
      org.lanewise.vector;
  exports org.lanewise.backend.reference to
      org.lanewise.vector;
  exports org.lanewise.memory to
      org.lanewise.jmh,
      org.lanewise.vector;
  exports org.lanewise.staging to
      org.lanewise.autodiff;
  exports org.lanewise.vmap to
      org.lanewise.autodiff;

  uses org.lanewise.backend.Backend;
}
