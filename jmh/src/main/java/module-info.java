/// Benchmarks of every room, run with JMH from one self-contained jar.
///
/// Each benchmark is an ordinary method whose result a test checks: a number about a wrong result
/// is worth nothing.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // JMH is no module of its own
module org.lanewise.jmh {
  requires jdk.management; // counts allocated bytes
  requires jmh.core;
  requires org.lanewise.autodiff;
  requires org.lanewise.core;
  requires org.lanewise.random;
  requires static org.jspecify;
}
