/// Random numbers without state: keys that are split, and distributions drawn from them.
///
/// A [Key] is a value: the same key gives the same numbers, on every machine, with any number of
/// threads, eagerly and under every transformation. New randomness comes from [Key#split] and
/// [Key#foldIn], never from a hidden state. [Sample] has one method per distribution. [Threefry]
/// names the two ways in which the counters of the generator are laid out.
///
/// Streams equal JAX's: integers bit for bit in both layouts, f32 `uniform`, `normal`,
/// `exponential`, `gumbel`, `laplace` and `logistic` to the last bit too, the rest to a few units
/// in the last place.
///
/// ```java
/// Key key = Key.of(42);
/// Array noise = Sample.normal(key, Shape.of(3));
/// Key[] fresh = {key.split(2).get(0), key.split(2).get(1)};
/// ```
package org.lanewise.random;
