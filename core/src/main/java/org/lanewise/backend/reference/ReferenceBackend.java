package org.lanewise.backend.reference;

import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;

/// The scalar backend: obvious code, the oracle of the tests.
public final class ReferenceBackend implements Backend {
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
    return "scalar reference";
  }

  @Override
  public Executable compile(Jaxpr program) {
    throw new AssertionError("under construction: " + program.inputs());
  }
}
