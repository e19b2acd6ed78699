package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records of named modules that do, and do not, open their packages; the modules are compiled
/// here.
class ModuleAccessTest {
  private static final String RECORDS =
      """
      package acme;

      public final class Model {
        public record Visible(Object a, Object b) {}

        record Hidden(Object a, Object b) {}

        public static Object hidden() {
          return new Hidden(1, 2);
        }

        public static Object visible() {
          return new Visible(1, 2);
        }

        public static java.lang.invoke.MethodHandles.Lookup lookup() {
          return java.lang.invoke.MethodHandles.lookup();
        }
      }
      """;

  @TempDir Path directory;

  private Class<?> model(String directives) throws IOException, ReflectiveOperationException {
    Path source = Files.createDirectories(directory.resolve("source/acme"));
    Path info = directory.resolve("source/module-info.java");
    Files.writeString(info, "module acme.models { " + directives + " }");
    Files.writeString(source.resolve("Model.java"), RECORDS);
    Path classes = directory.resolve("classes");
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                out,
                out,
                "-d",
                classes.toString(),
                info.toString(),
                source.resolve("Model.java").toString());
    assertThat(status).as(messages.toString()).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("acme.models"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
        .findLoader("acme.models")
        .loadClass("acme.Model");
  }

  @Test
  void anOpenPackageIsOpened() throws IOException, ReflectiveOperationException {
    Class<?> model = model("exports acme; opens acme;");
    assertThat(Tree.leaves(model.getMethod("hidden").invoke(null))).containsExactly(1, 2);
  }

  @Test
  void aPublicRecordOfAnExportedPackageNeedsNothing()
      throws IOException, ReflectiveOperationException {
    Class<?> model = model("exports acme;");
    Object visible = model.getMethod("visible").invoke(null);
    assertThat(Tree.toString(Tree.map((Integer x) -> 2 * x, visible)))
        .isEqualTo("Visible(a=2, b=4)");
  }

  @Test
  void aClosedPackageIsAnErrorThatNamesTheRepairAndALookupIsOne()
      throws IOException, ReflectiveOperationException {
    Class<?> model = model("exports acme;");
    Object[] tree = {0, model.getMethod("hidden").invoke(null)};
    assertThatThrownBy(() -> Tree.leaves(tree))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith(
            "`Tree.leaves`: the record Model.Hidden at `[1]` cannot be opened, since the package"
                + " acme of module acme.models is not open. Add `opens acme")
        .hasMessageEndingWith(
            ";` to its module-info, or call `Tree.allow(MethodHandles.lookup())` in that module"
                + " once, or make the record public in an exported package.");
    MethodHandles.Lookup lookup = (MethodHandles.Lookup) model.getMethod("lookup").invoke(null);
    Tree.allow(lookup);
    assertThat(Tree.leaves(tree)).containsExactly(0, 1, 2);
  }

  @Test
  void aWeakLookupIsRefused() {
    assertThatThrownBy(() -> Tree.allow(MethodHandles.publicLookup()))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("Pass `MethodHandles.lookup()`, called in your own module.");
  }
}
