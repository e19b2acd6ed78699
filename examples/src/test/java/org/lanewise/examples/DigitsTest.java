package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;

class DigitsTest {
  private static final List<String> FIRST_EPOCHS =
      List.of(
          "epoch  1   loss 0.916867   held-out accuracy 0.9111",
          "epoch  2   loss 0.213485   held-out accuracy 0.9583");

  @Test
  void learnsToReadMoreThan96PercentOfTheImagesItNeverSaw() {
    List<String> lines = new ArrayList<>();
    double accuracy = Digits.train(20, lines::add);
    assertThat(accuracy).isGreaterThan(0.96);
    assertThat(lines).hasSize(21).containsAll(FIRST_EPOCHS);
    assertThat(lines.getFirst())
        .isEqualTo("1437 images to learn from, 360 held out, 20 epochs in batches of 32");
    assertThat(lines.getLast()).isEqualTo("epoch 20   loss 0.006063   held-out accuracy 0.9778");
  }

  @Test
  void theProgramPrintsTheSameDigitsOnTheReferenceBackend() throws Exception {
    Program run = Program.run(Digits.class, List.of("-Dlanewise.backend=reference"), "2");
    assertThat(run.error()).contains("reference: ", "asked for by -Dlanewise.backend=reference");
    assertThat(run.output().lines())
        .containsExactly(
            "1437 images to learn from, 360 held out, 2 epochs in batches of 32",
            FIRST_EPOCHS.get(0),
            FIRST_EPOCHS.get(1),
            "95.83 % of the images never seen are read right");
  }

  @Test
  void theProgramPrintsTheSameDigitsOnNarrowVectors() throws Exception {
    Program run =
        Program.run(Digits.class, List.of("-XX:MaxVectorSize=16", "-Dlanewise.threads=1"), "2");
    assertThat(run.error()).contains("simd: 128-bit vectors");
    assertThat(run.output().lines()).containsSubsequence(FIRST_EPOCHS);
  }

  @Test
  void theImagesAreThoseOfTheirReadme() {
    DigitImages all = DigitImages.load();
    assertThat(all.images().times(16).sum().item()).isEqualTo(561718);
    assertThat(all.images().max().item()).isEqualTo(1);
    int[] counts = new int[10];
    for (int label : all.labels().toIntArray()) {
      counts[label]++;
    }
    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    Array first = all.images().get(0).times(16).get(":8");
    assertThat(first.toFloatArray()).containsExactly(0, 0, 5, 13, 9, 1, 0, 0);
  }
}
