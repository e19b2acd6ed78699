/// Random numbers without state: keys that split, and distributions drawn from them.
///
/// The streams equal JAX's, bit for bit where `Threefry` and exact arithmetic decide them. The
/// Threefry primitive itself is in the core; here are the keys, their two layouts of counters, and
/// the distributions.
@org.jspecify.annotations.NullMarked
module org.lanewise.random {
  requires transitive org.lanewise.core;
  requires static org.jspecify;

  exports org.lanewise.random;
}
