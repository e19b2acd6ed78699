"""Collectives under vmap: values, gradients of each lane, and gradients of the whole."""

from oracle import OracleFile, f64

OUT = OracleFile("collectives.txt", """
Functions of one lane that use collectives on axis 'i', mapped over x; `value` is jax.vmap(f), `lanes` is jax.vmap(jax.grad(f)),
`whole` the gradient of the sum of jax.vmap(f).
""")
X = f64([0.5, -1.25, 2.0])
CASES = {
    "psum": "lax.psum(x ** 2, 'i')",
    "pmean": "lax.pmean(x ** 2, 'i')",
    "psum used again": "jnp.sin(lax.psum(x ** 2, 'i')) * x",
    "psum of a constant": "x * lax.psum(2.0, 'i')",
    "softmax": "jnp.exp(x) / lax.psum(jnp.exp(x), 'i')",
    "variance": "lax.pmean((x - lax.pmean(x, 'i')) ** 2, 'i') * x",
    "all_gather": "(lax.all_gather(x ** 2, 'i') * jnp.arange(1.0, 4.0)).sum()",
    "all_gather used again": "(lax.all_gather(x ** 2, 'i') * x).sum()",
    "ppermute": "lax.ppermute(x ** 2, 'i', [(0, 1), (1, 2), (2, 0)]) * x",
    "axis_index": "x ** 2 * lax.axis_index('i')",
    "two axes": "lax.psum(jax.vmap(lambda y: lax.psum(x * y, ('i', 'j')) * y, axis_name='j')(jnp.arange(1.0, 3.0)).sum(), 'i') * x",
}
for name, body in CASES.items():
    f = f"(lambda x: {body})"
    OUT.run(name, f"(jax.vmap({f}, axis_name='i')(x), jax.vmap(jax.grad({f}), axis_name='i')(x), "
                  f"jax.grad(lambda x: jax.vmap({f}, axis_name='i')(x).sum())(x))",
            {"x": X}, names=["value", "lanes", "whole"])
OUT.save()
