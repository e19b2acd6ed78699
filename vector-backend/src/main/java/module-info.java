/// The SIMD backend: kernels written with, and generated for, the Vector API.
///
/// This is the only module that names `jdk.incubator.vector`, and nothing outside it is compiled
/// against it. It provides [org.lanewise.backend.Backend] and exports nothing: an application that
/// has it on the module path gets it, without a flag, and otherwise the reference backend runs.
@org.jspecify.annotations.NullMarked
module org.lanewise.vector {
  requires jdk.incubator.vector;
  requires jdk.management;
  requires org.lanewise.core;
  requires static org.jspecify;

  provides org.lanewise.backend.Backend with
      org.lanewise.vector.VectorBackend;
}
