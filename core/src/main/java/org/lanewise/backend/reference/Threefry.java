package org.lanewise.backend.reference;

/// Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011).
final class Threefry {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

  private Threefry() {}

  /// The two words of the hash, the first in the high half.
  static long hash(int k0, int k1, int c0, int c1) {
    int[] key = {k0, k1, k0 ^ k1 ^ PARITY};
    int x0 = c0 + k0;
    int x1 = c1 + k1;
    for (int group = 1; group <= 5; group++) {
      for (int rotation : ROTATIONS[(group - 1) % 2]) {
        x0 += x1;
        x1 = Integer.rotateLeft(x1, rotation) ^ x0;
      }
      x0 += key[group % 3];
      x1 += key[(group + 1) % 3] + group;
    }
    return (long) x0 << 32 | x1 & 0xFFFFFFFFL;
  }
}
