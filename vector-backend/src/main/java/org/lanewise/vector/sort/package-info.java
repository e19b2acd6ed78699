/// Sorting along an axis.
///
/// [Sorts] says which sorts are computed here. A row becomes records in memory outside the heap, in
/// a [Form] that depends on the operands: integer keys in the order of the elements ([SortKeys]),
/// alone or together with a payload of 32 bits or with the positions of elements, by which the
/// other operands are then permuted. [RowSort] sorts records by their digits; threads share a long
/// row, and take short ones in turn. Everything is stable: keys that are equal (−0 and +0, all
/// NaNs) keep their order, and [Zeros] puts the signs of zeros back.
package org.lanewise.vector.sort;
