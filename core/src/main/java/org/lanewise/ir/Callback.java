package org.lanewise.ir;

import java.util.List;
import java.util.Map;
import org.lanewise.type.ArrayType;

/// A primitive that leaves the array world: calls a Java function with the elements.
///
/// @param function what is called
/// @param results the types of what it returns; none for a function that is called for its effect
/// @param effect whether the call must happen although nobody reads its results, once and in the
///   order of the program
public record Callback(HostFunction function, List<ArrayType> results, boolean effect)
    implements Primitive {
  /// Copies the list.
  public Callback {
    results = List.copyOf(results);
  }

  @Override
  public String name() {
    return function.name();
  }

  /// A Java function on elements, known to programs by identity; the core's array layer implements
  /// it.
  public interface HostFunction {
    /// The name in printed programs: `pure_callback`.
    String name();

    /// What is printed of the function, by name.
    default Map<String, String> parameters() {
      return Map.of();
    }
  }
}
