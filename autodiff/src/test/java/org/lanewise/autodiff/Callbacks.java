package org.lanewise.autodiff;

import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.backend.HostCall;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Java functions for callbacks.
final class Callbacks {
  private Callbacks() {}

  /// A function of one array of doubles.
  static HostCall of(String name, Function<double[], Array> f) {
    return new HostCall() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Strided[] call(Strided... operands) {
        Strided x = operands[0];
        Array array = new ConcreteArray(new ArrayType(x.dtype(), x.shape()), x);
        return new Strided[] {((ConcreteArray) f.apply(array.toDoubleArray())).data()};
      }
    };
  }

  /// A function that is called for its effect.
  static HostCall effect(String name, Runnable effect) {
    return new HostCall() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Strided[] call(Strided... operands) {
        effect.run();
        return new Strided[0];
      }
    };
  }
}
