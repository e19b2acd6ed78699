/// Known answers of JAX 0.10.2, read from the text files beside this package's name in the test
/// resources.
///
/// A file is a list of [cases][org.lanewise.oracle.OracleCase]; a case has operands, parameters and
/// either results or an error; an operand or result is an
/// [OracleArray][org.lanewise.oracle.OracleArray], plain text until a test makes an array of it.
/// The format, the scripts that write it and what JAX is no model for are described in
/// `scripts/oracle/README.md`. Start reading at [OracleFile][org.lanewise.oracle.OracleFile].
package org.lanewise.oracle;
