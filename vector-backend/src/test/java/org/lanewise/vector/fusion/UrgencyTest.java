package org.lanewise.vector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What no kernel waits for comes last, if it is small.
@Tag("bits")
class UrgencyTest {

  private static Jaxpr training(long n) {
    ArrayType matrix = new ArrayType(DType.FLOAT32, Shape.of(n, n));
    return Programs.staged(
        x -> {
          Array first = x.get(0).matmul(x.get(1));
          Array second = first.tanh().matmul(x.get(1));
          return List.of(x.get(0).minus(first.times(0.1)), x.get(1).minus(second.times(0.1)));
        },
        matrix,
        matrix);
  }

  @Test
  void smallUpdatesShareALoopAtTheEnd() {
    assertThat(Programs.compiled(training(16)).toString())
        .isEqualTo(
            """
            program (a:f32[16,16] b:f32[16,16]) {
              call c:f32[16,16] in memory = dot_general a b
              nest of 256 rows {
                loop (16, 16) {
                  d:f32[16,16] in memory = tanh c
                }
              }
              call e:f32[16,16] in memory = dot_general d b
              nest of 256 rows {
                loop (16, 16) {
                  f:f32[16,16] = mul c 0.10000000149011612
                  g:f32[16,16] in memory = sub a f
                  h:f32[16,16] = mul e 0.10000000149011612
                  i:f32[16,16] in memory = sub b h
                }
              }
              return (g, i)
            }
            """);
    Programs.agree(training(16), 1);
  }

  @Test
  void largeUpdatesAreDoneWhileTheirOperandsAreNear() {
    assertThat(Programs.compiled(training(130)).toString().lines().map(String::strip))
        .containsSubsequence(
            "d:f32[130,130] in memory = tanh c",
            "e:f32[130,130] = mul c 0.10000000149011612",
            "f:f32[130,130] in memory = sub a e",
            "product g:f32[130,130] in block = dot_general d b");
    Programs.agree(training(130), 2);
  }
}
