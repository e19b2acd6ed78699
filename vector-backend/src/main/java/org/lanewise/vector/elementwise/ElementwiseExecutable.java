package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.KernelCache;
import org.lanewise.vector.codegen.TieredKernel;

/// Runs one elementwise primitive on operands of any layout.
///
/// Operands that lie side by side like the result, or that are one element, go to the kernel in one
/// piece; this is the path of nearly every call, and it costs a fraction of a microsecond. Others
/// go row by row ([Rows]).
public final class ElementwiseExecutable implements Executable {
  private final Primitive primitive;
  private final List<DType> operandTypes;
  private final ArrayType[] results;
  private final Shape shape;
  private final long size;

  /// Kernels by the operands that are repeated, made when first wanted.
  private final @Nullable TieredKernel[] kernels;

  /// Prepares a program of one equation whose primitive has a kernel.
  public ElementwiseExecutable(Jaxpr program) {
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

  @Override
  public Strided[] execute(Strided... operands) {
    Strided[] outputs = new Strided[results.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Strided.allocate(results[i]);
    }
    if (size == 0) {
      return outputs;
    }
    int splats = splatsIfFlat(operands);
    if (splats >= 0) {
      Flat.run(kernel(splats), splats, size, operands, outputs);
    } else {
      new Rows(this, shape, operands, outputs).run();
    }
    Reference.reachabilityFence(operands);
    Reference.reachabilityFence(outputs);
    return outputs;
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
