package org.lanewise.vector.reduce;

import org.lanewise.backend.Executable;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

final class ArgExecutable implements Executable {
  ArgExecutable(Reducing.ArgReduce arg, ArrayType operand) {}

  @Override
  public Strided[] execute(Strided... operands) {
    throw new AssertionError("soon");
  }
}
