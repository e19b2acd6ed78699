package org.lanewise.ir;

import java.util.Map;

/// A rule that the author of a function gives for a transformation; equality is identity.
///
/// The transformations that know a kind of rule (custom derivatives, custom batching) implement
/// this; to all others a [Structured.CustomCall] is its program.
public interface CustomRule {

  /// The name in printed programs: `custom_jvp_call`.
  String name();

  /// What is printed of the rule beside the program, by name.
  default Map<String, String> parameters() {
    return Map.of();
  }
}
