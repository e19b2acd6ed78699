package org.lanewise.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Text with places where a line may end: a pretty printer after Wadler ("A prettier printer",
/// 1998) and Lindig ("Strictly pretty", 2000), with JAX's one change: a group stays on the line if
/// the group itself fits, whatever follows it.
sealed interface Document {
  /// The columns taken when the document stands on one line.
  int width();

  /// Characters without a line end.
  record Text(String text) implements Document {
    @Override
    public int width() {
      return text.length();
    }
  }

  /// A line end where the group around it is broken, else the given text.
  record Break(String flat) implements Document {
    @Override
    public int width() {
      return flat.length();
    }
  }

  /// Documents one after the other.
  record Concat(List<Document> parts, int width) implements Document {}

  /// A document that is either on one line or broken at all its own breaks.
  record Group(Document body) implements Document {
    @Override
    public int width() {
      return body.width();
    }
  }

  /// A document whose lines after the first are indented further.
  record Nest(int by, Document body) implements Document {
    @Override
    public int width() {
      return body.width();
    }
  }

  static Document text(String text) {
    return new Text(text);
  }

  static Document concat(Document... parts) {
    return concat(List.of(parts));
  }

  static Document concat(List<Document> parts) {
    int width = 0;
    for (Document part : parts) {
      width += part.width();
    }
    return new Concat(List.copyOf(parts), width);
  }

  static Document join(Document separator, List<Document> parts) {
    List<Document> joined = new ArrayList<>();
    for (Document part : parts) {
      if (!joined.isEmpty()) {
        joined.add(separator);
      }
      joined.add(part);
    }
    return concat(joined);
  }

  static Document group(Document... parts) {
    return new Group(concat(parts));
  }

  static Document nest(int by, Document... parts) {
    return new Nest(by, concat(parts));
  }

  /// Something left to print: how far its lines are indented, and whether it is on one line.
  record Pending(int indent, boolean isFlat, Document document) {}

  /// Lays the document out for lines of the given width.
  default String layout(int lineWidth) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    Deque<Pending> agenda = new ArrayDeque<>();
    agenda.push(new Pending(0, false, this));
    while (!agenda.isEmpty()) {
      Pending next = agenda.pop();
      int indent = next.indent;
      switch (next.document) {
        case Text(String text) -> {
          out.append(text);
          column += text.length();
        }
        case Break(String flat) -> {
          out.append(next.isFlat ? flat : "\n" + " ".repeat(indent));
          column = next.isFlat ? column + flat.length() : indent;
        }
        case Concat(List<Document> parts, _) -> {
          for (Document part : parts.reversed()) {
            agenda.push(new Pending(indent, next.isFlat, part));
          }
        }
        case Group(Document body) ->
            agenda.push(new Pending(indent, body.width() <= lineWidth - column, body));
        case Nest(int by, Document body) ->
            agenda.push(new Pending(indent + by, next.isFlat, body));
      }
    }
    return out.toString();
  }
}
