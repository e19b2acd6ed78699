"""Derivatives through control flow by JAX: scans, loops, branches, calls, checkpoints."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from oracle import OracleFile, f32, f64, i32

OUT = OracleFile("control-gradients.txt", """
As in gradients.txt: `source` is a function of x (and y, z, where given). `out value`, `out jvp` (tangents of ones), `out vjp.x`, ...
(a cotangent of ones), `out second` = the vjp of the vjp in x (for ones). Where a vjp is absent, JAX refuses reverse mode there.
""")
SCOPE = {"jnp": jnp, "lax": lax, "jax": jax, "np": np}
n = 0


def run(body, **operands):
    """`body` is an expression in the operands' names; integer operands are constants."""
    global n
    for make in (f32, f64):
        x64 = make is f64
        with jax.enable_x64(x64):
            arrays = {k: jnp.asarray(v if isinstance(v, np.ndarray) else make(v)) for k, v in operands.items()}
            moving = [k for k in arrays if jnp.issubdtype(arrays[k].dtype, jnp.floating)]
            fixed = {k: v for k, v in arrays.items() if k not in moving}
            f = eval(f"lambda {', '.join(moving)}: {body}", {**SCOPE, **fixed})
            OUT.begin(f"control.{n}.{'f64' if x64 else 'f32'}", body)
            for k in arrays:
                OUT.array("in", k, arrays[k])
            primals = [arrays[k] for k in moving]
            value, tangent = jax.jvp(f, primals, [jnp.ones_like(p) for p in primals])
            OUT.array("out", "value", value)
            OUT.array("out", "jvp", tangent)
            pullback = lambda *ps: jax.vjp(f, *ps)[1](jnp.ones_like(value))
            try:
                for k, ct in zip(moving, pullback(*primals)):
                    OUT.array("out", f"vjp.{k}", ct)
                first = lambda p: pullback(p, *primals[1:])[0]
                OUT.array("out", "second", jax.vjp(first, primals[0])[1](jnp.ones_like(primals[0]))[0])
            except Exception as e:
                OUT.line("opt", "vjp-refused", type(e).__name__)
            OUT.end()
    n += 1


W = [[0.5, -0.25, 0.75], [1.0, 0.125, -0.5], [-0.75, 0.25, 0.375]]
H = [0.25, -0.5, 1.0]
X = [[0.5, 1.0, -1.5], [0.25, -0.75, 0.5], [1.25, 0.0, -0.25], [-1.0, 0.5, 0.75]]

# scans
run("lax.scan(lambda c, r: (jnp.tanh(x @ c + r), None), y, z)[0]", x=W, y=H, z=X)
run("lax.scan(lambda c, r: (jnp.tanh(x @ c + r), jnp.sin(c) * r), y, z)[1]", x=W, y=H, z=X)
run("lax.scan(lambda c, r: (jnp.tanh(x @ c + r), jnp.sin(c) * r), y, z, reverse=True)[1]", x=W, y=H, z=X)
run("lax.scan(lambda c, r: (c * r, c), x, y)[1]", x=1.5, y=[0.5, -2.0, 3.0])
run("lax.scan(lambda c, _: (x * c * (1 - c), c), y, None, length=6)[1]", x=3.5, y=0.375)
run("lax.scan(lambda c, r: ((jnp.exp(x) * c[0] + r, c[1] + 1), c[0] * c[1]), (y, 0), z)[1]", x=-0.5, y=2.0, z=[1.0, 0.5, -0.5])
run("lax.scan(lambda c, r: (lax.scan(lambda d, _: (jnp.sin(d) * r, None), c, None, length=2)[0], None), y, x)[0]", x=[0.5, -1.5, 2.0], y=0.75)
run("lax.scan(lambda c, r: (lax.cond(r > 0, lambda u: jnp.sin(u) * x, lambda u: u * r, c), None), y, z)[0]", x=1.25, y=0.5, z=[1.0, -2.0, 3.0, -0.5])
run("lax.scan(lambda c, i: (c + x[i] * x[i], c * x[i]), y, z)[1]", x=[0.5, -1.0, 2.0], y=0.25, z=i32([2, 0, 2, 1]))
run("lax.scan(lambda c, i: (c.at[i].multiply(jnp.sum(c)), None), x, y)[0]", x=[0.5, -1.0, 2.0], y=i32([2, 0, 1]))
run("lax.scan(lambda c, r: (c, c * r), x, y)[1]", x=1.5, y=[0.5, -2.0, 3.0])
run("lax.scan(lambda c, r: (lax.stop_gradient(c) + x * r, c * c), y, z)[1]", x=1.5, y=0.5, z=[0.5, -2.0, 3.0])
run("lax.scan(lambda c, r: (c - jax.grad(lambda u: jnp.cos(u * r) * x)(c), None), y, z)[0]", x=0.5, y=0.25, z=[1.0, 2.0, 0.5])
run("lax.scan(lambda c, r: (c * r, None), x, y)[0]", x=1.5, y=np.zeros(0, np.int32))
# loops
run("lax.fori_loop(0, 5, lambda i, c: jnp.sin(c) * x + i, y)", x=1.25, y=0.5)
run("lax.while_loop(lambda c: c[1] < 5, lambda c: (jnp.sin(c[0]) * x, c[1] + 1), (y, 0))[0]", x=1.25, y=0.5)
run("lax.while_loop(lambda c: c < 20, lambda c: c * x, y)", x=1.5, y=0.75)
# branches
for which in (-1, 0, 1, 2, 9):
    run("lax.switch(i, [jnp.sin, lambda u: u * x, lambda u: jnp.exp(u) * u], y)", x=0.75, y=[0.5, -1.5], i=i32(which))
run("lax.cond(x > y, lambda u, v: u * v, lambda u, v: u / v, x, y)", x=0.5, y=0.25)
run("lax.cond(x > y, lambda u, v: u * v, lambda u, v: u / v, x, y)", x=0.5, y=2.0)
run("jax.jit(lambda a, b: lax.cond(a > b, lambda u, v: (u * v, a), lambda u, v: (jnp.sin(v), v), a, b))(x, y)[0]", x=0.5, y=0.25)
run("jax.jit(lambda a, b: lax.cond(a > b, lambda u, v: (u * v, a), lambda u, v: (jnp.sin(v), v), a, b))(x, y)[0]", x=0.5, y=2.0)
# calls, checkpoints
run("jnp.sin(jax.jit(lambda a, b: jnp.sin(a) * b + a)(x * y, y)) * x", x=[0.5, -1.0, 2.0], y=[1.5, 0.25, -0.75])
run("jax.jit(lambda a, b: a * jnp.exp(b))(x, x)", x=[0.5, -1.0])
run("jax.checkpoint(lambda a, b: jnp.sin(a @ jnp.sin(a @ b)))(x, y)", x=W, y=H)
run("jax.checkpoint(lambda a, b: jnp.sin(a @ jnp.sin(a @ b)), policy=jax.checkpoint_policies.dots_saveable)(x, y)", x=W, y=H)
run("lax.scan(jax.checkpoint(lambda c, r: (jnp.tanh(x @ c + r), None)), y, z)[0]", x=W, y=H, z=X)
OUT.save()
