"""Reductions, cumulative operations and statistics: every type, over axes, keepdims and ddof, empty arrays, errors."""

import numpy as np

from oracle import OracleFile, b1, bf16, f16, f32, f64, i8, i32, i64, make

OUT = OracleFile("reductions.txt", """
Reductions, cumulative operations and statistics of jax.numpy. Values are chosen small, so that sums and products of integers
and of most floats are exact; mean, var, std and median need a tolerance of a few ulp.
""")
TYPES = ["bool", "i8", "u8", "i32", "u32", "i64", "f16", "bf16", "f32", "f64"]
MATRIX = [[3, 1, 2, 0], [1, 4, 1, 5], [2, 2, 3, 1]]
CUBE = (np.arange(24).reshape(2, 3, 4) * 7 + 3) % 5
n = 0


def run(source, **inputs):
    global n
    function = source.split("(")[0]
    OUT.run(f"{function}.{n}", source, inputs)
    n += 1


REDUCE = ["sum", "prod", "max", "min", "any", "all", "mean", "var", "std", "median"]
for name in TYPES:
    x = make(name)(MATRIX)
    if name in ("i8", "i32", "f16", "bf16", "f32", "f64", "i64"):
        x = make(name)(np.array(MATRIX) - 2)
    if name.endswith(("f16", "f32", "f64", "bf16")):
        x = make(name)((np.array(MATRIX) - 1.5) / 2)
    for f in REDUCE:
        run(f"jnp.{f}(x)", x=x)
        run(f"jnp.{f}(x, axis=0)", x=x)
        run(f"jnp.{f}(x, axis=-1, keepdims=True)", x=x)
    for f in ("argmax", "argmin"):
        run(f"jnp.{f}(x)", x=x)
        run(f"jnp.{f}(x, axis=0)", x=x)
        run(f"jnp.{f}(x, axis=1, keepdims=True)", x=x)
    for f in ("cumsum", "cumprod"):
        run(f"jnp.{f}(x)", x=x)
        run(f"jnp.{f}(x, axis=0)", x=x)
        run(f"jnp.{f}(x, axis=-1)", x=x)
    if name != "bool":
        for f in ("cummax", "cummin", "cumsum", "cumprod"):
            run(f"lax.{f}(x, axis=0)", x=x)
            run(f"lax.{f}(x, axis=1, reverse=True)", x=x)
    if name != "bool":
        run("jnp.var(x, axis=0, ddof=1)", x=x)
        run("jnp.std(x, ddof=1)", x=x)
    run("jnp.count_nonzero(x, axis=0)", x=x)

for name in ("i32", "f32", "f64"):
    x = make(name)(CUBE)
    for f in ("sum", "prod", "max", "min", "mean", "var", "any"):
        run(f"jnp.{f}(x, axis=(0, 2))", x=x)
        run(f"jnp.{f}(x, axis=(-1, 1), keepdims=True)", x=x)
        run(f"jnp.{f}(x, axis=())", x=x)
        run(f"jnp.{f}(x, axis=1)", x=x)
    run("jnp.median(x, axis=(0, 1))", x=x)
    run("jnp.median(x, axis=1, keepdims=True)", x=x)
    for f in ("argmax", "argmin", "cumsum", "cumprod"):
        run(f"jnp.{f}(x, axis=1)", x=x)

# NaN, infinities, signed zeros
special = f32([[1, np.nan, -np.inf], [np.inf, 2, -1], [0.0, -0.0, np.nan]])
for f in REDUCE + ["argmax", "argmin"]:
    run(f"jnp.{f}(x)", x=special)
    run(f"jnp.{f}(x, axis=1)", x=special)
    run(f"jnp.{f}(x, axis=0)", x=special)
for f in ("cumsum", "cumprod"):
    run(f"jnp.{f}(x, axis=1)", x=special)
for f in ("cummax", "cummin"):
    run(f"lax.{f}(x, axis=1)", x=special)
for f in ("nansum", "nanmax", "nanmin", "nanmean"):
    run(f"jnp.{f}(x, axis=0)", x=special)
zeros = f32([0.0, -0.0])
for f in ("max", "min", "sum", "argmax", "argmin"):
    run(f"jnp.{f}(x)", x=zeros)
    run(f"jnp.{f}(x)", x=zeros[::-1])
run("jnp.sum(x)", x=f32([-0.0, -0.0]))

# empty, 0-d, options
for name in ("i32", "f32", "bool", "f64", "i8"):
    e, m = make(name)(np.zeros(0)), make(name)(np.zeros((0, 3)))
    for f in ("sum", "prod", "any", "all", "mean", "var", "max", "min", "argmax", "argmin", "median"):
        run(f"jnp.{f}(x)", x=e)
    for f in ("sum", "prod", "all", "max", "argmin"):
        run(f"jnp.{f}(x, axis=0)", x=m)
        run(f"jnp.{f}(x, axis=1)", x=m)
    for f in ("cumsum", "cumprod"):
        run(f"jnp.{f}(x, axis=0)", x=m)
    s = make(name)(3)
    for f in ("sum", "max", "mean", "all", "argmax", "var"):
        run(f"jnp.{f}(x)", x=s)
run("jnp.max(x, initial=-1.0)", x=f32(np.zeros(0)))
run("jnp.min(x, initial=7)", x=i32(np.zeros(0)))
run("jnp.sum(x, initial=10)", x=i32([1, 2, 3]))
run("jnp.prod(x, initial=2)", x=i32([1, 2, 3]))
run("jnp.max(x, initial=2)", x=i32([1, 5, 3]))
run("jnp.sum(x, where=m)", x=f32([1, 2, 3]), m=b1([1, 0, 1]))
run("jnp.mean(x, where=m)", x=f32([1, 2, 4]), m=b1([1, 0, 1]))
run("jnp.max(x, where=m, initial=0)", x=f32([1, 2, 4]), m=b1([1, 1, 0]))
run("jnp.sum(x, dtype=jnp.float32)", x=i32([1, 2, 3]))
run("jnp.sum(x, dtype=jnp.int8)", x=i32([100, 100]))
run("jnp.cumsum(x, dtype=jnp.int32)", x=i8([100, 100, 100]))
run("jnp.cumsum(x)", x=i8([100, 100, 100]))
run("jnp.sum(x)", x=i8([100, 100, 100]))
run("jnp.prod(x)", x=i32([65536, 65536, 3]))
run("jnp.sum(x)", x=i32([2147483647, 1]))
run("jnp.sum(x)", x=f16([60000, 60000]))
run("jnp.sum(x)", x=f16(np.full(100, 0.1)))
run("jnp.sum(x)", x=bf16(np.full(100, 0.1)))
run("jnp.mean(x)", x=f16(np.full(70, 1000)))
run("jnp.sum(x, axis=2)", x=f32(MATRIX))
run("jnp.sum(x, axis=(0, 0))", x=f32(MATRIX))
run("jnp.argmax(x, axis=-3)", x=f32(MATRIX))
run("jnp.ptp(x, axis=0)", x=f32(MATRIX))
run("jnp.average(x, weights=w)", x=f32([1, 2, 4]), w=f32([1, 1, 2]))
for source in ("lax.reduce_and(x, axes=(1,))", "lax.reduce_or(x, axes=(1,))", "lax.reduce_xor(x, axes=(0,))"):
    run(source, x=i32(MATRIX))
    run(source, x=b1(np.array(MATRIX) > 1))
for axis in (0, 1):
    run(f"lax.argmax(x, axis={axis}, index_dtype=jnp.int32)", x=f32(MATRIX))
for v in ([1, 2, 3, 4, 5], [1, 2, 3, 4], [2, 1], [7]):
    run("jnp.median(x)", x=f32(v))
    run("jnp.median(x)", x=i32(v))
run("jax.scipy.special.logsumexp(x)", x=f32([1, 2, 3]))
run("jax.scipy.special.logsumexp(x, axis=0)", x=f32([[1, -np.inf], [2, -np.inf]]))
run("lax.cumlogsumexp(x)", x=f32([1, 2, 3]))
run("jax.nn.softmax(x, axis=-1)", x=f32([[1, 2, 3], [1000, 1000, 1000]]))
run("jax.nn.log_softmax(x, axis=-1)", x=f32([[1, 2, 3], [1000, 1000, 1000]]))
OUT.save()
