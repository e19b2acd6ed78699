package org.lanewise.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generated classes have names that can be read, and can be looked at.
class GeneratedClassTest {
  @TempDir Path directory;

  @Test
  void namesSayWhatIsComputed() {
    ClassDesc name = GeneratedClass.name(GeneratedClass.class, "f32_tanh x[3]");
    assertThat(name.packageName()).isEqualTo("org.lanewise.vector.kernel");
    assertThat(name.displayName()).isEqualTo("f32_tanh_x_3_");
  }

  @Test
  void aDumpedFileIsTheClass() throws IOException {
    byte[] file = ClassFile.of().build(ClassDesc.of("a.b", "f32_exp"), _ -> {});
    Path first = GeneratedClass.write(directory.resolve("new"), file);
    Path second = GeneratedClass.write(directory.resolve("new"), file);
    assertThat(first.getFileName().toString()).matches("\\d+-f32_exp\\.class");
    assertThat(second).isNotEqualTo(first);
    assertThat(Files.readAllBytes(first)).isEqualTo(file);
  }

  @Test
  void anErrorNamesTheOption() throws IOException {
    Path notADirectory = Files.createFile(directory.resolve("file"));
    byte[] file = ClassFile.of().build(ClassDesc.of("f32_exp"), _ -> {});
    assertThatThrownBy(() -> GeneratedClass.write(notADirectory, file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("`-Dlanewise.dump`: cannot write");
  }

  @Test
  void whatIsNoSubclassIsRefused() {
    byte[] file = ClassFile.of().build(ClassDesc.of("org.lanewise.vector.kernel", "Odd"), _ -> {});
    assertThatThrownBy(() -> GeneratedClass.define(MethodHandles.lookup(), Runnable.class, file))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("java.lang.Runnable");
  }
}
