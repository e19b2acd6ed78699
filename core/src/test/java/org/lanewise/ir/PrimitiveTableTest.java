package org.lanewise.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Keeps `docs/primitives.md` true; `-Dlanewise.golden.update=true` rewrites it.
class PrimitiveTableTest {
  private static final Path PAGE = Path.of("../docs/primitives.md");

  @Test
  void thePageOfPrimitivesIsThatOfTheHierarchy() throws IOException {
    String expected = PrimitiveTable.markdown();
    if (Boolean.getBoolean("lanewise.golden.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }
}
