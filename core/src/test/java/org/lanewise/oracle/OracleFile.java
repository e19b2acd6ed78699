package org.lanewise.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the oracle's files. The line format is described in `scripts/oracle/README.md`.
///
/// ```java
/// for (OracleCase c : OracleFile.cases("indexing.txt")) {
///   c.input("x"); c.option("index"); c.output("0");
/// }
/// ```
public final class OracleFile {
  private OracleFile() {}

  /// Reads the cases of a file in the line format.
  ///
  /// @param name such as `reductions.txt`
  /// @return the cases in order
  public static List<OracleCase> cases(String name) {
    List<OracleCase> cases = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : (text(name) + "\n").split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        block.add(line);
      } else if (line.isEmpty() && !block.isEmpty()) {
        cases.add(parse(block));
        block.clear();
      }
    }
    return List.copyOf(cases);
  }

  /// Reads `jaxprs.txt`: the printed text by name, trailing blank lines removed.
  ///
  /// @return the programs in the order of the file
  public static Map<String, String> jaxprs() {
    return jaxprs("jaxprs.txt");
  }

  /// Reads a file of printed programs, as [#jaxprs()] does.
  ///
  /// @param name such as `control-flow.txt`
  /// @return the programs in the order of the file
  public static Map<String, String> jaxprs(String name) {
    Map<String, String> programs = new LinkedHashMap<>();
    for (String part : text(name).split("(?m)^### ", -1)) {
      int end = part.indexOf('\n');
      int bar = part.indexOf(" | ");
      if (!part.startsWith("#") && bar >= 0) {
        programs.put(part.substring(0, bar), part.substring(end + 1).stripTrailing());
      }
    }
    return programs;
  }

  /// Reads a file as it is.
  ///
  /// @param name its name in this package's resources
  /// @return its text
  public static String text(String name) {
    try (InputStream in = OracleFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no oracle file `" + name + "` beside OracleFile");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OracleCase parse(List<String> block) {
    String id = "";
    String source = "";
    String mode = "";
    List<String> call = List.of();
    List<OracleArray> inputs = new ArrayList<>();
    List<OracleArray> outputs = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Optional<String> error = Optional.empty();
    for (String line : block) {
      String[] f = line.split("\t", -1);
      switch (f[0]) {
        case "case" -> id = f[1];
        case "source" -> source = unescape(f[1]);
        case "mode" -> mode = f[1];
        case "call" -> call = List.of(f).subList(1, f.length);
        case "in" -> inputs.add(OracleArray.parse(f[1], f[2], f[3]));
        case "out" -> outputs.add(OracleArray.parse(f[1], f[2], f[3]));
        case "opt" -> options.put(f[1], unescape(f[2]));
        case "error" -> error = Optional.of(f[1] + ": " + unescape(f[2]));
        default -> throw new IllegalArgumentException("unknown field in oracle file: " + line);
      }
    }
    return new OracleCase(
        id,
        source,
        mode,
        call,
        List.copyOf(inputs),
        Collections.unmodifiableMap(options),
        List.copyOf(outputs),
        error);
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        char next = text.charAt(++i);
        out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
