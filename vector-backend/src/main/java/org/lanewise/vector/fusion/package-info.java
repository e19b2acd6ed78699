/// Programs of several equations, as few loops as possible.
///
/// # The way of a program
///
/// `Lowering` turns equations into *operations* on *values*: what only looks at memory in another
/// way becomes a view, what computes element by element a map, folds of last axes row folds, and
/// all else a call of the primitive's own kernel; folds of short axes are unrolled (`ShortFolds`),
/// and products turned the way they are read (`TurnedProducts`), or computed by blocks of rows in
/// the nest that reads them (`BlockProduct`), after what is computed for their left operands alone
/// (`Prologues`). `Partition` cuts the operations into *steps*: nests and calls; what can wait
/// comes last (`Urgency`). A *nest* (`NestDraft`) is a set of operations that can be computed
/// together, a few rows at a time; `StageBuilder` assigns its operations to *stages*, loops of
/// which each is one generated kernel, or a fold: of rows, or of columns, which adds the rows up as
/// they come (`ColumnFold`). `NestPlan` binds a nest to layouts, `NestWorker` runs tiles of it;
/// results may take the place of operands (`Places`).
///
/// # Invariants
///
/// The bits are those of equation by equation: a value between two primitives of a loop is what
/// memory would hold, folds keep the order of `org.lanewise.backend.ReductionOrder`, and lanes that
/// need a slow definition are computed by the scalar form of the whole loop. Temporaries that live
/// within a nest have no memory but a tile's. What a program returns is row-major, or a view.
package org.lanewise.vector.fusion;
