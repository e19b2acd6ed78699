package org.lanewise;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Backends;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The first calls of an eager operation on few elements run in the reference backend, which gives
/// the same bits and needs no code to be generated.
///
/// Loading the Vector API and generating the first loop take a cold JVM a third of a second: longer
/// than a short program runs. So nobody pays for it who computes a gradient of three numbers and is
/// done. The process's backend is made ready in the background meanwhile, after a while, so that
/// whoever goes on does not wait for it.
///
/// `-Dlanewise.cold-start=false` leaves all this out, as the tests of kernels do.
final class ColdStart {
  private static final boolean WANTED =
      !System.getProperty("lanewise.cold-start", "").equals("false")
          && System.getProperty("lanewise.backend", "").isEmpty();

  private static final int CALLS = 8;
  private static final long ELEMENTS = 512;
  private static final long PAUSE_NANOS = 700_000_000;
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private int calls; // threads that race make it a call more or less
  private @Nullable Executable reference;

  /// Runs the program, if this is still its cold start.
  ///
  /// @return the results, or null if the process's backend is to run it
  Strided @Nullable [] run(Jaxpr program, Primitive primitive, Strided[] operands) {
    if (!WANTED || calls >= CALLS || primitive instanceof Structured || !isSmall(program)) {
      return null;
    }
    calls++;
    Executable ready = reference;
    if (ready == null) {
      ready = new ReferenceBackend().compile(program);
      reference = ready;
      prepare();
    }
    return ready.execute(operands);
  }

  private static boolean isSmall(Jaxpr program) {
    return isSmall(program.equations().getFirst().inputTypes()) && isSmall(program.outputTypes());
  }

  private static boolean isSmall(List<ArrayType> types) {
    for (ArrayType type : types) {
      if (type.size() > ELEMENTS) {
        return false;
      }
    }
    return true;
  }

  /// Makes the process's backend ready, in a thread that keeps out of the way at first.
  @SuppressWarnings("ThreadPriorityCheck") // a hint: correctness does not depend on it
  private static void prepare() {
    if (STARTED.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .priority(Thread.MIN_PRIORITY)
          .name("lanewise-start")
          .start(
              () -> {
                LockSupport.parkNanos(PAUSE_NANOS);
                ArrayType vector = ArrayType.of(DType.FLOAT32, ELEMENTS);
                Jaxpr add = Jaxpr.of(new Elementwise.Add(), List.of(vector, vector));
                var _ = Backends.current().compile(add);
              });
    }
  }
}
