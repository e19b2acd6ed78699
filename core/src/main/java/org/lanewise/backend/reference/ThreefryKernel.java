package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates Threefry-2x32 with 20 rounds. (Salmon et al., "Parallel random numbers: as easy as 1,
/// 2, 3", SC 2011.)
final class ThreefryKernel {
  private static final int PARITY = 0x1BD1_1BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  private static final int GROUPS = 5;

  private ThreefryKernel() {}

  /// @param operands two key words and two counter words
  static List<Strided> threefry(List<Strided> operands, ArrayType type) {
    Strided first = Strided.allocate(type);
    Strided second = Strided.allocate(type);
    int n = Chunks.length(type.size());
    long[][] words = new long[4][n];
    List<Reader> readers = operands.stream().map(x -> Reader.repeated(x, type.shape())).toList();
    Writer firstOut = new Writer(first);
    Writer secondOut = new Writer(second);
    Chunks.forEach(
        type.size(),
        count -> {
          for (int w = 0; w < 4; w++) {
            readers.get(w).bits(words[w], count);
          }
          for (int i = 0; i < count; i++) {
            long block =
                encrypt((int) words[0][i], (int) words[1][i], (int) words[2][i], (int) words[3][i]);
            words[2][i] = block >>> 32;
            words[3][i] = block;
          }
          firstOut.longs(words[2], count);
          secondOut.longs(words[3], count);
        });
    return List.of(first, second);
  }

  /// Five groups of four rounds; after each, two of the three key words are added, beginning with
  /// the second, and the number of the group. Then the key words change places in turn.
  private static long encrypt(int key0, int key1, int counter0, int counter1) {
    int first = key0;
    int second = key1;
    int third = key0 ^ key1 ^ PARITY;
    int x = counter0 + first;
    int y = counter1 + second;
    for (int group = 1; group <= GROUPS; group++) {
      for (int rotation : ROTATIONS[(group - 1) % 2]) {
        x += y;
        y = Integer.rotateLeft(y, rotation) ^ x;
      }
      x += second;
      y += third + group;
      int turned = first;
      first = second;
      second = third;
      third = turned;
    }
    return (long) x << 32 | (y & 0xFFFF_FFFFL);
  }
}
