"""Printed programs with control flow: make_jaxpr of functions through jax.lax.

The format is that of jaxprs.txt.
"""

import jax
import jax.numpy as jnp
from jax import lax

from oracle import OUT, JAX_VERSION

assert jax.__version__ == JAX_VERSION
assert not jax.config.jax_enable_x64

DTYPES = {"f32": jnp.float32, "i32": jnp.int32, "u8": jnp.uint8, "bool": jnp.bool_}
SCOPE = {"jnp": jnp, "jax": jax, "lax": lax}
lines, names = [], set()


def operand(spec):
    name, shape = spec[:-1].split("[")
    return jax.ShapeDtypeStruct(tuple(int(d) for d in shape.split(",") if d), DTYPES[name])


def case(name, source, *specs):
    """`source` is a Python lambda; `specs` are operand types."""
    assert name not in names, name
    names.add(name)
    text = str(jax.make_jaxpr(eval(source, SCOPE))(*[operand(s) for s in specs]))
    lines.extend([f"### {name} | {source} | {' '.join(specs)}", text, ""])


S, V, I = "f32[]", "f32[3]", "i32[]"
case("scan", "lambda x, y: lax.scan(lambda c, v: (c * v, c), x, y)", S, V)
case("scan reverse", "lambda x, y: lax.scan(lambda c, v: (c * v, c), x, y, reverse=True, unroll=2)", S, V)
case("scan empty", "lambda x, y: lax.scan(lambda c, v: (c * v, c), x, y)", S, "f32[0]")
case("scan closure", "lambda x, y: lax.scan(lambda c, _: (c * x + jnp.sum(y), None), 1.0, None, length=3)", S, V)
case("scan weak", "lambda x: lax.scan(lambda c, _: (c * x, None), 1.0, None, length=3)", S)
case("scan weak integer", "lambda x: lax.scan(lambda c, _: (c * x, None), 1, None, length=3)", S)
case("map", "lambda x: lax.map(lambda v: v * 2.0, x)", V)
case("while", "lambda x: lax.while_loop(lambda c: c < 10.0, lambda c: c * 2.0, x)", S)
case("while weak integer", "lambda x: lax.while_loop(lambda c: c < 3, lambda c: c * x, 1)", S)
case("while closure", "lambda x, y, z: lax.while_loop(lambda c: c < x, lambda c: c + y, z)", S, S, S)
case("fori", "lambda x: lax.fori_loop(0, 5, lambda i, c: c + i, x)", S)
case("fori empty", "lambda x: lax.fori_loop(7, 5, lambda i, c: c + i, x)", S)
case("fori traced", "lambda n, x: lax.fori_loop(0, n, lambda i, c: c * x, 1.0)", I, S)
case("cond", "lambda x: lax.cond(x > 0, lambda a: lax.sin(a), lambda a: lax.cos(a), x)", S)
case("cond constant", "lambda x: lax.cond(True, lambda a: lax.sin(a), lambda a: lax.cos(a), x)", S)
case("cond closure", "lambda x: lax.cond(x > 0, lambda: lax.sin(x), lambda: lax.cos(x))", S)
case("cond closures", "lambda x, y: lax.cond(x > 0, lambda a: a * x, lambda a: a * y * x, x)", S, S)
case("cond weak", "lambda x: lax.cond(x > 0, lambda: 1.0, lambda: x)", S)
case("switch", "lambda i, x: lax.switch(i, [lax.sin, lax.cos, lax.tan], x)", I, S)
case("switch u8", "lambda i, x: lax.switch(i, [lax.sin, lax.cos, lax.tan], x)", "u8[]", S)
case("two conds", "(lambda t, f: lambda x: lax.cond(x > 0, t, f, x) + lax.cond(x > 1, t, f, x))(lambda a: lax.sin(a), lambda a: lax.cos(a))", S)
case("long body", "lambda x: lax.scan(lambda c, _: (" + "lax.sin(" * 11 + "c" + ")" * 11 + ", None), x, None, length=3)", S)
case("nested", "lambda x, y: lax.fori_loop(0, 3, lambda i, c: lax.scan(lambda a, b: (a + b + c, a), c, y)[0], x)", S, V)
header = ["# Programs with control flow as JAX 0.10.2 prints them (64-bit types off); made by scripts/oracle/control_flow.py.",
          "# A case is `### name | source | operand types`, then the text up to the next `###`.", ""]
(OUT / "control-flow.txt").write_text("\n".join(header + lines) + "\n")
print("control-flow.txt:", len(names), "cases")
