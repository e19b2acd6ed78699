package org.lanewise.ir;

/// A rule that the author of a function gives for a transformation; equality is identity.
///
/// The transformations that know a kind of rule (custom derivatives, custom batching) implement
/// this; to all others a [Structured.CustomCall] is its program.
public interface CustomRule {

  /// The name in printed programs: `custom_jvp_call`.
  String name();
}
