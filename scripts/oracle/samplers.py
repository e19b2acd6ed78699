"""Samples and their derivatives by JAX: what prng draws with parameters, in both layouts and all floating types."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from oracle import OUT, JAX_VERSION, escape, type_text, values_text

assert jax.__version__ == JAX_VERSION, jax.__version__
TARGET = OUT.parents[6] / "prng/src/test/resources/org/lanewise/random/samplers.txt"
ABOUT = """
What JAX draws, and how it moves. A case is a call of `jax.random` with the key of seed 7 (or with the words of `key`).
`layout` is `partitionable` or `original`; `in` are the parameters in order; `shape` is what is drawn (for multinomial with the
categories, for dirichlet and ball without the components). `out sample` is the sample, `out jvp` its derivative along ones in all floating parameters,
`out vjp.i` the cotangent of parameter i for a cotangent of ones. Format: scripts/oracle/README.md. Counts are i32, or of the type of p.
64-bit types are on in all cases with an f64 operand.
"""
lines = [f"# {line}" for line in ABOUT.strip().splitlines()]
lines += [f"# Printed by JAX {jax.__version__}; made by scripts/oracle/samplers.py.", ""]
count = 0
DTYPES = {"f16": jnp.float16, "bf16": jnp.bfloat16, "f32": jnp.float32, "f64": jnp.float64}
inf, nan = np.inf, np.nan


def put(kind, name, x):
    x = jnp.asarray(x)
    lines.append("\t".join([kind, name, type_text(x, False), values_text(x)]))


def draw(name, key, args, shape, dtype):
    r = jax.random
    f = getattr(r, name)
    if name in ("maxwell",):
        return f(key, shape, dtype)
    if name == "ball":
        return f(key, 3, args[0], shape, dtype)
    if name == "poisson":
        return f(key, args[0], shape, jnp.int32)
    if name == "geometric":
        return f(key, args[0], shape, jnp.int32)
    if name == "multinomial":
        return f(key, args[0], args[1], shape=shape, dtype=dtype)
    return f(key, *args, shape, dtype)


def case(name, dtype, shape, *args, layout="partitionable", gradient=False, key=None):
    global count
    with jax.enable_x64(dtype == "f64"), jax.threefry_partitionable(layout == "partitionable"):
        kind = DTYPES[dtype]
        k = jax.random.key(7) if key is None else jax.random.wrap_key_data(jnp.array(key, jnp.uint32))
        arrays = [jnp.asarray(a, kind) for a in args]
        lines.append(f"case\t{name}.{count}")
        lines.append(f"opt\tlayout\t{layout}")
        lines.append(f"opt\tdtype\t{dtype}")
        lines.append(f"opt\tshape\t{' '.join(map(str, shape))}")
        if key is not None:
            lines.append(f"opt\tkey\t{' '.join(map(str, key))}")
        for i, a in enumerate(arrays):
            put("in", f"p{i}", a)
        f = lambda *p: draw(name, k, p, shape, kind)
        sample = f(*arrays)
        put("out", "sample", sample)
        if gradient:
            _, tangent = jax.jvp(f, arrays, [jnp.ones_like(a) for a in arrays])
            put("out", "jvp", tangent)
            for i, ct in enumerate(jax.vjp(f, *arrays)[1](jnp.ones_like(sample))):
                put("out", f"vjp.{i}", ct)
        lines.append("")
    count += 1


ALPHAS = [0.05, 0.3, 0.8, 1.0, 1.5, 2.5, 10.0, 30.0, 1000.0]
WITH = {
    "pareto": [[0.5], [3.0]], "rayleigh": [[2.0]], "weibull_min": [[2.0, 1.5], [1.0, 0.5]], "wald": [[2.0], [0.3]],
    "triangular": [[0.0, 1.0, 3.0], [-1.0, -1.0, 2.0]], "lognormal": [[0.5], [2.0]], "double_sided_maxwell": [[1.0, 2.0]],
    "gamma": [[0.3], [1.0], [2.5], [30.0]], "loggamma": [[0.01], [0.3], [1.0], [2.5], [30.0]],
    "beta": [[0.8, 0.9], [3.0, 0.1]], "chisquare": [[3.0], [0.5]], "f": [[3.0, 5.0]], "t": [[3.0], [1.0]],
    "generalized_normal": [[1.5], [1.0]], "maxwell": [[]],
}
for layout in ("partitionable", "original"):
    for dtype in DTYPES:
        for name, rows in WITH.items():
            if dtype == "f64" and name in ("double_sided_maxwell", "generalized_normal"):
                continue  # the coin of their sign has JAX's default type, f64 there
            for row in rows:
                case(name, dtype, (5,), *row, layout=layout)
        case("dirichlet", dtype, (2,), [0.5, 0.6, 0.7], layout=layout)
        if dtype in ("f32", "f64"):
            for n, p in ((10, 0.3), (10, 0.9), (100, 0.4), (1000, 0.7), (30, 0.02)):
                case("binomial", dtype, (12,), n, p, layout=layout)
            for p in (0.3, 0.9, 0.001):
                case("geometric", dtype, (12,), p, layout=layout)
            case("multinomial", dtype, (2, 4), [20, 1000], [[0.1, 0.2, 0.3, 0.4], [0.5, 0.5, 0.0, 0.0]], layout=layout)
    for lam in (0.5, 3.0, 9.9, 12.0, 100.0, 5000.0):
        case("poisson", "f32", (24,), lam, layout=layout)
    # methods mixed in one array, every element with a parameter of its own
    case("poisson", "f32", (2, 6), [0.0, 0.5, 8.0, 12.0, 40.0, 1e4], layout=layout)
    case("binomial", "f32", (2, 6), [0.0, 5.0, 30.0, 100.0, 1e4, 50.0], [0.5, 0.1, 0.9, 0.5, 0.3, 0.999], layout=layout)
    case("gamma", "f32", (2, 9), ALPHAS, layout=layout)
    case("loggamma", "f32", (2, 9), ALPHAS, layout=layout)
    case("ball", "f32", (3,), 2.0, layout=layout)
    case("ball", "f32", (3,), 1.0, layout=layout)
    case("wald", "f32", (2, 3), [[0.5], [2.0]], layout=layout)

# corners
case("poisson", "f32", (3,), [-1.0, 0.0, nan])
case("binomial", "f32", (4,), [-1.0, 0.0, nan, inf], 0.5)
case("binomial", "f32", (4,), 5.0, [nan, 0.0, -0.1, 1.1])
case("binomial", "f32", (3,), [inf, -1.0, inf], [nan, nan, -0.1])
case("binomial", "f32", (4,), [3.7, 1.0, 5.0, 5.0], [1.0, 1.0, 0.0, 0.5])
case("loggamma", "f32", (), 0.0, layout="original", key=[3200590325, 713258242])
case("loggamma", "f32", (4,), [0.0, nan, inf, 1e-30])
case("gamma", "f32", (4,), [0.0, nan, inf, -1.0])
case("gamma", "f64", (4,), [0.0, nan, inf, -1.0])
case("geometric", "f32", (3,), [1.0, 1e-6, 0.5])

# derivatives: implicit for what is made of gamma numbers, those of the formulas for the rest
for dtype in ("f32", "f64"):
    case("gamma", dtype, (2, 9), ALPHAS, gradient=True)
    case("loggamma", dtype, (2, 9), ALPHAS, gradient=True)
    case("gamma", dtype, (2, 9), ALPHAS, gradient=True, layout="original")
    case("beta", dtype, (3, 2), [0.8, 5.0], 2.0, gradient=True)
    case("dirichlet", dtype, (2,), [0.5, 0.6, 7.0], gradient=True)
    case("chisquare", dtype, (4,), [1.0, 3.0, 0.2, 50.0], gradient=True)
    case("f", dtype, (4,), [1.0, 3.0, 0.7, 50.0], 5.0, gradient=True)
    case("t", dtype, (4,), [1.0, 3.0, 0.7, 50.0], gradient=True)
    for name, args in (("pareto", [0.5]), ("rayleigh", [2.0]), ("weibull_min", [2.0, 1.5]), ("wald", [2.0]), ("lognormal", [0.5]),
                       ("triangular", [0.0, 1.0, 3.0])):
        case(name, dtype, (4,), *args, gradient=True)
case("generalized_normal", "f32", (4,), [1.5, 1.0, 2.0, 4.0], gradient=True)
case("gamma", "f32", (), 0.0, gradient=True)
case("loggamma", "f32", (3,), [1e-6, 1e-3, 1e5], gradient=True)

# the functions behind
A = [0.05, 0.5, 1.0, 2.5, 10.0, 100.0, 1e4]
X = [0.0, 1e-6, 0.01, 0.5, 1.0, 2.0, 9.0, 12.0, 90.0, 120.0, 1e4, inf]
EDGE = ([0.0, 0.0, -1.0, 1.0, nan, 1.0, 5.0], [0.0, 1.0, 1.0, -1.0, 1.0, nan, inf])
for name in ("igamma", "igammac", "random_gamma_grad"):
    for dtype in ("f32", "f64", "f16", "bf16"):
        with jax.enable_x64(dtype == "f64"):
            kind = DTYPES[dtype]
            for a, x in ((np.repeat(A, len(X)), np.tile(X, len(A))), EDGE):
                a, x = jnp.asarray(a, kind), jnp.asarray(x, kind)
                lines.append(f"case\t{name}.{count}")
                count += 1
                put("in", "p0", a)
                put("in", "p1", x)
                put("out", "sample", getattr(lax, name)(a, x))
                lines.append("")

TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
print(f"samplers.txt: {count} cases, {TARGET.stat().st_size} bytes")
