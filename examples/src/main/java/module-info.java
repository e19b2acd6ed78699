/// Runnable programs, each one file, each an application on the module path as a user would write
/// it.
@org.jspecify.annotations.NullMarked
module org.lanewise.examples {
  requires org.lanewise.autodiff;
  requires org.lanewise.core;
  requires org.lanewise.random;
  requires static org.jspecify;

  exports org.lanewise.examples;

  // trees take the records of the examples apart, which are nobody else's business
  opens org.lanewise.examples to
      org.lanewise.pytree;
}
