/// Random numbers without state: keys that are split, and distributions drawn from them.
///
/// A [Key] is a value: the same key gives the same numbers, on every machine, with any number of
/// threads, eagerly and under every transformation. New randomness comes from [Key#split] and
/// [Key#foldIn], never from a hidden state: use a key once, for one draw or one split. [Sample] has
/// one method per distribution.
///
/// ```java
/// import org.lanewise.Array;
/// import org.lanewise.random.Key;
/// import org.lanewise.random.Sample;
/// import org.lanewise.type.Shape;
///
/// Key key = Key.of(42);
/// Array noise = Sample.normal(key, Shape.of(3));
/// noise; // → Array([-0.02830462,  0.46713185,  0.29570296], dtype=float32)
/// Key fresh = key.split(2);
/// Sample.randint(fresh.get(0), Shape.of(4), 0, 10); // → Array([4, 1, 9, 1], dtype=int32)
/// Sample.permutation(fresh.get(1), 5); // → Array([2, 0, 4, 3, 1], dtype=int32)
/// ```
///
/// **Vocabulary.** A *stream* is what one key gives. The *words* are the 32-bit integers that the
/// Threefry-2x32 hash makes of key and counters; [Threefry] names the two ways in which counters
/// are laid out. A key may be an array of keys, and is a tree of one array: its words.
///
/// **Distributions.** Parameters are numbers, which draw f32, or arrays, whose floating type is
/// drawn and whose shape broadcasts to the shape to draw:
///
/// ```java
/// import org.lanewise.Numpy;
///
/// Sample.poisson(key, 5, Shape.of(6)); // → Array([7, 4, 3, 2, 6, 3], dtype=int32)
/// Array rates = Numpy.array(0.5, 5, 50);
/// Array waits = Sample.gamma(key, rates, Shape.of(2, 3));
/// waits.shape(); // → (2, 3)
/// ```
///
/// | made of | draws |
/// |---|---|
/// | bits | `bits uniform randint bernoulli rademacher permutation choice` |
/// | uniform numbers | `normal truncatedNormal exponential gumbel laplace logistic cauchy` |
/// | those, with parameters | `pareto rayleigh weibullMin lognormal maxwell doubleSidedMaxwell wald triangular` |
/// | gamma numbers | `gamma loggamma beta dirichlet chisquare f t generalizedNormal ball` |
/// | counts | `geometric poisson binomial multinomial categorical` |
///
/// Samples of continuous distributions are differentiable in their parameters, those made of gamma
/// numbers by implicit reparametrisation; counts have a derivative of zero.
///
/// **Invariants.** Streams equal JAX's: integers bit for bit in both layouts, f32 `uniform`,
/// `normal`, `exponential`, `gumbel`, `laplace` and `logistic` to the last bit too, the rest to a
/// few units in the last place. Counts equal JAX's but where a decision hangs on the last bit of a
/// logarithm. With the partitionable layout, the default, an element's words depend on its position
/// in the shape alone; an element of `poisson` and `binomial` depends on the others too, since all
/// draw from one chain of keys until the last one is done.
///
/// **Where to start reading**: [Key], `Words` (from keys to words), `Floats` (from words to
/// numbers), [Sample]; `ElementKeys` and `MarsagliaTsang` for a loop in which each element has keys
/// of its own.
package org.lanewise.random;
