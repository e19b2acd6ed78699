package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.TieredKernel;
import org.lanewise.vector.codegen.Warmer;
import org.lanewise.vector.kernel.Span;
import org.lanewise.vector.team.Team;

/// Runs one elementwise primitive on operands of any layout.
///
/// Operands that lie side by side like the result, or that are one element, go to the kernel in one
/// piece; this is the path of nearly every call, and it costs a fraction of a microsecond. Others
/// go row by row or in strips ([MapLoop]); those whose elements do not lie side by side are copied
/// first.
public final class ElementwiseExecutable implements Executable {
  /// Elements that are handed to a thread together: whole vectors of every type.
  private static final int BLOCK = 1024;

  private static final int MOST_OPERANDS = 8;
  private static final double PART_NANOS = 4000;
  private static final long LEAST_GRAIN = 4096;

  private final Primitive primitive;
  private final List<DType> operandTypes;
  private final ArrayType[] results;
  private final Shape shape;
  private final long size;
  private volatile long grain;

  /// Kernels by the operands that are repeated, made when first wanted.
  private final @Nullable TieredKernel[] kernels;

  /// The executable of a program of one equation, or nothing if its primitive has no kernel.
  public static Optional<Executable> of(Jaxpr program) {
    Primitive primitive = program.equations().get(0).primitive();
    List<DType> types = program.inputTypes().stream().map(ArrayType::dtype).toList();
    if (isIdentity(primitive, types)) {
      return Optional.of(operands -> operands.clone());
    }
    return types.size() <= MOST_OPERANDS && KernelCache.has(primitive, types)
        ? Optional.of(new ElementwiseExecutable(program))
        : Optional.empty();
  }

  /// Whether the result is the operand: only weakness changes.
  private static boolean isIdentity(Primitive primitive, List<DType> types) {
    return primitive instanceof Elementwise.Convert(DType dtype, _) && dtype == types.get(0);
  }

  /// Prepares a program of one equation whose primitive has a kernel.
  ElementwiseExecutable(Jaxpr program) {
    this.primitive = program.equations().get(0).primitive();
    this.operandTypes = program.inputTypes().stream().map(ArrayType::dtype).toList();
    this.results = program.outputTypes().toArray(ArrayType[]::new);
    this.shape = results[0].shape();
    this.size = shape.size();
    this.kernels = new TieredKernel[1 << operandTypes.size()];
  }

  /// The kernel for a set of repeated operands.
  TieredKernel kernel(int splats) {
    TieredKernel known = kernels[splats];
    if (known == null) {
      known = KernelCache.get(primitive, operandTypes, splats);
      kernels[splats] = known;
    }
    return known;
  }

  /// How many elements are worth a thread: some microseconds.
  long grain() {
    if (grain == 0) {
      double nanos = 0.05 + 0.012 * kernel(0).operations();
      grain = Math.max(LEAST_GRAIN, (long) (PART_NANOS / nanos));
    }
    return grain;
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Strided[] outputs = new Strided[results.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Strided.allocate(results[i]);
    }
    compute(operands, outputs);
    return outputs;
  }

  private void compute(Strided[] operands, Strided[] outputs) {
    if (size == 0) {
      return;
    }
    try {
      int splats = splatsIfFlat(operands);
      if (splats >= 0) {
        Flat.run(kernel(splats), splats, size, grain(), operands, outputs);
      } else {
        runLoop(operands, outputs);
      }
    } finally {
      Reference.reachabilityFence(operands);
      Reference.reachabilityFence(outputs);
    }
  }

  /// The result takes the place of an operand that is given up and laid out like it.
  @Override
  public Strided[] executeTaking(boolean[] given, Strided... operands) {
    int replaced = splatsIfFlat(operands) < 0 ? -1 : replaced(given, operands);
    if (replaced < 0) {
      return Executable.super.executeTaking(given, operands);
    }
    Strided place = operands[replaced];
    Strided[] outputs = {new Strided(results[0].dtype(), place.buffer(), Layout.rowMajor(shape))};
    boolean done = false;
    try {
      compute(operands, outputs);
      done = true;
      return outputs;
    } finally {
      for (int i = 0; i < operands.length; i++) {
        if (given[i] && (i != replaced || !done)) {
          operands[i].buffer().release();
        }
      }
    }
  }

  /// An operand whose elements are as many and as large as those of the one result, or −1.
  private int replaced(boolean[] given, Strided... operands) {
    for (int i = 0; i < operands.length && results.length == 1; i++) {
      Layout layout = operands[i].layout();
      boolean same = layout.shape().size() == size && layout.isContiguous() && layout.offset() == 0;
      if (given[i] && same && operands[i].dtype().byteSize() == results[0].dtype().byteSize()) {
        return i;
      }
    }
    return -1;
  }

  private void runLoop(Strided[] operands, Strided[] outputs) {
    Strided[] walked = operands.clone();
    MapLoop asGiven = loop(walked, outputs);
    for (int i = 0; i < walked.length; i++) {
      walked[i] = asGiven.needsPacking(i) ? Packing.pack(walked[i]) : walked[i];
    }
    MapLoop loop = loop(walked, outputs);
    TieredKernel kernel = kernel((int) loop.splats());
    long blocks = (size + BLOCK - 1) / BLOCK;
    long grain = grain() / BLOCK;
    try {
      Team.shared()
          .forRange(
              blocks,
              kernel.isVector() ? grain : Warmer.sparing(grain, blocks),
              (from, to) -> runPart(loop, kernel, from * BLOCK, to * BLOCK, walked, outputs));
    } finally {
      Reference.reachabilityFence(walked);
    }
    for (int i = 0; i < walked.length; i++) {
      if (walked[i] != operands[i]) {
        walked[i].buffer().release();
      }
    }
  }

  private MapLoop loop(Strided[] operands, Strided[] outputs) {
    Layout[] layouts = new Layout[operands.length];
    int[] sizes = new int[operands.length + outputs.length];
    for (int i = 0; i < sizes.length; i++) {
      boolean operand = i < operands.length;
      if (operand) {
        layouts[i] = operands[i].layout();
      }
      sizes[i] = (operand ? operands[i] : outputs[i - operands.length]).dtype().byteSize();
    }
    return MapLoop.of(shape, layouts, sizes);
  }

  private void runPart(
      MapLoop loop,
      TieredKernel kernel,
      long from,
      long to,
      Strided[] operands,
      Strided[] outputs) {
    long limit = to;
    try (MapRun run = new MapRun(loop, kernel)) {
      for (int i = 0; i < operands.length; i++) {
        run.place(i, operands[i].buffer().address(), Span.of(operands[i].buffer()));
      }
      for (int i = 0; i < outputs.length; i++) {
        Strided output = outputs[i];
        run.place(operands.length + i, output.address(), Span.of(output.buffer()));
        if (to >= size) {
          long room = output.buffer().byteSize() / output.dtype().byteSize();
          limit = i == 0 ? room : Math.min(limit, room);
        }
      }
      run.run(from, Math.min(to, size), limit);
    }
  }

  /// The operands that are one element, one bit for each; −1 if some operand is neither that nor
  /// laid out like the result.
  private int splatsIfFlat(Strided... operands) {
    int splats = 0;
    for (int i = 0; i < operands.length; i++) {
      Shape own = operands[i].layout().shape();
      if (own.size() == 1) {
        splats |= size == 1 ? 0 : 1 << i;
      } else if (own.size() != size || !operands[i].layout().isContiguous()) {
        return -1;
      }
    }
    return splats;
  }
}
