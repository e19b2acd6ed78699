/// Lanewise side by side with JAX and NumPy: the same work on the same inputs, in turns, in one
/// run.
///
/// [SideBySide] asks a Python process (`scripts/peers`) to time a line of work, times the same line
/// here, and again, so that a machine whose speed drifts gives the same ratios. It checks that the
/// results agree before it trusts a time. [Lines] lists the work, one class per group; their
/// targets stand beside them; [FirstUse] starts fresh processes, and the most memory that both
/// sides have held is a line, too. [Report] writes the table, [Picture] the bars.
///
/// **Where to start.** [Lines], then [SideBySide].
package org.lanewise.jmh.peers;
