/// Derivatives: forward and reverse, of any order, through any pytree.
///
/// Reverse mode is linearisation followed by transposition, so a rule for tangents per primitive
/// and a rule for transposing per linear primitive are all that is needed. There is no tape: what
/// the result reaches is the graph.
@org.jspecify.annotations.NullMarked
module org.lanewise.autodiff {
  requires transitive org.lanewise.core;
  requires static org.jspecify;

  exports org.lanewise.autodiff;
}
