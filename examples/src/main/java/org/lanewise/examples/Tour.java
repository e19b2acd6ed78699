package org.lanewise.examples;

/// The four pages that Lanewise was made after, in Java: each example prints what its page shows.
/// 1. Feedbax's "Why JAX?": [TourOfPytrees], [TourOfPureFunctions]
/// 2. a notebook about random numbers and derivatives: [TourOfRandomNumbers]
/// 3. "Key concepts" of JAX's documentation: [TourOfKeyConcepts]
/// 4. Flax's "JAX for the Impatient": [TourForTheImpatient]; its regression is [LinearRegression]
///
/// Lists of lists print on one line, where a notebook would break them; Java's booleans print as
/// `true` and `false`. Left out is what has no meaning here: devices and sharding, asynchronous
/// dispatch, NumPy's own generator, timings, and assignments to fields of immutable objects, which
/// Java's compiler refuses. `jit` and `vmap` are written out plainly.
public final class Tour {
  private Tour() {}

  /// Prints all tours.
  ///
  /// @param args none
  public static void main(String[] args) {
    TourOfPytrees.main(args);
    TourOfPureFunctions.main(args);
    TourOfRandomNumbers.main(args);
    TourOfKeyConcepts.main(args);
    TourForTheImpatient.main(args);
  }
}
