package org.lanewise.vmap;

import org.lanewise.ir.Callback;

/// A Java function that takes leading axes on all of its operands, so that one call serves all
/// lanes. Other functions are called once per lane, in the order of the lanes.
public interface VectorizedFunction extends Callback.HostFunction {}
