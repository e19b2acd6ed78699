"""Functions with rules of their author's: custom_jvp, custom_vjp, custom_vmap, checkpoint, pure_callback."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from oracle import OracleFile, f64

OUT = OracleFile("custom-rules.txt", """
Functions with rules, in `source` by these names; rules that are wrong by a factor show which rule is at work.
log1pexp(x) = log(1 + exp(x)), custom_jvp (1 - 1 / (1 + exp(x))) * dx, from JAX's documentation;
product(x, y) = sin(x) * y, custom_jvp 10 * cos(x) * dx * y + 100 * sin(x) * dy;
power(n, x) = x ** n, custom_jvp 10 * n * x ** (n - 1) * dx, n not differentiated;
clip_gradient(lo, hi, x) = x, custom_vjp clip(ct, lo, hi), from JAX's documentation;
loud(x) = sin(x), custom_vjp 10 * ct * cos(x); loud2(x, y) = x * y, custom_vjp (10 * ct * y, 100 * ct * x);
twice(x) = 2 * x, custom_vmap 3 * x; callback(x, method) = cbrt(x) by a pure_callback; kept(x) = sin(sin(x)), checkpoint.
""")


@jax.custom_jvp
def log1pexp(x):
    return jnp.log(1. + jnp.exp(x))


@log1pexp.defjvp
def log1pexp_jvp(primals, tangents):
    (x,), (dx,) = primals, tangents
    return log1pexp(x), (1 - 1 / (1 + jnp.exp(x))) * dx


@jax.custom_jvp
def product(x, y):
    return jnp.sin(x) * y


@product.defjvp
def product_jvp(primals, tangents):
    (x, y), (dx, dy) = primals, tangents
    return product(x, y), 10 * jnp.cos(x) * dx * y + 100 * jnp.sin(x) * dy


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def power(n, x):
    return x ** n


@power.defjvp
def power_jvp(n, primals, tangents):
    (x,), (dx,) = primals, tangents
    return power(n, x), 10 * n * x ** (n - 1) * dx


@partial(jax.custom_vjp, nondiff_argnums=(0, 1))
def clip_gradient(lo, hi, x):
    return x


clip_gradient.defvjp(lambda lo, hi, x: (x, None), lambda lo, hi, _, ct: (jnp.clip(ct, lo, hi),))


@jax.custom_vjp
def loud(x):
    return jnp.sin(x)


loud.defvjp(lambda x: (jnp.sin(x), x), lambda x, ct: (10 * ct * jnp.cos(x),))


@jax.custom_vjp
def loud2(x, y):
    return x * y


loud2.defvjp(lambda x, y: (x * y, (x, y)), lambda r, ct: (10 * ct * r[1], 100 * ct * r[0]))


@jax.custom_batching.custom_vmap
def twice(x):
    return 2 * x


@twice.def_vmap
def twice_vmap(size, batched, x):
    return 3 * x, True


def callback(x, method):
    return jax.pure_callback(np.cbrt, jax.ShapeDtypeStruct(x.shape, x.dtype), x, vmap_method=method)


kept = jax.checkpoint(lambda x: jnp.sin(jnp.sin(x)))
ENV = dict(log1pexp=log1pexp, product=product, power=power, clip_gradient=clip_gradient, loud=loud, loud2=loud2,
           twice=twice, callback=callback, kept=kept)
for source in (
    "log1pexp(x)", "jax.vmap(jax.grad(log1pexp))(x)", "jax.vmap(jax.grad(jax.grad(log1pexp)))(x)",
    "jax.jvp(jax.vmap(log1pexp), (x,), (x,))[1]", "jax.grad(lambda t: jax.vmap(log1pexp)(t).sum())(x)",
    "jax.jacfwd(log1pexp)(x)", "jax.jacrev(log1pexp)(x)", "jax.hessian(lambda t: log1pexp(t).sum())(x)",
    "jax.jit(jax.vmap(jax.grad(log1pexp)))(x)", "jax.vmap(jax.jit(jax.grad(log1pexp)))(x)",
    "jax.vmap(jax.grad(jax.jit(log1pexp)))(x)",
    "product(x, x[0])", "jax.grad(lambda t: product(t, t[0]).sum())(x)",
    "jax.jvp(lambda t: product(t, t[0]), (x,), (x,))[1]",
    "jax.jacfwd(jax.grad(lambda t: product(t, t[0]).sum()))(x)",
    "jax.grad(lambda t: jax.vmap(lambda u: product(u, t[0]))(t).sum())(x)",
    "jax.jvp(lambda t: jax.vmap(lambda u: product(u, t[0]))(t), (x,), (x,))[1]",
    "jax.vmap(jax.grad(lambda t: power(3, t)))(x)", "jax.grad(lambda t: jax.vmap(partial(power, 3))(t).sum())(x)",
    "jax.vmap(jax.grad(lambda t: 3 * clip_gradient(-0.75, 0.75, jnp.sin(t))))(x)",
    "jax.grad(lambda t: jax.vmap(partial(clip_gradient, -0.5, 0.5))(t * t).sum())(x)",
    "loud(x)", "jax.vmap(jax.grad(loud))(x)", "jax.vmap(jax.grad(jax.grad(loud)))(x)",
    "jax.jvp(jax.grad(lambda t: loud(t).sum()), (x,), (x,))[1]", "jax.grad(lambda t: jax.vmap(loud)(t).sum())(x)",
    "jax.grad(lambda t: jax.vmap(jax.vmap(loud))(jnp.outer(t, t)).sum())(x)",
    "jax.hessian(lambda t: loud(t).sum())(x)", "jax.jvp(loud, (x,), (x,))",
    "jax.grad(lambda t: jax.vmap(lambda u: loud2(u, t[0]))(t).sum())(x)",
    "jax.vmap(lambda u: jax.grad(lambda t: loud2(u, t))(x[0]))(x)",
    "jax.jacfwd(jax.grad(lambda t: jax.vmap(lambda u: loud2(u, t[0]))(t).sum()))(x)",
    "twice(x)", "jax.vmap(twice)(x)", "jax.vmap(jax.vmap(twice))(jnp.outer(x, x))",
    "jax.grad(lambda t: jax.vmap(twice)(t).sum())(x)",
    "callback(x, None)", "jax.vmap(lambda t: callback(t, 'sequential'))(x)",
    "jax.vmap(jax.vmap(lambda t: callback(t, 'expand_dims')))(jnp.outer(x, x))",
    "jax.grad(lambda t: callback(t, 'sequential').sum())(x)",
    "jax.grad(lambda t: kept(t).sum())(x)", "jax.hessian(lambda t: kept(t).sum())(x)",
    "jax.vmap(jax.grad(kept))(x)",
):
    OUT.run(f"custom.{OUT.count}", source, dict(x=f64([0.5, -1.25, 3.0])), env=dict(ENV, partial=partial))
OUT.save()
