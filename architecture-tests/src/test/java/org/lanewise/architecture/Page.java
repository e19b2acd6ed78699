package org.lanewise.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The Java snippets of a page, which continue each other, as one program.
///
/// `// → text` after a statement promises what its value prints as (of a declaration, the value of
/// the variable), lines joined, and so does any comment after `System.out.println(x);`.
final class Page {
  /// What every snippet may name without saying so.
  private static final String ALWAYS =
      "import org.lanewise.*;\nimport org.lanewise.type.*;\nimport static org.lanewise.Numpy.*;\n";

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROMISE = Pattern.compile("(.*;)\\s+// → (.*)");
  private static final Pattern PRINT =
      Pattern.compile("\\s*System\\.out\\.println\\((.*)\\);\\s+// (.*)");
  private static final Pattern DECLARATION =
      Pattern.compile("\\s*[\\w.<>\\[\\], ]+ (\\w+) =\\s.*", Pattern.DOTALL);

  private final StringBuilder imports = new StringBuilder(ALWAYS);
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder statement = new StringBuilder();
  private int promises;

  private Page(String text) {
    Matcher snippet = SNIPPET.matcher(text);
    while (snippet.find()) {
      snippet.group(1).lines().forEach(this::add);
    }
  }

  /// Reads pages of Markdown, or the comments of packages or classes, as one.
  static Page read(List<Path> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      boolean java = file.toString().endsWith(".java");
      Files.readAllLines(file).stream()
          .filter(line -> !java || line.startsWith("///"))
          .map(line -> java ? line.replaceAll("^/// ?", "") : line)
          .forEach(lines::add);
    }
    return new Page(String.join("\n", lines));
  }

  /// How many values are promised.
  int promises() {
    return promises;
  }

  private void add(String line) {
    if (line.startsWith("import ")) {
      imports.append(line).append('\n');
      return;
    }
    Matcher promise = PROMISE.matcher(line);
    Matcher print = PRINT.matcher(line);
    if (print.matches()) {
      check(print.group(2), print.group(1));
    } else if (promise.matches()) {
      promised(promise.group(1), promise.group(2));
    } else {
      statement.append(line).append('\n');
      if (line.isBlank() || line.matches(".*[;}](\\s*//.*)?")) {
        body.append(statement);
        statement.setLength(0);
      }
    }
  }

  private void promised(String lastLine, String text) {
    String whole = statement + lastLine;
    statement.setLength(0);
    Matcher declaration = DECLARATION.matcher(whole);
    if (declaration.matches()) {
      body.append(whole).append('\n');
      check(text, declaration.group(1));
    } else {
      check(text, whole.strip().replaceAll(";$", ""));
    }
  }

  private void check(String text, String expression) {
    promises++;
    String literal = text.strip().replace("\\", "\\\\").replace("\"", "\\\"");
    body.append("values.accept(\"%s\", %s);\n".formatted(literal, expression));
  }

  /// Compiles and runs the program; hands over each promise and the value that it is about.
  void run(Path directory, BiConsumer<String, Object> values) throws Exception {
    String source =
        imports
            + "public final class Program {\n"
            + "public static void run(java.util.function.BiConsumer<String, Object> values) {\n"
            + body
            + "}\n}\n";
    Path file = Files.writeString(directory.resolve("Program.java"), source);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
    options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    try (var files = javac.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(file);
      if (!javac.getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError("the snippets do not compile: " + messages + "\n" + source);
      }
    }
    URL[] urls = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, Page.class.getClassLoader())) {
      Method run = loader.loadClass("Program").getMethod("run", BiConsumer.class);
      run.invoke(null, values);
    }
  }
}
