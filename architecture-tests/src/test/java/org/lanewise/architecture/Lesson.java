package org.lanewise.architecture;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// A page that builds a program: snippets are the members of one class, except that lines of the
/// form `expression; // → text` are run and promise what the expression prints as.
final class Lesson {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROMISE = Pattern.compile("(.*);\\s+// → (.*)");

  private final String name;
  private final StringBuilder members = new StringBuilder();
  private final StringBuilder body = new StringBuilder();

  private Lesson(String name) {
    this.name = name;
  }

  /// Reads a page.
  ///
  /// @param name the class that the snippets are members of
  static Lesson of(String page, String name) {
    Lesson lesson = new Lesson(name);
    Matcher snippet = SNIPPET.matcher(page);
    while (snippet.find()) {
      snippet.group(1).lines().forEach(lesson::add);
    }
    return lesson;
  }

  private void add(String line) {
    Matcher promise = PROMISE.matcher(line);
    if (promise.matches()) {
      String text = promise.group(2).strip().replace("\"", "\\\"");
      body.append("values.accept(\"%s\", %s);\n".formatted(text, promise.group(1).strip()));
    } else {
      members.append(line).append('\n');
    }
  }

  /// The lines of code of the members.
  long lines() {
    return members.toString().lines().filter(line -> !line.isBlank()).count();
  }

  /// Compiles and runs the program; hands over each promise and the value that it is about.
  ///
  /// @return the number of promises
  int run(Path directory, BiConsumer<String, Object> values) throws Exception {
    String source =
        """
        import java.util.*;
        import java.util.function.*;
        import java.util.stream.*;

        public final class %s {
        %s
        public static void run(BiConsumer<String, Object> values) {
        %s}
        }
        """
            .formatted(name, members, body);
    Path file = Files.writeString(directory.resolve(name + ".java"), source);
    var javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (var files = javac.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", directory.toString());
      var units = files.getJavaFileObjects(file);
      if (!javac.getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError("the page does not compile: " + messages + "\n" + source);
      }
    }
    AtomicInteger promises = new AtomicInteger();
    URL[] urls = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, Lesson.class.getClassLoader())) {
      BiConsumer<String, Object> counted =
          (text, value) -> {
            promises.incrementAndGet();
            values.accept(text, value);
          };
      loader.loadClass(name).getMethod("run", BiConsumer.class).invoke(null, counted);
    }
    return promises.get();
  }
}
