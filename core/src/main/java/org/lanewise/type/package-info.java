/// Types of arrays: element type, shape, weakness, and how types combine.
///
/// The lowest room of the house: nothing here knows of memory or of values. [DType] names the
/// element types, [Shape] and [Axes] are lists of sizes and of axis numbers with value equality,
/// [ArrayType] joins element type, shape and weakness, and [Promotion] is the lattice that decides
/// the result type of mixed operands. Wrong types are reported by [DTypeException] and
/// [ShapeException], whose messages name the operation, the rule, the types at fault and the
/// repair.
package org.lanewise.type;
