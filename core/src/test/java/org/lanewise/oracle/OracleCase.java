package org.lanewise.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One question to JAX and its answer.
///
/// @param id unique in the file
/// @param source the Python expression that was evaluated; empty where there is none
/// @param mode `x32`, `x64`, `original`, `partitionable`, or empty
/// @param call the expression taken apart, `[jnp.sum, x, axis=1]`; empty if it is not one plain
///   call
/// @param inputs the operands in order
/// @param options parameters of the case by key
/// @param outputs the results in order; empty if JAX refused
/// @param error the Python class of the error and its text, if JAX refused
public record OracleCase(
    String id,
    String source,
    String mode,
    List<String> call,
    List<OracleArray> inputs,
    Map<String, String> options,
    List<OracleArray> outputs,
    Optional<String> error) {

  /// Returns the operand of a name.
  ///
  /// @param name its name in `source`
  /// @return the operand
  /// @throws IllegalArgumentException if the case has no such operand
  public OracleArray input(String name) {
    return named(inputs, name);
  }

  /// Returns the result of a name.
  ///
  /// @param name `0`, `1`, ... or, in `gradients.txt`, `value`, `jvp`, `vjp.x`, ...
  /// @return the result
  /// @throws IllegalArgumentException if the case has no such result
  public OracleArray output(String name) {
    return named(outputs, name);
  }

  /// Returns a parameter that the case must have.
  ///
  /// @param key such as `index` or `repr`
  /// @return its text
  /// @throws IllegalArgumentException if the case has no such parameter
  public String option(String key) {
    String text = options.get(key);
    if (text == null) {
      throw new IllegalArgumentException("oracle case " + id + " has no `opt " + key + "`");
    }
    return text;
  }

  @Override
  public String toString() {
    return source.isEmpty() ? id : id + ": " + source;
  }

  private OracleArray named(List<OracleArray> arrays, String name) {
    return arrays.stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("oracle case " + id + " has no array `" + name + "`"));
  }
}
