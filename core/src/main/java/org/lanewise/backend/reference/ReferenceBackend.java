package org.lanewise.backend.reference;

import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;

/// The scalar backend: obvious code, the oracle of the tests, and what runs where the Vector API is
/// absent.
///
/// A program is evaluated equation by equation, each result in a buffer of its own. Every primitive
/// accepts every element type that its type rule accepts, in any layout.
public final class ReferenceBackend implements Backend {

  /// Makes the backend; it has no state.
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public String description() {
    return "scalar reference, one thread";
  }

  @Override
  public Executable compile(Jaxpr program) {
    return new Program(program);
  }

  @Override
  public boolean isCompiling() {
    return false;
  }
}
