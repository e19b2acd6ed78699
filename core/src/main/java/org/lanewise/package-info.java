/// Arrays and the interpreters that give meaning to operations on them.
///
/// An [Array] is either a [ConcreteArray], whose elements exist, or a [Tracer], the stand-in that a
/// transformation passes to the user's function. [Numpy] and the methods of [Array] promote and
/// broadcast, then call [Lax], which has one method per primitive; each ends in
/// [CurrentInterpreter#bind], which asks the interpreter that is current in this thread to act. With
/// no transformation around, that is the eager one, which runs the primitive at once on the process's
/// backend.
///
/// [Nn] has the activation functions of neural networks on top of it.
///
/// Where to start reading: [Array], [Lax], [CurrentInterpreter], [Interpreter].
package org.lanewise;
