package org.lanewise.vector.codegen;

import java.lang.constant.ClassDesc;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The species of generated code, as constants that C2 folds.
///
/// All values of a kernel have one number of lanes: as many as the widest lane type of the kernel
/// (32 or 64 bits, the suffix of the names) leaves in the machine's preferred shape. Narrower types
/// take a part of a shape; where there is no such shape (4 bytes), the species is null and the
/// kernel exists in scalar form only.
public final class KernelSpecies {
  private static final int BITS = VectorShape.preferredShape().vectorBitSize();

  /// Species of f32 beside 32-bit lanes.
  public static final VectorSpecies<Float> FLOAT_32 = FloatVector.SPECIES_PREFERRED;

  /// Species of 32-bit integers beside 32-bit lanes.
  public static final VectorSpecies<Integer> INT_32 = IntVector.SPECIES_PREFERRED;

  /// Species of 16-bit elements beside 32-bit lanes.
  public static final @Nullable VectorSpecies<Short> SHORT_32 = shorts(BITS / 2);

  /// Species of 8-bit elements beside 32-bit lanes.
  public static final @Nullable VectorSpecies<Byte> BYTE_32 = bytes(BITS / 4);

  /// Species of f64.
  public static final VectorSpecies<Double> DOUBLE_64 = DoubleVector.SPECIES_PREFERRED;

  /// Species of 64-bit integers.
  public static final VectorSpecies<Long> LONG_64 = LongVector.SPECIES_PREFERRED;

  /// Species of f32 beside 64-bit lanes.
  public static final @Nullable VectorSpecies<Float> FLOAT_64 = floats(BITS / 2);

  /// Species of 32-bit integers beside 64-bit lanes.
  public static final @Nullable VectorSpecies<Integer> INT_64 = ints(BITS / 2);

  /// Species of 16-bit elements beside 64-bit lanes.
  public static final @Nullable VectorSpecies<Short> SHORT_64 = shorts(BITS / 4);

  /// Species of 8-bit elements beside 64-bit lanes.
  public static final @Nullable VectorSpecies<Byte> BYTE_64 = bytes(BITS / 8);

  private static final ClassDesc OWNER = ClassDesc.of(KernelSpecies.class.getName());

  private KernelSpecies() {}

  /// This class's name.
  static ClassDesc owner() {
    return OWNER;
  }

  /// The number of lanes of a kernel whose widest lane has the given width.
  public static int lanes(int width) {
    return BITS / width;
  }

  /// The bits of the machine's vectors.
  public static int bits() {
    return BITS;
  }

  /// Whether elements of `size` bytes can be loaded as vectors by a kernel of the given width.
  public static boolean exists(int size, int width) {
    return lanes(width) * size * 8 >= 64;
  }

  private static @Nullable VectorSpecies<Float> floats(int bits) {
    return bits < 64 ? null : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  private static @Nullable VectorSpecies<Integer> ints(int bits) {
    return bits < 64 ? null : VectorSpecies.of(int.class, VectorShape.forBitSize(bits));
  }

  private static @Nullable VectorSpecies<Short> shorts(int bits) {
    return bits < 64 ? null : VectorSpecies.of(short.class, VectorShape.forBitSize(bits));
  }

  private static @Nullable VectorSpecies<Byte> bytes(int bits) {
    return bits < 64 ? null : VectorSpecies.of(byte.class, VectorShape.forBitSize(bits));
  }
}
