package org.lanewise.examples;

import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.take;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.lanewise.Array;

/// The UCI optical handwritten digits: 1,797 images of 8×8 pixels with their labels.
///
/// E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning
/// Repository, 1998 (CC BY 4.0); the file beside this class is described in its README.
///
/// @param images pixels in 0 … 1, f32 of shape (1797, 64)
/// @param labels the digits, i32 of shape (1797,)
record DigitImages(Array images, Array labels) {
  private static final int PIXELS = 64;
  private static final float WHITE = 16;

  /// Reads the images from the resource `digits.csv.gz`: a line holds 64 pixels and the label.
  static DigitImages load() {
    List<String> lines = lines();
    float[][] images = new float[lines.size()][PIXELS];
    int[] labels = new int[lines.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i).split(",", -1);
      for (int j = 0; j < PIXELS; j++) {
        images[i][j] = Float.parseFloat(cells[j]) / WHITE;
      }
      labels[i] = Integer.parseInt(cells[PIXELS]);
    }
    return new DigitImages(array(images), array(labels));
  }

  private static List<String> lines() {
    try (InputStream file = DigitImages.class.getResourceAsStream("digits.csv.gz")) {
      if (file == null) {
        throw new IllegalStateException("the resource digits.csv.gz is missing from the examples");
      }
      InputStreamReader text =
          new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII);
      return new BufferedReader(text).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The images and labels at some positions.
  DigitImages at(Array positions) {
    return new DigitImages(take(images, positions, 0), take(labels, positions, 0));
  }
}
