package org.lanewise.vector.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The species of generated kernels, as constants that C2 folds; named as the constants of
/// [Element] are.
public final class Species {
  /// The bits of the machine's vectors.
  public static final int BITS = VectorShape.preferredShape().vectorBitSize();

  /// Vectors of [Element#FLOAT].
  public static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_PREFERRED;

  /// Vectors of [Element#DOUBLE].
  public static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_PREFERRED;

  /// Vectors of [Element#INT].
  public static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;

  /// Vectors of [Element#LONG].
  public static final VectorSpecies<Long> LONG = LongVector.SPECIES_PREFERRED;

  private Species() {}
}
