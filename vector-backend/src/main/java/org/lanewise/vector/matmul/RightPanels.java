package org.lanewise.vector.matmul;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Stash;

/// Room for the packed columns of a right operand, which all threads that compute a product read.
final class RightPanels {
  private static final Map<Element, Stash<RightPanels>> STASH = stash();

  private final Element element;
  private Object array;
  private int length;

  private RightPanels(Element element) {
    this.element = element;
    this.array = element.newArray(0);
  }

  private static Map<Element, Stash<RightPanels>> stash() {
    Map<Element, Stash<RightPanels>> stash = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      stash.put(element, new Stash<>());
    }
    return stash;
  }

  private static Stash<RightPanels> stash(Element element) {
    return Objects.requireNonNull(STASH.get(element));
  }

  /// Takes panels that nobody uses.
  static RightPanels borrow(Element element) {
    return stash(element).take(() -> new RightPanels(element));
  }

  /// Keeps the panels for the next one who needs them.
  void giveBack() {
    stash(element).give(this);
  }

  /// An array of at least that many elements.
  Object room(int elements) {
    if (length < elements) {
      array = element.newArray(elements);
      length = elements;
    }
    return array;
  }
}
