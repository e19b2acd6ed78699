package org.lanewise.jit;

import java.util.BitSet;
import org.lanewise.ConcreteArray;
import org.lanewise.memory.Strided;

/// What one call of a compiled function is given for good: the arrays of donated arguments.
///
/// The arrays let go before the program runs, so that whoever uses one meanwhile, in this thread or
/// another, is told so. A program may write memory that nothing else can refer to; an array that is
/// passed twice, donated or not, is read as ever.
final class Donation {
  private Donation() {}

  /// Has the arrays of donated leaves let go.
  ///
  /// @param donated the donated leaves
  /// @param leaves all leaves of the arguments
  /// @param traced which of them are operands
  /// @param operands what they hold: the last operands; constants come first
  /// @param where the user's line, for errors
  /// @return the operands whose memory is the program's
  static boolean[] giveUp(
      BitSet donated, Object[] leaves, int[] traced, Strided[] operands, String where) {
    boolean[] given = new boolean[operands.length];
    int first = operands.length - traced.length;
    boolean twice = false;
    for (int i = 0; i < traced.length; i++) {
      if (donated.get(traced[i])) {
        ConcreteArray array = (ConcreteArray) leaves[traced[i]];
        twice |= array.held() == null;
        given[first + i] = array.giveUp(where);
      }
    }
    for (int i = 0; i < traced.length; i++) {
      twice |= !donated.get(traced[i]) && ((ConcreteArray) leaves[traced[i]]).held() == null;
    }
    if (twice) {
      keepWhatIsReadTwice(given, operands);
    }
    return given;
  }

  private static void keepWhatIsReadTwice(boolean[] given, Strided... operands) {
    for (int i = 0; i < operands.length; i++) {
      for (int other = 0; other < operands.length; other++) {
        given[i] &= other == i || operands[other].buffer() != operands[i].buffer();
      }
    }
  }
}
