/// Benchmarks, one class per question.
///
/// ```
/// java -jar jmh/target/benchmarks.jar                      # all of them, about six minutes
/// java -jar jmh/target/benchmarks.jar Eager -p size=1000   # some of them
/// java -jar jmh/target/benchmarks.jar -prof gc             # gc.alloc.rate.norm: heap bytes per operation
/// ```
///
/// [ShortRuns] holds what all have in common: one fork with the flags that the class path needs,
/// short iterations, average time in microseconds. What a benchmark computes is checked by a test,
/// as is that no benchmark lacks its check.
///
/// Numbers of one machine tell ratios, of one benchmark to another or of one commit to the next;
/// they gate nothing.
package org.lanewise.jmh;
