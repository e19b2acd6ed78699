/// The rules of the house, asserted over every module at once.
///
/// What the compiler and the module system cannot say is said here: which package may use which
/// ([LayersTest]), where dangerous types may appear and what may be named how ([HouseRulesTest]),
/// and what only the sources show ([SourceRulesTest]). [House] finds the classes and the sources.
/// Nothing is listed by module, so the rules hold for whatever is added; a new package of the core,
/// however, must be given its place in [LayersTest].
package org.lanewise.architecture;
