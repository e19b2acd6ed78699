package org.lanewise.jmh;

/// Rows, summed and columns of the products in the benchmarks of layers.
public enum LayerSize {
  /// All in the second cache.
  SMALL(32, 64, 64),
  /// As many sums as a batch has samples.
  WEIGHTS(784, 128, 512),
  /// The product leaves the caches.
  TALL(16_384, 64, 256),
  /// More columns than terms.
  WIDE(128, 64, 512),
  /// Few columns.
  NARROW(4096, 64, 64),
  /// As many columns as terms.
  SQUARE(1024, 256, 256);

  final long m;
  final long k;
  final long n;

  LayerSize(long m, long k, long n) {
    this.m = m;
    this.k = k;
    this.n = n;
  }
}
