package org.lanewise.ir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Writes `docs/primitives.md`: the sealed hierarchy, family by family, with the first sentence of
/// each declaration's comment.
final class PrimitiveTable {
  private static final Path SOURCES = Path.of("src/main/java/org/lanewise/ir");

  private final Map<PrimitiveCatalog.Entry, TypeTable.Accepted> samples = new LinkedHashMap<>();

  private PrimitiveTable() {
    for (TypeTable.Accepted row : TypeTable.ofAllFamilies().accepted) {
      samples.putIfAbsent(PrimitiveCatalog.Entry.of(row.primitive()), row);
    }
  }

  static String markdown() {
    PrimitiveTable table = new PrimitiveTable();
    List<PrimitiveCatalog.Entry> all = PrimitiveCatalog.entries();
    long records = all.stream().map(PrimitiveCatalog.Entry::record).distinct().count();
    StringBuilder text = new StringBuilder();
    text.append("# Primitives\n\n");
    text.append(
        """
        Everything that a program can do: %d primitives in %d records of the sealed families
        (`org.lanewise.ir`). A primitive is *linear* if it can be transposed: it is linear in some of its
        operands. This page is written by `PrimitiveTableTest`; after a change run the tests of `core` with
        `-Dlanewise.golden.update=true` and read the difference.
        """
            .formatted(all.size(), records));
    for (Class<?> family : PrimitiveCatalog.FAMILIES) {
      table.family(family, text);
    }
    return text.toString();
  }

  private void family(Class<?> family, StringBuilder text) {
    String source = read(SOURCES.resolve(family.getSimpleName() + ".java"));
    String kind = family.isRecord() ? "public record " : "public sealed interface ";
    String about = firstSentence(source, Pattern.quote(kind + family.getSimpleName()));
    text.append("\n## ").append(family.getSimpleName()).append("\n\n").append(about).append("\n\n");
    text.append("| name | record | operands | parameters | linear | meaning |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (PrimitiveCatalog.Entry entry : PrimitiveCatalog.entries()) {
      if (family.isAssignableFrom(entry.record())) {
        text.append(row(entry, source));
      }
    }
  }

  private String row(PrimitiveCatalog.Entry entry, String source) {
    TypeTable.Accepted row = Objects.requireNonNull(samples.get(entry));
    Primitive sample = row.primitive();
    String visibility = entry.record().isMemberClass() ? "" : "public ";
    String declaration = visibility + "record " + entry.record().getSimpleName() + "(";
    String comment =
        entry
            .op()
            .map(
                op ->
                    firstSentence(
                        source.substring(source.indexOf(declaration)), op.name() + "\\(\""))
            .orElseGet(() -> firstSentence(source, Pattern.quote(declaration)));
    List<String> cells =
        List.of(
            "`" + sample.name() + "`",
            "`" + entry + "`",
            operands(sample),
            parameters(entry.record()),
            isLinear(sample, row.operands().size()) ? "yes" : "",
            comment.replace("|", "\\|"));
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /// Whether the primitive is linear in some set of its operands.
  private static boolean isLinear(Primitive primitive, int arity) {
    return primitive instanceof Transposable transposable
        && LongStream.range(1, 1L << arity)
            .anyMatch(set -> transposable.isLinearIn(BitSet.valueOf(new long[] {set}), arity));
  }

  private static String parameters(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> !component.getName().equals("op"))
        .map(RecordComponent::getName)
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  private static String operands(Primitive primitive) {
    return switch (primitive) {
      case Elementwise elementwise -> operands(elementwise);
      case Shaping shaping -> operands(shaping);
      case Indexing.DynamicSlice _ -> "x, one start per axis";
      case Indexing.DynamicUpdateSlice _ -> "x, update, one start per axis";
      case Indexing.Gather _ -> "x, indices";
      case Indexing.Scatter _ -> "x, indices, updates";
      case Reducing _ -> "x";
      case Combining.DotGeneral _ -> "x, y";
      case Combining.Sort _ -> "one or more";
      case Combining.TopK _ -> "x";
      case Combining.Threefry2x32 _ -> "k0, k1, c0, c1";
      case Windowing.Conv _ -> "x, filter";
      case Windowing.ReduceWindowSum _, Windowing.ReduceWindow _ -> "x";
      case Windowing.SelectAndGatherAdd _ -> "values, x";
      case Windowing.SelectAndScatterAdd _ -> "one for each window, x";
      case Collective.AxisIndex _ -> "";
      case Collective _ -> "x";
      case Structured structured -> operands(structured);
      case Callback _ -> "any";
    };
  }

  private static String operands(Structured primitive) {
    return switch (primitive) {
      case Structured.Call _, Structured.Checkpoint _, Structured.CustomCall _ -> "the arguments";
      case Structured.Cond _ -> "index, the arguments";
      case Structured.While _ -> "constants of condition and body, carry";
      case Structured.Scan _ -> "constants, carry, stacks";
    };
  }

  private static String operands(Elementwise primitive) {
    return switch (primitive) {
      case Elementwise.Unary _, Elementwise.IntegerPow _, Elementwise.Neg _ -> "x";
      case Elementwise.Convert _, Elementwise.Name _, Elementwise.StopGradient _ -> "x";
      case Elementwise.Add _, Elementwise.Sub _, Elementwise.AddAny _ -> "x, y";
      case Elementwise.GammaSample _ -> "x, a";
      case Elementwise.Mul _, Elementwise.Div _ -> "x, y";
      case Elementwise.Binary _, Elementwise.Compare _ -> "x, y";
      case Elementwise.Fma _ -> "x, y, z";
      case Elementwise.Clamp _ -> "lo, x, hi";
      case Elementwise.Select _ -> "which, one or more cases";
    };
  }

  private static String operands(Shaping primitive) {
    return switch (primitive) {
      case Shaping.Iota _ -> "";
      case Shaping.BroadcastInDim _, Shaping.Reshape _, Shaping.Squeeze _ -> "x";
      case Shaping.Transpose _, Shaping.Rev _, Shaping.Slice _ -> "x";
      case Shaping.BitcastConvert _ -> "x";
      case Shaping.Concatenate _ -> "one or more";
      case Shaping.Pad _ -> "x, value";
    };
  }

  /// The first sentence of the comment before a declaration.
  private static String firstSentence(String source, String declaration) {
    Matcher matcher =
        Pattern.compile("((?:^ *///.*\\R)+)^ *" + declaration, Pattern.MULTILINE).matcher(source);
    if (!matcher.find()) {
      throw new AssertionError("no comment before " + declaration);
    }
    String comment =
        matcher
            .group(1)
            .lines()
            .map(line -> line.strip().substring(3).strip())
            .collect(Collectors.joining(" "));
    Matcher sentence = Pattern.compile("^(.*?\\.)(?: |$)").matcher(comment);
    String first = sentence.find() ? sentence.group(1) : comment;
    return first.replaceAll("\\[([A-Za-z]+)\\]", "`$1`");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
