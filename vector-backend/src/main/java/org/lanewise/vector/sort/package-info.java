/// Sorting along an axis.
///
/// [Sorts] says which sorts are computed here. A row becomes an array of integer keys in the order
/// of its elements ([SortKeys]); where only one operand is sorted the keys are sorted alone,
/// otherwise together with the positions of elements, by which all operands are then permuted.
/// Everything is stable: keys that are equal (−0 and +0, all NaNs) keep their order.
package org.lanewise.vector.sort;
