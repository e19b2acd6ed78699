"""Convolutions, folds of windows and top_k by JAX: values, tangents, cotangents, second derivatives, over many geometries."""

import itertools
import os
import random

os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0")  # many programs, each run once

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from oracle import OracleFile, bf16, f16, f32, f64, i32, i8, u8

OUT = OracleFile("convolution.txt", """
`opt function` is one of conv, conv_transpose, reduce_window, pool, top_k; the other `opt`s are its parameters, as JAX names them.
Operands x and w hold small integers, so that all results but those of f64 cases are exact in any order. With y the result and ct
the operand of that name: `out value` = y; `out jvp` = its derivative along the operands reversed in all axes; `out vjp.x`,
`out vjp.w` = the cotangents of x and w for ct; `out second.x` = the gradient in x of half the sum of the squares of vjp.w,
`out second.w` the same the other way round; for folds `out second.x` that of half the sum of the squares of vjp.x times x.
Where a vjp is absent, JAX refuses it. Compare exactly; f64 within a few ulp.
""")
rng = np.random.default_rng(20)
pick = random.Random(20)
n = 0


def small(*shape, make=f32):
    return make(rng.integers(-3, 4, shape))


def options(**given):
    for k, v in given.items():
        if v is not None:
            OUT.line("opt", k, str(v))


def begin(name):
    global n
    OUT.begin(f"{name}.{n}")
    n += 1


def conv_case(x, w, function="conv", dimensions=("NCHW", "OIHW", "NCHW"), derivatives=True, **k):
    def f(x, w):
        p = {a: b for a, b in k.items() if b is not None}
        if function == "conv_transpose":
            return lax.conv_transpose(x, w, p.pop("strides"), p.pop("padding"), dimension_numbers=dimensions, **p)
        return lax.conv_general_dilated(x, w, p.pop("strides"), p.pop("padding"), dimension_numbers=dimensions, **p)

    with jax.enable_x64(x.dtype == np.float64):
        x, w = jnp.asarray(x), jnp.asarray(w)
        y = jax.jit(f)(x, w)
        begin(function)
        options(function=function, dimensions=",".join(dimensions),
                **{a: (b if isinstance(b, (str, bool, int)) else np.dtype(b).name if isinstance(b, type) else b) for a, b in k.items()})
        OUT.array("in", "x", x)
        OUT.array("in", "w", w)
        OUT.array("out", "value", y)
        if derivatives:
            ct = jnp.asarray(small(*y.shape).astype(y.dtype))
            OUT.array("in", "ct", ct)
            pull = lambda x, w: jax.vjp(f, x, w)[1](ct)

            @jax.jit
            def derivatives(x, w):
                gx, gw = pull(x, w)
                return {"jvp": jax.jvp(f, (x, w), (jnp.flip(x), jnp.flip(w)))[1], "vjp.x": gx, "vjp.w": gw,
                        "second.x": jax.grad(lambda x: 0.5 * jnp.sum(pull(x, w)[1] ** 2))(x),
                        "second.w": jax.grad(lambda w: 0.5 * jnp.sum(pull(x, w)[0] ** 2))(w)}

            for name, result in derivatives(x, w).items():
                OUT.array("out", name, result)
        OUT.end()


LETTERS = {1: "W", 2: "HW", 3: "DHW"}


def layouts(d, kind):
    s = LETTERS[d]
    if kind == "first":
        return "NC" + s, "OI" + s, "NC" + s
    if kind == "last":
        return "N" + s + "C", s + "IO", "N" + s + "C"
    shuffled = lambda letters: "".join(pick.sample(letters, len(letters)))
    return shuffled("NC" + s), shuffled("OI" + s), shuffled("NC" + s)


def arranged(sizes, letters):
    return tuple(sizes[c] for c in letters)


def random_conv(d, kind, make=f32, groups=None):
    s = LETTERS[d]
    fg, bg = groups or (1, 1)
    dims = layouts(d, kind)
    top = {1: (5, 9), 2: (3, 6), 3: (2, 4)}[d]
    while True:
        strides = tuple(pick.randint(1, 3) for _ in s)
        ld = tuple(pick.choice((1, 1, 2, 3)) for _ in s)
        rd = tuple(pick.choice((1, 1, 2)) for _ in s)
        pad = tuple((pick.randint(-1, 3), pick.randint(-1, 3)) for _ in s)
        space = {c: pick.randint(*top) for c in s}
        taps = {c: pick.randint(1, 3) for c in s}
        outs = [(max(0, (space[c] - 1) * ld[i] + 1 + sum(pad[i])) - (taps[c] - 1) * rd[i] - 1) // strides[i] + 1
                for i, c in enumerate(s)]
        if all(1 <= o <= 7 for o in outs):
            break
    kind_of_padding = pick.randint(0, 5)
    if kind_of_padding < 3:
        pad = ("SAME", "VALID", "SAME_LOWER")[kind_of_padding]
        if pad != "VALID":
            ld = tuple(1 for _ in s)
    if pad == "VALID":
        ld = tuple(1 for _ in s)
        space = {c: max(space[c], (taps[c] - 1) * rd[i] + 1) for i, c in enumerate(s)}
    i, o, b = pick.randint(1, 2), pick.randint(1, 2), pick.randint(1, 2)
    x = small(*arranged({"N": b * bg, "C": i * fg, **space}, dims[0]), make=make)
    w = small(*arranged({"O": o * fg * bg, "I": i, **taps}, dims[1]), make=make)
    conv_case(x, w, dimensions=dims, strides=strides, padding=pad, lhs_dilation=ld, rhs_dilation=rd,
              feature_group_count=fg, batch_group_count=bg)


for d in (1, 2, 3):
    for kind in ("first", "last", "any", "any"):
        for groups in (None, None, (2, 1), (3, 1), (1, 2)):
            random_conv(d, kind, groups=groups)
for d in (1, 2):
    random_conv(d, "last", make=f64)
    random_conv(d, "any", make=f64, groups=(2, 1))
# many terms: more than one block of k
x, w = f64(np.round(rng.normal(size=(1, 2, 2, 130)), 2)), f64(np.round(rng.normal(size=(2, 2, 130, 1)) / 8, 2))
conv_case(x, w, dimensions=("NHWC", "HWIO", "NHWC"), strides=(1, 1), padding="SAME", derivatives=False)
# 0-d: a product of matrices
conv_case(small(2, 3), small(4, 3), dimensions=("NC", "OI", "NC"), strides=(), padding=())
# nothing at all, in several ways
for xs, ws, pad in (((0, 2, 3), (2, 2, 2), ((0, 0),)), ((1, 0, 3), (2, 0, 2), ((0, 0),)), ((1, 2, 3), (0, 2, 2), ((0, 0),)),
                    ((1, 2, 1), (2, 2, 3), ((0, 0),)), ((1, 2, 0), (2, 2, 1), ((1, 1),))):
    conv_case(small(*xs), small(*ws), dimensions=("NCW", "OIW", "NCW"), strides=(1,), padding=pad, derivatives=False)
# element types
for make, kind in ((i32, None), (i8, None), (u8, None), (f16, None), (bf16, None), (f32, np.float32)):
    conv_case(small(1, 2, 5, make=make) if make is not u8 else u8(rng.integers(0, 200, (1, 2, 5))),
              small(2, 2, 3, make=make) if make is not u8 else u8(rng.integers(0, 200, (2, 2, 3))),
              dimensions=("NCW", "OIW", "NCW"), strides=(1,), padding=((1, 1),), derivatives=False)
for make, kind in ((i8, np.int32), (bf16, np.float32), (f16, np.float32)):
    conv_case(small(1, 2, 5, make=make), small(2, 2, 3, make=make), dimensions=("NCW", "OIW", "NCW"), strides=(2,), padding="SAME",
              preferred_element_type=kind, derivatives=False)
# transposed, with every rule of padding; the stride below, at and above the filter's size
for stride, taps, dilation, pad in itertools.product((1, 2, 3), (2, 3), (1, 2), ("SAME", "VALID")):
    conv_case(small(1, 3, 2), small(taps, 2, 1), function="conv_transpose", dimensions=("NHC", "HIO", "NHC"), strides=(stride,),
              padding=pad, rhs_dilation=(dilation,), transpose_kernel=False)
conv_case(small(2, 3, 3, 2), small(2, 3, 1, 2), function="conv_transpose", dimensions=("NHWC", "HWIO", "NHWC"), strides=(2, 3),
          padding="SAME", rhs_dilation=None, transpose_kernel=True)
conv_case(small(2, 3, 3, 2), small(2, 3, 2, 1), function="conv_transpose", dimensions=("NHWC", "HWIO", "NHWC"), strides=(2, 1),
          padding=((1, 2), (0, -1)), rhs_dilation=None, transpose_kernel=False)

FOLDS = {"sum": (lax.add, 0), "max": (lax.max, -np.inf), "min": (lax.min, np.inf), "prod": (lax.mul, 1)}


def window_case(op, x, derivatives=True, **k):
    fold, init = FOLDS[op]
    if jnp.issubdtype(x.dtype, jnp.integer) and np.isinf(init):
        init = np.iinfo(x.dtype).min if op == "max" else np.iinfo(x.dtype).max
    f = lambda x: lax.reduce_window(x, np.array(init, x.dtype), fold, **k)
    with jax.enable_x64(x.dtype.itemsize == 8):
        x = jnp.asarray(x)
        y = jax.jit(f)(x)
        begin("reduce_window")
        options(function="reduce_window", op=op, **k)
        OUT.array("in", "x", x)
        OUT.array("out", "value", y)
        if derivatives:
            ct = jnp.asarray(small(*y.shape).astype(y.dtype))
            OUT.array("in", "ct", ct)
            if op != "prod":
                OUT.array("out", "jvp", jax.jit(lambda x: jax.jvp(f, (x,), (jnp.flip(x),))[1])(x))
            try:
                pull = lambda x: jax.vjp(f, x)[1](ct)[0]
                first, second = jax.jit(lambda x: (pull(x), jax.grad(lambda x: 0.5 * jnp.sum((pull(x) * x) ** 2))(x)))(x)
                OUT.array("out", "vjp.x", first)
                OUT.array("out", "second.x", second)
            except Exception as e:
                OUT.line("opt", "vjp-refused", type(e).__name__)
        OUT.end()


for d, op in itertools.product((1, 2, 3), ("sum", "max", "min", "sum", "max", "min", "prod")):
    while True:
        shape = tuple(pick.randint(*{1: (5, 9), 2: (3, 6), 3: (2, 4)}[d]) for _ in range(d))
        k = dict(window_dimensions=tuple(pick.randint(1, 3) for _ in shape), window_strides=tuple(pick.randint(1, 3) for _ in shape),
                 padding=pick.choice(("SAME", "VALID", "SAME", tuple((pick.randint(0, 2), pick.randint(0, 2)) for _ in shape))),
                 base_dilation=tuple(pick.choice((1, 1, 2)) for _ in shape), window_dilation=tuple(pick.choice((1, 1, 1, 2)) for _ in shape))
        if k["padding"] == "SAME":
            k["base_dilation"] = tuple(1 for _ in shape)
        probe = jax.eval_shape(lambda x: lax.reduce_window(x, 0.0, lax.add, **k), jax.ShapeDtypeStruct(shape, np.float32))
        if 0 < probe.size < 150:
            break
    window_case(op, small(*shape), **k)
ordinary = dict(window_dimensions=(3,), window_strides=(2,), padding=((1, 1),))
nan, inf = np.nan, np.inf
for op in ("sum", "max", "min"):
    window_case(op, f32([1, nan, 2, -inf, inf, -0.0, 0.0, 3, 3]), derivatives=False, **ordinary)
    window_case(op, f32([2, 2, 2, 2, 1, 1, 2, 0, -0.0]), **ordinary)
    window_case(op, i32(rng.integers(-9, 9, 9)), derivatives=False, **ordinary)
    window_case(op, u8(rng.integers(0, 255, 9)), derivatives=False, **ordinary)
    window_case(op, bf16(rng.integers(-9, 9, 9)), derivatives=False, **ordinary)
    window_case(op, f32([1, 2]), derivatives=False, window_dimensions=(2,), window_strides=(1,), padding=((3, 0),))
    window_case(op, f32([]), derivatives=False, window_dimensions=(2,), window_strides=(1,), padding=((2, 1),))
window_case("max", small(2, 4, 4, 3), window_dimensions=(1, 2, 2, 1), window_strides=(1, 2, 2, 1), padding="VALID")
window_case("max", small(1, 5, 5, 2), window_dimensions=(1, 3, 3, 1), window_strides=(1, 2, 2, 1), padding="SAME")

# means of windows: padding does not count
for shape, k in (((2, 4, 4, 2), dict(sizes=(2, 2), strides=(2, 2), padding="VALID")), ((1, 5, 3), dict(sizes=(3,), strides=(2,), padding="SAME")),
                 ((1, 5, 3), dict(sizes=(2,), strides=(1,), padding="SAME_LOWER"))):
    x = jnp.asarray(small(*shape))
    w, s = (1, *k["sizes"], 1), (1, *k["strides"], 1)
    total = lambda x: lax.reduce_window(x, 0.0, lax.add, w, s, k["padding"])
    begin("pool")
    options(function="pool", **k)
    OUT.array("in", "x", x)
    OUT.array("out", "value", total(x) / total(jnp.ones_like(x)))
    OUT.end()


def top_case(x, k, axis=-1):
    with jax.enable_x64(x.dtype.itemsize == 8):
        x = jnp.asarray(x)
        f = lambda x: lax.top_k(x, k, axis=axis)
        begin("top_k")
        options(function="top_k", k=k, axis=axis)
        OUT.array("in", "x", x)
        OUT.array("out", "value", f(x)[0])
        OUT.array("out", "indices", f(x)[1])
        if x.dtype in (jnp.float32, jnp.float64) and x.ndim > 0 and f(x)[0].size:
            ct = jnp.asarray(small(*f(x)[0].shape).astype(x.dtype))
            OUT.array("in", "ct", ct)
            g = lambda x: f(x)[0]
            OUT.array("out", "jvp", jax.jvp(g, (x,), (jnp.flip(x),))[1])
            OUT.array("out", "vjp.x", jax.vjp(g, x)[1](ct)[0])
        OUT.end()


for make in (f32, f64, f16, bf16):
    top_case(make([1, nan, 3, -inf, nan, inf, -0.0, 0.0, -0.0, 1, 3]), 9)
    top_case(make([0.0, -0.0, 0.0, -0.0]), 4)
for make in (i32, i8, u8):
    top_case(make([3, 1, 3, 2, 100, 3]), 4)
top_case(small(3, 7), 3)
top_case(small(3, 7), 2, axis=0)
top_case(small(2, 4, 3), 2, axis=1)
top_case(small(3, 5), 0)
top_case(small(0, 5), 2)
top_case(small(3, 5), 5)

OUT.save()
