package org.lanewise.vector.move;

/// The inner loops of one [Scan], over a Java array; [ScanEmitter] writes the implementations.
public abstract class ScanKernel {
  /// For generated classes.
  protected ScanKernel() {}

  /// `x[i] = x[i - 1] ∘ x[i]` for 0 < i < count.
  public abstract void prefixes(Object x, int count);

  /// `x[i] = x[carry] ∘ x[i]` for i below `count`.
  public abstract void carry(Object x, int count, int carry);
}
