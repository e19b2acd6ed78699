"""NumPy-level functions: arithmetic of type pairs, shape manipulation, sorting, contraction, and the rest."""

import numpy as np

from oracle import OracleFile, Weak, b1, bf16, f16, f32, f64, i8, i16, i32, i64, make, u8, u16, u32, u64

inf, nan = np.inf, np.nan
n = 0
OUT = None


def run(source, x64=None, **inputs):
    global n
    function = source.split("(")[0].split("[")[0].replace(" ", "")
    OUT.run(f"{function}.{n}", source, inputs, x64=x64)
    n += 1


def open_file(name, about):
    global OUT, n
    OUT, n = OracleFile(name, about), 0


def arithmetic():
    open_file("arithmetic.txt", "Broadcasting elementwise functions of jax.numpy and jax.lax: types, signs, zeros, NaN, overflow.")
    samples = {"bool": ([1, 0, 1], [[1], [0]]), "u8": ([7, 200, 3], [[2], [255]]), "u32": ([7, 4000000000, 3], [[2], [5]]), "i8": ([-7, 100, 3], [[2], [-3]]),
               "i32": ([-7, 100, 3], [[2], [-3]]), "i64": ([-7, 10**12, 3], [[2], [-3]]), "f16": ([-7, 0.5, 3], [[2], [-1.5]]), "bf16": ([-7, 0.5, 3], [[2], [-1.5]]),
               "f32": ([-7, 0.5, 3], [[2], [-1.5]]), "f64": ([-7, 0.5, 3], [[2], [-1.5]]), "u64": ([7, 2**63, 3], [[2], [5]]), "i16": ([-7, 300, 3], [[2], [-3]])}
    same = [(t, t) for t in ("bool", "u8", "i8", "u32", "i32", "i64", "f16", "bf16", "f32", "f64")]
    mixed = [("i8", "u8"), ("i32", "f32"), ("f16", "bf16"), ("i32", "f16"), ("bool", "i32"), ("bool", "f32"), ("u8", "i16"), ("f32", "f64"), ("i64", "f32"),
             ("i32", "i64"), ("bf16", "f32"), ("u64", "i64"), ("u32", "i64")]
    for a, b in same + mixed:
        x, y = make(a)(samples[a][0]), make(b)(samples[b][1])
        for f in ("add", "subtract", "multiply", "floor_divide", "remainder", "divide", "maximum", "minimum", "less", "equal"):
            run(f"jnp.{f}(x, y)", x=x, y=y)
        if "f" not in a + b:
            run("jnp.bitwise_and(x, y)", x=x, y=y)
            run("jnp.bitwise_xor(x, y)", x=x, y=y)
    for f in ("add", "multiply", "divide", "floor_divide", "remainder", "power"):
        for t in ("i32", "f32", "u8", "bf16", "f16"):
            run(f"jnp.{f}(x, 2)", x=make(t)(np.abs(samples[t][0]) % 100))
            if t not in ("i32", "u8") or f != "power":
                run(f"jnp.{f}(x, 2.5)", x=make(t)(np.abs(samples[t][0]) % 100))
        run(f"jnp.{f}(3, x)", x=i32([1, 2, 4]))
        run(f"jnp.{f}(3.5, x)", x=f32([1, 2, 4]))
        run(f"jnp.{f}(3.5, 2)")
    # signs and zeros of division
    for t, xs, ys in (("i32", [7, -7, 7, -7, 0, 1, -2147483648, 5, -5], [3, 3, -3, -3, 5, 0, -1, 0, 0]), ("i8", [127, -128, -128, 7], [-1, -1, 3, 0]), ("u8", [7, 255, 1], [2, 16, 0]),
                      ("i64", [7, -7, -2**63, 1], [-3, 3, -1, 0])):
        x, y = make(t)(xs), make(t)(ys)
        for f in ("jnp.floor_divide", "jnp.remainder", "jnp.mod", "jnp.fmod", "jnp.divide", "jnp.divmod", "lax.div", "lax.rem"):
            run(f"{f}(x, y)", x=x, y=y)
    xs = [7, -7, 7, -7, 0.0, -0.0, 1, -1, 0, inf, -inf, 5, nan, 5.5, -5.5, 1e30]
    ys = [3, 3, -3, -3, 5, 5, 0, 0, 0, 2, 2, inf, 2, -inf, 0.5, 7]
    for t in ("f32", "f64", "f16", "bf16"):
        x, y = make(t)(np.clip(xs, -3e4, 3e4) if t == "f16" else xs), make(t)(ys)
        for f in ("jnp.floor_divide", "jnp.remainder", "jnp.fmod", "jnp.divide", "jnp.divmod", "lax.div", "lax.rem"):
            run(f"{f}(x, y)", x=x, y=y)
    # powers
    run("jnp.power(x, y)", x=i32([2, -2, 3, 0, 0, 7, 10]), y=i32([10, 3, 0, 0, 5, 11, 10]))
    run("jnp.power(x, y)", x=u8([2, 3, 16]), y=u8([7, 5, 2]))
    run("jnp.power(x, y)", x=i32([2, 3, 4]), y=i32([-1, -2, 0]))
    run("jnp.power(x, 3)", x=i32([2, -3, 0]))
    run("jnp.power(x, -1)", x=i32([2, -3, 1]))
    run("jnp.power(x, -2)", x=f32([2, -4, 0, -0.0, inf]))
    run("jnp.power(x, -3)", x=f32([2, -4, 0, -0.0, -inf]))
    run("jnp.power(x, 0.5)", x=f32([4, 0, -0.0, -1, inf]))
    run("jnp.power(2, x)", x=f32([0, 1, -1, 10, nan, inf, -inf]))
    for t in ("f32", "f64"):
        x, y = make(t)([0, 0, 0, -0.0, -0.0, -8, -8, 1, 1, nan, inf, -inf, -inf, -1, 2, 0.5]), make(t)([0, 2, -1, 3, -3, 3, 0.5, nan, inf, 0, -1, 3, -3, inf, -inf, inf])
        run("jnp.power(x, y)", x=x, y=y)
        run("jnp.float_power(x, y)", x=x, y=y)
        run("lax.pow(x, y)", x=x, y=y)
    for y in (0, 1, 2, 3, -1, -2, 5, 10):
        run(f"lax.integer_pow(x, {y})", x=f32([2, -3, 0.5, 1.5]))
        run(f"x ** {y}", x=f32([2, -3, 0.5, 1.5]))
    # shifts and bits
    for t in ("i32", "u32", "i8", "u8"):
        x, y = make(t)([1, 5, 127, 3, 100] if t[0] == "u" else [1, -5, 127, -128, 100]), make(t)([0, 1, 4, 7, 2])
        wide = make(t)([int(t[1:]) - 1, int(t[1:]), int(t[1:]) + 1, 0, 99])
        for y in (y, wide):
            for f in ("jnp.left_shift", "jnp.right_shift", "lax.shift_left", "lax.shift_right_logical", "lax.shift_right_arithmetic"):
                run(f"{f}(x, y)", x=x, y=y)
        for f in ("invert", "bitwise_not", "bitwise_count"):
            run(f"jnp.{f}(x)", x=x)
        for f in ("population_count", "clz"):
            run(f"lax.{f}(x)", x=x)
        run("jnp.bitwise_or(x, y)", x=x, y=y)
        run("jnp.left_shift(x, 1)", x=x)
    run("jnp.bitwise_and(x, y)", x=f32([1]), y=f32([2]))
    run("jnp.invert(x)", x=b1([1, 0]))
    for f in ("logical_and", "logical_or", "logical_xor"):
        run(f"jnp.{f}(x, y)", x=i32([0, 1, 2, 0]), y=i32([0, 0, 3, 4]))
        run(f"jnp.{f}(x, y)", x=f32([0, 1, nan, -0.0]), y=b1([1, 1, 1, 1]))
    run("jnp.logical_not(x)", x=f32([0, 1, nan, -0.0]))
    # order, signs, rounding
    a, b = f32([1, nan, 3, -0.0, 0.0, inf, nan]), f32([2, 1, nan, 0.0, -0.0, -inf, nan])
    for f in ("maximum", "minimum", "fmax", "fmin", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal", "copysign", "heaviside", "hypot", "arctan2", "logaddexp", "logaddexp2", "nextafter"):
        run(f"jnp.{f}(x, y)", x=a, y=b)
    run("jnp.logaddexp(x, y)", x=f32([-inf, inf, 1000, -inf]), y=f32([-inf, -inf, 1000, 3]))
    run("jnp.arctan2(x, y)", x=f32([0, -0.0, 1, -1, 0, -0.0, inf, inf]), y=f32([-1, -1, 0, 0, 0, -0.0, inf, -inf]))
    rounding = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999997, 2.4, -2.6, 0.0, -0.0, inf, nan, 8388609.0, 1e20]
    for t in ("f32", "f64", "f16", "bf16"):
        x = make(t)(rounding[:-2] if t == "f16" else rounding)
        for f in ("round", "rint", "floor", "ceil", "trunc", "sign", "abs", "negative", "signbit", "isnan", "isinf", "isfinite", "square", "reciprocal", "positive"):
            run(f"jnp.{f}(x)", x=x)
    run("lax.round(x)", x=f32(rounding))
    run("lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN)", x=f32(rounding))
    run("jnp.round(x, 1)", x=f32([0.25, 0.35, -1.45, 12.34]))
    run("jnp.round(x, -1)", x=f32([14, 15, 25, -35]))
    for t in ("i32", "i8", "u8"):
        x = make(t)([0, 3, 100] if t == "u8" else [0, -3, 100, -128])
        for f in ("round", "floor", "ceil", "trunc", "sign", "abs", "negative", "square", "isnan", "reciprocal", "sqrt", "signbit"):
            run(f"jnp.{f}(x)", x=x)
    run("jnp.abs(x)", x=i32([-2147483648, 5]))
    run("jnp.sign(x)", x=b1([1, 0]))
    run("jnp.negative(x)", x=b1([1, 0]))
    run("jnp.abs(x)", x=b1([1, 0]))
    run("jnp.frexp(x)", x=f32([0.75, 8, -3, 0]))
    run("jnp.ldexp(x, y)", x=f32([0.75, -1.5]), y=i32([3, -2]))
    run("jnp.modf(x)", x=f32([1.5, -2.25, inf]))
    run("jnp.gcd(x, y)", x=i32([12, 0, -18]), y=i32([18, 5, 12]))
    run("jnp.lcm(x, y)", x=i32([12, 0, -18]), y=i32([18, 5, 12]))
    # clip, where, select, compare
    run("jnp.clip(x, 0, 2)", x=f32([-1, 0, 1, 2, 3, nan, inf]))
    run("jnp.clip(x, 1)", x=i32([-1, 0, 1, 2, 3]))
    run("jnp.clip(x, None, 1)", x=i32([-1, 0, 1, 2, 3]))
    run("jnp.clip(x, 0.5, 2.5)", x=i32([-1, 0, 1, 2, 3]))
    run("jnp.clip(x, 2, 1)", x=i32([-1, 0, 1, 2, 3]))
    run("jnp.clip(x, lo, hi)", x=f32([[1, 5], [9, -3]]), lo=f32([0, 2]), hi=f32([[4], [8]]))
    run("lax.clamp(lo, x, hi)", x=f32([-1, 1, 9, nan]), lo=f32(0), hi=f32(2))
    run("lax.clamp(lo, x, hi)", x=i32([-1, 1, 9]), lo=i32([0, 2, 0]), hi=i32([5, 5, 5]))
    run("jnp.where(m, x, y)", m=b1([1, 0]), x=i32([[1], [2]]), y=f32([3, 4]))
    run("jnp.where(m, x, 0)", m=b1([1, 0]), x=f32([1, 2]))
    run("jnp.where(m, 1, 0)", m=b1([1, 0]))
    run("jnp.where(m, 1.5, 0)", m=b1([1, 0]))
    run("jnp.where(m, x, nan)", m=b1([1, 0]), x=i32([1, 2]))
    run("jnp.where(m, x, 0)", m=i32([1, 0, -2]), x=i8([1, 2, 3]))
    run("jnp.where(m, x, y)", m=f32([0, nan, 0.5]), x=f32(1), y=f32(2))
    run("jnp.where(m)", m=b1([[1, 0], [1, 1]]))
    run("jnp.nonzero(x)", x=i32([[1, 0], [0, 2]]))
    run("jnp.flatnonzero(x)", x=i32([[1, 0], [0, 2]]))
    run("jnp.argwhere(x)", x=i32([[1, 0], [0, 2]]))
    run("jnp.select([c, d], [x, y], 9)", c=b1([1, 0, 0]), d=b1([1, 1, 0]), x=i32([1, 2, 3]), y=i32([4, 5, 6]))
    run("jnp.isclose(x, y)", x=f32([1, 1, nan, inf, inf, 1e-9, 100]), y=f32([1.000001, 1.1, nan, inf, -inf, 0, 100.0005]))
    run("jnp.isclose(x, y, equal_nan=True)", x=f32([nan, 1]), y=f32([nan, nan]))
    run("jnp.isclose(x, y, rtol=0.1, atol=0)", x=f32([1, 1]), y=f32([1.05, 1.2]))
    run("jnp.isclose(x, y)", x=i32([1, 2]), y=i32([1, 3]))
    run("jnp.allclose(x, y)", x=f32([1, 2]), y=f32([1.000001, 2]))
    run("jnp.allclose(x, y)", x=f32([1, nan]), y=f32([1, nan]))
    run("jnp.array_equal(x, y)", x=f32([1, 2]), y=i32([1, 2]))
    run("jnp.array_equal(x, y)", x=f32([1, 2]), y=f32([[1, 2]]))
    run("jnp.array_equal(x, y, equal_nan=True)", x=f32([nan]), y=f32([nan]))
    run("jnp.nan_to_num(x)", x=f32([nan, inf, -inf, 1]))
    run("jnp.nan_to_num(x, nan=5.0, posinf=6.0, neginf=-6.0)", x=f32([nan, inf, -inf, 1]))
    run("jnp.nan_to_num(x)", x=i32([1, 2]))
    # conversions
    for t in ("i32", "u8", "i8", "u32", "bool", "f16", "bf16"):
        run(f"x.astype(jnp.{np.dtype(make(t)(0).dtype).name})", x=f32([0, -0.0, 1.5, -1.5, 2.5, 300, -300, 3e9, -3e9, inf, -inf, nan, 0.1, 65520, 1e-8]))
    for t in ("i64", "u64", "f32", "i32"):
        run(f"x.astype(jnp.{np.dtype(make(t)(0).dtype).name})", x64=True, x=f64([0, 1.5, -1.5, 1e20, -1e20, nan, 0.1, 4294967296.5]))
    for s, t in (("i32", "i8"), ("i32", "u8"), ("i32", "f32"), ("i32", "bf16"), ("i32", "f16"), ("u32", "i32"), ("u32", "f32"), ("i32", "bool"), ("i8", "u32"), ("u8", "i8")):
        v = [0, 1, 127, 200, 255] if s[0] == "u" else [0, -1, 127, -128, 100]
        if s == "i32":
            v += [300, 16777217, -2147483648, 2147483647, 65519]
        if s == "u32":
            v += [4294967295, 16777217]
        run(f"x.astype(jnp.{np.dtype(make(t)(0).dtype).name})", x=make(s)(v))
    run("x.astype(jnp.float32)", x=bf16([1.5, nan, -inf, 1e-40]))
    run("x.astype(jnp.float32)", x=f16([1.5, nan, -inf, 6e-8, 65504]))
    run("lax.bitcast_convert_type(x, jnp.int32)", x=f32([1, -0.0, inf]))
    run("lax.bitcast_convert_type(x, jnp.float32)", x=u32([0x3F800000, 0x80000000]))
    run("lax.bitcast_convert_type(x, jnp.uint8)", x=f32([1, -2]))
    run("lax.bitcast_convert_type(x, jnp.int32)", x=u8([[1, 0, 0, 0], [0, 1, 2, 3]]))
    run("lax.bitcast_convert_type(x, jnp.uint16)", x=bf16([1, -2]))
    run("lax.reduce_precision(x, 5, 10)", x=f32([1.0001, 70000, 1e-8, -0.1]))
    run("lax.reduce_precision(x, 8, 7)", x=f32([1.0001, 70000, 1e-8, -0.1]))
    # shapes that do not agree
    run("jnp.add(x, y)", x=f32([1, 2, 3]), y=f32([1, 2]))
    run("lax.add(x, y)", x=f32([1, 2]), y=i32([1, 2]))
    run("lax.add(x, y)", x=f32([1, 2]), y=f32([[1], [2]]))
    run("jnp.add(x, y)", x=f32(np.zeros((0, 1))), y=f32([1, 2, 3]))
    for f in ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh",
              "sinc", "deg2rad", "rad2deg", "exp"):
        for t in ("f32", "f64"):
            run(f"jnp.{f}(x)", x=make(t)([0, -0.0, 0.5, -0.5, 1, -1, 3, 10, inf, -inf, nan]))
        run(f"jnp.{f}(x)", x=i32([0, 1, 2]))
    for f in ("bf16", "f16"):
        for g in ("exp", "log", "sin", "tanh", "sqrt"):
            run(f"jnp.{g}(x)", x=make(f)([0.5, 1, 2, 0.1]))
    for f in ("lax.rsqrt(x)", "lax.erf(x)", "lax.erfc(x)", "lax.erf_inv(x)", "lax.logistic(x)", "lax.lgamma(x)", "lax.digamma(x)"):
        for t in ("f32", "f64"):
            run(f, x=make(t)([0, -0.0, 0.5, -0.5, 0.9, 1, -1, 3, inf, -inf, nan]))
    for f in ("relu", "relu6", "sigmoid", "softplus", "silu", "elu", "selu", "gelu", "leaky_relu", "log_sigmoid"):
        run(f"jax.nn.{f}(x)", x=f32([-3, -0.5, 0, 0.5, 3, 20]))
    run("jax.nn.one_hot(x, 3)", x=i32([0, 2, 3, -1]))
    OUT.save()


def shapes():
    open_file("shapes.txt", "Creation and shape manipulation of jax.numpy.")
    x6, x23, x234 = i32(np.arange(6)), i32(np.arange(6)).reshape(2, 3), i32(np.arange(24)).reshape(2, 3, 4)
    x34, f4, x1 = i32(np.arange(12)).reshape(3, 4), f32([1.5, 2.5, 3.5, 4.5]), i32([[[5], [6]]])
    for s in ("arange(5)", "arange(2, 8, 3)", "arange(5.0)", "arange(0, 1, 0.25)", "arange(5, 0, -2)", "arange(0)", "arange(3, 3)", "arange(5, 2)", "arange(-3, 3)", "arange(1.5)", "arange(0.5, 3)",
              "arange(4, dtype=jnp.int8)", "arange(4, dtype=jnp.float16)", "arange(4, dtype=jnp.bfloat16)", "arange(0, 1, 0.1)", "arange(3, dtype=jnp.float32)", "arange(0, 5, 0)",
              "linspace(0, 1, 5)", "linspace(0, 10, 4, endpoint=False)", "linspace(1, 1, 3)", "linspace(5, -5, 3)", "linspace(0, 1, 1)", "linspace(0, 1, 0)", "linspace(0, 1, 2)", "linspace(0, 1, 7)",
              "linspace(0, 10, 5, dtype=jnp.int32)", "linspace(-1, 1, 4, dtype=jnp.float16)", "logspace(0, 2, 3)", "geomspace(1, 8, 4)", "eye(3)", "eye(2, 3)", "eye(3, k=1)", "eye(3, 2, k=-1)", "eye(2, dtype=jnp.int32)",
              "eye(0)", "identity(2)", "tri(3)", "tri(3, 4, k=1)", "tri(2, 3, k=-1)", "tri(2, dtype=jnp.int32)", "zeros(3)", "zeros((2, 0))", "ones((2, 2), dtype=jnp.int8)", "full((2,), 3)", "full((2,), 3.5)", "full((2, 2), True)",
              "full((2,), 3, dtype=jnp.float32)", "zeros(())", "tril_indices(3)", "triu_indices(3, k=1)", "indices((2, 3))", "hamming(4)", "hanning(5)", "vander(jnp.arange(3), 3)"):
        run("jnp." + s)
    run("jnp.linspace(a, b, 3)", a=f32([0, 1]), b=f32([2, 5]))
    run("jnp.linspace(a, b, 3, axis=1)", a=f32([0, 1]), b=f32([2, 5]))
    run("jnp.full((2, 2), x)", x=i32([1, 2]))
    for f in ("zeros_like", "ones_like"):
        run(f"jnp.{f}(x)", x=x23)
        run(f"jnp.{f}(x, dtype=jnp.float32)", x=x23)
    run("jnp.full_like(x, 2.7)", x=x23)
    for k in (-1, 0, 1):
        for f in ("tril", "triu"):
            run(f"jnp.{f}(x, k={k})", x=x34)
        run(f"jnp.diag(x, k={k})", x=x34)
        run(f"jnp.diag(x, k={k})", x=x6[:3])
        run(f"jnp.diagonal(x, offset={k})", x=x234)
    run("jnp.tril(x)", x=x234)
    run("jnp.diagflat(x)", x=x23)
    run("jnp.diagonal(x, axis1=0, axis2=2)", x=x234)
    for s in ("trace(x)", "trace(x, offset=1)", "trace(x, offset=-1)"):
        run("jnp." + s, x=x34)
    run("jnp.trace(x, axis1=1, axis2=2)", x=x234)
    run("jnp.meshgrid(x, y)", x=i32([1, 2, 3]), y=f32([4, 5]))
    run("jnp.meshgrid(x, y, indexing='ij')", x=i32([1, 2, 3]), y=f32([4, 5]))
    run("jnp.meshgrid(x, y, sparse=True)", x=i32([1, 2, 3]), y=f32([4, 5]))
    run("jnp.meshgrid(x, y, z)", x=i32([1, 2]), y=i32([3]), z=i32([4, 5]))
    for r in ("2", "(2,)", "(1, 2)", "(2, 1, 2)", "0", "(2, 2)"):
        run(f"jnp.tile(x, {r})", x=x23)
    for s in ("repeat(x, 2)", "repeat(x, 2, axis=0)", "repeat(x, 2, axis=1)", "repeat(x, 0, axis=1)"):
        run("jnp." + s, x=x23)
    run("jnp.repeat(x, r, axis=0)", x=x23, r=i32([1, 3]))
    run("jnp.repeat(x, r)", x=x6[:3], r=i32([2, 0, 1]))
    for s in ("roll(x, 1)", "roll(x, -2)", "roll(x, 7)", "roll(x, 1, axis=0)", "roll(x, -1, axis=1)", "roll(x, (1, 1), axis=(0, 1))", "roll(x, (1, 2), axis=1)"):
        run("jnp." + s, x=x23)
    for s in ("flip(x)", "flip(x, axis=0)", "flip(x, axis=(0, 1))", "fliplr(x)", "flipud(x)", "rot90(x)", "rot90(x, k=2)", "rot90(x, k=3)", "rot90(x, k=-1)", "rot90(x, k=4)", "ravel(x)", "ravel(x, order='F')",
              "reshape(x, (3, 2))", "reshape(x, -1)", "reshape(x, (-1, 2))", "reshape(x, (1, 6, 1))", "reshape(x, (4, -1))", "reshape(x, (7,))", "reshape(x, (3, 2), order='F')", "transpose(x)", "transpose(x, (1, 0))",
              "transpose(x, (0, 0))", "transpose(x, (0, 1, 2))", "swapaxes(x, 0, 1)", "swapaxes(x, 0, 2)", "atleast_3d(x)", "expand_dims(x, 0)", "expand_dims(x, -1)", "expand_dims(x, (0, 2))", "expand_dims(x, 5)", "size(x)", "ndim(x)"):
        run("jnp." + s, x=x23)
    for s in ("transpose(x)", "transpose(x, (2, 0, 1))", "moveaxis(x, 0, -1)", "moveaxis(x, (0, 1), (-1, 0))", "swapaxes(x, 0, 2)", "swapaxes(x, -1, 1)", "rollaxis(x, 2)", "rot90(x, axes=(1, 2))", "matrix_transpose(x)", "permute_dims(x, (1, 2, 0))"):
        run("jnp." + s, x=x234)
    for s in ("squeeze(x)", "squeeze(x, axis=0)", "squeeze(x, axis=(0, 2))", "squeeze(x, axis=1)", "squeeze(x, axis=-1)"):
        run("jnp." + s, x=x1)
    for s in ("broadcast_to(x, (2, 3))", "broadcast_to(x, (3,))", "broadcast_to(x, (3, 2))", "broadcast_to(x, (0, 3))", "atleast_1d(x)", "atleast_2d(x)"):
        run("jnp." + s, x=i32([1, 2, 3]))
    run("jnp.broadcast_to(x, (2, 2))", x=i32(7))
    run("jnp.atleast_1d(x)", x=i32(7))
    run("jnp.broadcast_arrays(x, y)", x=i32([1, 2, 3]), y=f32([[4], [5]]))
    for f in ("concatenate", "stack", "hstack", "vstack", "dstack", "column_stack"):
        run(f"jnp.{f}([x, y])", x=x23, y=x23 + 10)
        run(f"jnp.{f}([x, y])", x=i32([1, 2]), y=i32([3, 4]))
    for s in ("concatenate([x, y], axis=1)", "concatenate([x, y], axis=None)", "concatenate([x, y], axis=-2)", "stack([x, y], axis=1)", "stack([x, y], axis=-1)", "concatenate([x, y], axis=2)", "block([[x, y], [y, x]])", "append(x, y)", "append(x, y, axis=0)"):
        run("jnp." + s, x=x23, y=x23 + 10)
    run("jnp.concatenate([x, y])", x=i32([1, 2]), y=f32([3]))
    run("jnp.concatenate([x, y])", x=i8([1, 2]), y=u8([3]))
    run("jnp.concatenate([x, y])", x=f16([1, 2]), y=bf16([3]))
    run("jnp.concatenate([x, y])", x=i32([1, 2]), y=i32(np.zeros(0)))
    run("jnp.concatenate([x, y])", x=x23, y=x34)
    run("jnp.stack([x, y])", x=i32([1, 2]), y=f32([3, 4]))
    run("jnp.stack([x, y])", x=i32([1, 2]), y=f32([3, 4, 5]))
    run("jnp.concatenate([])")
    for s in ("split(x, 3)", "split(x, [2, 3])", "split(x, [1, 9])", "split(x, 4)", "array_split(x, 4)", "hsplit(x, 2)"):
        run("jnp." + s, x=x6)
    for s in ("split(x, 2, axis=1)", "vsplit(x, 3)", "hsplit(x, 2)", "split(x, [1], axis=1)", "unstack(x, axis=1)"):
        run("jnp." + s, x=x34)
    for s in ("pad(x, 1)", "pad(x, (1, 2))", "pad(x, ((1, 0), (0, 2)))", "pad(x, 1, constant_values=9)", "pad(x, ((1, 1), (2, 0)), constant_values=((1, 2), (3, 4)))", "pad(x, 1, mode='edge')", "pad(x, ((0, 2), (1, 0)), mode='edge')",
              "pad(x, 1, mode='reflect')", "pad(x, ((1, 1), (2, 2)), mode='reflect')", "pad(x, 1, mode='symmetric')", "pad(x, 2, mode='wrap')", "pad(x, ((1, 1), (2, 2)), mode='symmetric')", "pad(x, 0)", "pad(x, -1)", "pad(x, 1, mode='maximum')",
              "pad(x, 1, mode='linear_ramp')", "pad(x, 1, mode='mean')"):
        run("jnp." + s, x=x23)
    for v in ("[(1, 2, 0)]", "[(-1, 1, 0)]", "[(0, 0, 1)]", "[(1, -1, 2)]", "[(-2, -2, 1)]"):
        run(f"lax.pad(x, jnp.int32(9), {v})", x=i32([1, 2, 3]))
    run("lax.pad(x, jnp.int32(9), [(1, 0, 1), (0, -1, 0)])", x=x23)
    for s in ("lax.slice(x, (0, 1), (2, 3))", "lax.slice(x, (0, 0), (3, 4), (2, 3))", "lax.slice_in_dim(x, 1, 3, axis=1)", "lax.rev(x, (0,))", "lax.rev(x, (0, 1))", "lax.broadcast(x, (2,))", "lax.broadcast_in_dim(x, (3, 2, 4), (0, 2))",
              "lax.reshape(x, (4, 3))", "lax.reshape(x, (12,), dimensions=(1, 0))", "lax.transpose(x, (1, 0))", "lax.expand_dims(x, (1,))", "lax.slice(x, (0, 0), (4, 4))", "lax.collapse(x, 0, 2)"):
        run(s, x=x34)
    for s in ("lax.iota(jnp.int32, 4)", "lax.iota(jnp.float32, 3)", "lax.broadcasted_iota(jnp.int32, (2, 3), 1)", "lax.broadcasted_iota(jnp.uint8, (2, 3), 0)"):
        run(s)
    for s in ("delete(x, 2)", "insert(x, 2, 9)", "resize(x, (2, 4))", "trim_zeros(x)", "ediff1d(x)", "flatnonzero(x)"):
        run("jnp." + s, x=i32([0, 1, 5, 2, 0]))
    OUT.save()


def ordering():
    open_file("ordering.txt", "Sorting, searching, sets, gathering along axes, counting, interpolation.")
    ties = i32([[3, 1, 2, 1], [0, 0, 5, -1]])
    nans = f32([3, nan, -inf, 0.0, -0.0, inf, nan, 1])
    for x in (ties, nans, u8([200, 3, 3]), b1([1, 0, 1, 0]), f64([2, nan, 1]), bf16([2, -1, 0.5]), f16([2, nan, -1]), i64([3, -1, 2]), f32(np.zeros(0)), f32([[1]])):
        for f in ("sort", "argsort"):
            run(f"jnp.{f}(x)", x=x)
            run(f"jnp.{f}(x, axis=0)", x=x)
            run(f"jnp.{f}(x, descending=True)", x=x)
    run("jnp.sort(x, axis=None)", x=ties)
    run("jnp.argsort(x, axis=None)", x=ties)
    run("lax.sort(x)", x=nans)
    run("lax.sort((x, y), num_keys=1)", x=i32([2, 1, 2, 1]), y=f32([1, 2, 3, 4]))
    run("lax.sort((x, y), num_keys=2)", x=i32([2, 1, 2, 1]), y=f32([4, 3, 2, 1]))
    run("lax.sort((x, y, z), dimension=0, num_keys=1)", x=ties, y=ties * 2, z=f32(ties))
    run("jnp.lexsort((x, y))", x=i32([1, 5, 1, 4]), y=i32([9, 4, 4, 9]))
    run("lax.top_k(x, 2)", x=f32([[1, 5, 5, 2], [nan, 0, 3, 4]]))
    run("jnp.partition(x, 2)", x=i32([3, 1, 2, 0]))
    a = f32([1, 2, 2, 3, 5])
    for side in ("left", "right"):
        run(f"jnp.searchsorted(a, v, side='{side}')", a=a, v=f32([0, 1, 2, 2.5, 5, 6, nan]))
        run(f"jnp.searchsorted(a, v, side='{side}')", a=i32([1, 2, 2, 3]), v=i32([[2, 0], [3, 9]]))
        run(f"jnp.searchsorted(a, v, side='{side}')", a=f32([-inf, 0, inf, nan]), v=f32([nan, inf, -inf]))
        run(f"jnp.searchsorted(a, 2, side='{side}')", a=a)
        run(f"jnp.searchsorted(a, v, side='{side}')", a=f32(np.zeros(0)), v=f32([1]))
    run("jnp.searchsorted(a, v, sorter=s)", a=f32([3, 1, 2]), v=f32([2.5]), s=i32([1, 2, 0]))
    run("jnp.digitize(x, a)", x=f32([0.5, 2, 9]), a=a)
    for x in (i32([3, 1, 2, 1, 3]), f32([1, nan, 0.5, nan, 1]), i32([[2, 1], [1, 2]]), b1([1, 0, 1]), f32(np.zeros(0))):
        run("jnp.unique(x)", x=x)
        run("jnp.unique(x, return_inverse=True)", x=x)
        run("jnp.unique(x, return_counts=True)", x=x)
        run("jnp.unique(x, return_index=True, return_inverse=True, return_counts=True)", x=x)
    run("jnp.unique(x, axis=0)", x=i32([[1, 2], [0, 1], [1, 2]]))
    for f in ("union1d", "intersect1d", "setdiff1d", "setxor1d", "isin"):
        run(f"jnp.{f}(x, y)", x=i32([3, 1, 2, 1]), y=i32([2, 5, 1]))
    x34 = i32(np.arange(12)).reshape(3, 4)
    for mode in ("", ", mode='clip'", ", mode='wrap'", ", mode='fill'"):
        run(f"jnp.take(x, i{mode})", x=f32([1, 2, 3]), i=i32([0, -1, 3, -4, 7]))
        run(f"jnp.take(x, i, axis=0{mode})", x=f32(x34), i=i32([[0, 2], [-1, 5]]))
    run("jnp.take(x, 1, axis=1)", x=x34)
    run("jnp.take(x, i, axis=-1)", x=x34, i=i32([3, 0]))
    run("jnp.take_along_axis(x, i, axis=1)", x=x34, i=i32([[0, 3], [1, 1], [-1, 2]]))
    run("jnp.take_along_axis(x, i, axis=0)", x=x34, i=i32([[0, 2, 1, 0]]))
    run("jnp.take_along_axis(x, i, axis=None)", x=x34, i=i32([0, 11, 5]))
    run("jnp.take_along_axis(x, jnp.argsort(x, axis=1), axis=1)", x=ties)
    run("jnp.put_along_axis(x, i, 9, axis=1, inplace=False)", x=x34, i=i32([[0], [3], [1]]))
    run("jnp.choose(i, [x, y])", i=i32([0, 1, 0]), x=i32([1, 2, 3]), y=i32([4, 5, 6]))
    run("jnp.compress(m, x, axis=1)", m=b1([1, 0, 1, 0]), x=x34)
    run("jnp.extract(m, x)", m=b1([1, 0, 1]), x=i32([5, 6, 7]))
    run("jnp.bincount(x)", x=i32([0, 1, 1, 3]))
    run("jnp.bincount(x, minlength=6)", x=i32([0, 1, 1, 3]))
    run("jnp.bincount(x, weights=w)", x=i32([0, 1, 1, 3]), w=f32([0.5, 1, 2, 4]))
    run("jnp.bincount(x, length=2)", x=i32([0, 1, 1, 3]))
    run("jnp.histogram(x, bins=4)", x=f32([0, 1, 1.5, 2, 4]))
    run("jnp.histogram(x, bins=2, range=(0, 3))", x=f32([0, 1, 1.5, 2, 4]))
    run("jnp.histogram(x, bins=b)", x=f32([0, 1, 1.5, 2, 4]), b=f32([0, 1, 2, 4]))
    for s in ("diff(x)", "diff(x, n=2)", "diff(x, axis=0)", "diff(x, n=0)", "diff(x, n=9)", "diff(x, prepend=0)", "diff(x, append=7)"):
        run("jnp." + s, x=i32([[1, 4, 9, 16], [2, 3, 5, 8]]))
    run("jnp.diff(x)", x=b1([1, 0, 0, 1]))
    run("jnp.interp(x, p, q)", x=f32([-1, 0, 0.5, 1.5, 3, 9, nan]), p=f32([0, 1, 3]), q=f32([0, 10, 40]))
    run("jnp.interp(x, p, q, left=-1.0, right=-2.0)", x=f32([-1, 0, 9]), p=f32([0, 1, 3]), q=f32([0, 10, 40]))
    run("jnp.gradient(x)", x=f32([1, 2, 4, 7, 11]))
    run("jnp.trapezoid(x)", x=f32([1, 2, 4]))
    run("jnp.convolve(x, y)", x=f32([1, 2, 3]), y=f32([0, 1, 0.5]))
    run("jnp.convolve(x, y, mode='same')", x=f32([1, 2, 3]), y=f32([0, 1, 0.5]))
    run("jnp.quantile(x, q)", x=f32([1, 2, 3, 4]), q=f32([0, 0.25, 0.5, 1]))
    run("jnp.percentile(x, 30)", x=f32([1, 2, 3, 4]))
    run("jnp.polyval(p, x)", p=f32([1, 2, 3]), x=f32([0, 1, 2]))
    run("jnp.cov(x)", x=f32([[1, 2, 3], [1, 0, 5]]))
    run("jnp.unravel_index(i, (3, 4))", i=i32([0, 5, 11]))
    run("jnp.ravel_multi_index((i, j), (3, 4))", i=i32([0, 2]), j=i32([1, 3]))
    run("jnp.apply_along_axis(jnp.sum, 0, x)", x=x34)
    OUT.save()


def contraction():
    open_file("contraction.txt", "einsum, matmul and its kin. Operands are small integers or halves, so results are exact.")
    size = {"a": 2, "b": 3, "c": 4, "d": 2, "i": 3, "j": 4, "k": 2, "l": 2}

    def operand(spec, seed, make=f32, ellipsis=(2,)):
        shape = []
        for part in spec.replace("...", "."):
            shape += list(ellipsis) if part == "." else [size[part]]
        return make((np.arange(int(np.prod(shape))) * 5 + seed) % 7 - 3).reshape(shape)

    specs = ["ij->ji", "ij->", "ij->i", "ij->j", "ij", "ji", "ii", "ii->i", "ii->", "ij,jk->ik", "ij,jk", "ij,kj->ik", "ij,jk->ki", "ij,jk->", "i,i->", "i,j->ij", "i,i->i", "ij,ij->", "ij,ij->ij", "ij,ij->i", "ij,j->i",
             "ij,i->j", "aij,ajk->aik", "aij,jk->aik", "aij,akj->aik", "aij,aij->a", "abc,cd->abd", "abc,abd->cd", "ij,jk,kl->il", "i,j,k->ijk", "ij,jk,kl", "i,ij,j->", "abc->cab", "abc->b", "...ij->...ji",
             "...ij,...jk->...ik", "...i,...i->...", "i...->...", "...,...->...", "ij,...j->...i", "ij,ik->jk", "aii->ai", "abca->bc", "abc,abc->", "ai,bi->ab", "abij,abjk->abik", "ij,j->ji"]
    for spec in specs:
        ins = spec.split("->")[0].split(",")
        ops = {}
        for k, one in enumerate(ins):
            ops["xyz"[k]] = operand(one, k + 1)
        run(f"jnp.einsum('{spec}', {', '.join(ops)})", **ops)
    for make_ in (i32, i8, f16, bf16, f64):
        ops = {"x": operand("ij", 1, make_), "y": operand("jk", 2, make_)}
        run("jnp.einsum('ij,jk->ik', x, y)", **ops)
        run("jnp.matmul(x, y)", **ops)
        run("jnp.dot(x, y, preferred_element_type=jnp.float32)", x64=None, **ops)
    run("jnp.einsum('ij,jk->ik', x, y)", x=operand("ij", 1), y=operand("ik", 2))
    run("jnp.einsum('ij->ik', x)", x=operand("ij", 1))
    run("jnp.einsum('ij,jk', x)", x=operand("ij", 1))
    run("jnp.einsum('ii', x)", x=operand("ij", 1))
    run("jnp.einsum('ij,jk->ik', x, y)", x=operand("ij", 1, i32), y=operand("jk", 2))

    def arr(*shape, make=f32):
        return make((np.arange(int(np.prod(shape))) * 3) % 5 - 2).reshape(shape)

    for a, b in (((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((2, 2, 3), (3, 2)), ((2, 3), (2, 3, 2)), ((2, 2, 3), (2, 3, 2)), ((2, 1, 2, 3), (3, 3, 2)), ((2, 2, 3), (3,)), ((3,), (2, 3, 2)), ((2, 3), (2, 3)), ((), (3,)),
                 ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((1, 1), (1, 1)), ((2, 3), ())):
        run("jnp.matmul(x, y)", x=arr(*a), y=arr(*b))
        run("jnp.dot(x, y)", x=arr(*a), y=arr(*b))
    for axes in ("0", "1", "2", "((1,), (0,))", "([0, 1], [1, 0])", "[[1], [1]]", "(1, 0)"):
        run(f"jnp.tensordot(x, y, axes={axes})", x=arr(3, 3), y=arr(3, 3))
    run("jnp.tensordot(x, y, axes=([1, 2], [0, 1]))", x=arr(2, 3, 4), y=arr(3, 4, 2))
    for f in ("inner", "outer", "kron", "vdot", "dot", "multiply"):
        run(f"jnp.{f}(x, y)", x=arr(3), y=f32([1, 2, 4]))
        run(f"jnp.{f}(x, y)", x=arr(2, 3), y=arr(2, 3))
        run(f"jnp.{f}(x, y)", x=arr(3, make=i32), y=arr(3))
    run("jnp.inner(x, y)", x=arr(2, 3), y=arr(4, 3))
    run("jnp.vecdot(x, y)", x=arr(2, 3), y=arr(2, 3))
    run("jnp.cross(x, y)", x=f32([1, 2, 3]), y=f32([4, 5, 6]))
    run("jnp.cross(x, y)", x=arr(2, 3), y=f32([4, 5, 6]))
    run("jnp.cross(x, y)", x=f32([1, 2]), y=f32([4, 5]))
    run("jnp.linalg.norm(x)", x=f32([3, 4]))
    run("jnp.linalg.norm(x, axis=1)", x=f32([[3, 4], [0, 0]]))
    run("jnp.linalg.norm(x, ord=1)", x=f32([3, -4]))
    run("jnp.linalg.norm(x, ord=inf)", x=f32([3, -4]))
    run("jnp.linalg.matrix_power(x, 3)", x=f32([[1, 1], [0, 2]]))
    run("jnp.linalg.multi_dot([x, y, z])", x=arr(2, 3), y=arr(3, 4), z=arr(4, 2))
    for dims, a, b in (("(((1,), (0,)), ((), ()))", (2, 3), (3, 4)), ("(((2,), (1,)), ((0,), (0,)))", (2, 3, 4), (2, 4, 3)), ("(((0,), (0,)), ((), ()))", (3, 2), (3, 4)), ("(((), ()), ((0,), (0,)))", (3,), (3,)), ("(((), ()), ((), ()))", (2,), (3,)),
                       ("(((0, 1), (0, 1)), ((), ()))", (2, 3), (2, 3)), ("(((1,), (2,)), ((2, 0), (1, 0)))", (2, 3, 4), (2, 4, 3)), ("(((1,), (1,)), ((), ()))", (2, 3), (3, 4)), ("(((1,), (1,)), ((0,), (0,)))", (0, 3), (0, 3)), ("(((1,), (0,)), ((), ()))", (3, 0), (0, 2))):
        run(f"lax.dot_general(x, y, {dims})", x=arr(*a), y=arr(*b))
    run("lax.dot_general(x, y, (((1,), (0,)), ((), ())), preferred_element_type=jnp.int32)", x=i8([[100, 100]]), y=i8([[100], [100]]))
    run("lax.dot_general(x, y, (((1,), (0,)), ((), ())))", x=i8([[100, 100]]), y=i8([[100], [100]]))
    run("lax.dot_general(x, y, (((1,), (0,)), ((), ())), preferred_element_type=jnp.float32)", x=bf16([[1.5, 2]]), y=bf16([[3], [0.25]]))
    run("jnp.matmul(x, y)", x=b1([[1, 0], [1, 1]]), y=b1([[1, 1], [0, 1]]))
    run("jnp.dot(x, y)", x=b1([1, 0]), y=i32([5, 6]))
    run("jnp.matmul(x, y)", x=f32([[inf, 0]]), y=f32([[0], [1]]))
    OUT.save()


def grids():
    open_file("grids.txt", "Sums and differences on a grid, convolution, polynomials, covariance, histograms, places. Operands are such that most results are exact.")
    x, y, short = f32([1, 4, 9, 16, 25]), f32([0, 1, 3, 4, 8]), f32([1, -2, 0.5])
    m = f32([[1, 2, 4, 8], [3, 1, 4, 1]])
    run("jnp.trapezoid(x)", x=x)
    run("jnp.trapezoid(x)", x=i32([1, 2, 4]))
    run("jnp.trapezoid(x)", x=m)
    run("jnp.trapezoid(x)", x=f32([3]))
    run("jnp.trapezoid(x, dx=0.5)", x=x)
    run("jnp.trapezoid(x, y)", x=x, y=y)
    run("jnp.trapezoid(x, y)", x=m, y=f32([0, 1, 2, 4]))
    for t in (x, i32([1, 4, 9, 16]), f32([1, 3]), f64([1, 4, 9])):
        run("jnp.gradient(x, axis=0)", x=t)
    run("jnp.gradient(x, axis=0)", x=m)
    run("jnp.gradient(x, axis=1)", x=m)
    run("jnp.gradient(x, 0.5, axis=-1)", x=m)
    run("jnp.gradient(x, axis=0)", x=f32([1]))
    run("jnp.ediff1d(x)", x=x)
    run("jnp.ediff1d(x)", x=i32([[1, 4], [9, 2]]))
    for f in ("convolve", "correlate"):
        for a, b in ((x, short), (short, x), (x, f32([1, 2])), (f32([2]), f32([3])), (i32([1, 2, 3, 4]), i32([1, 0, -1, 2])), (i32([1, 2]), short)):
            run(f"jnp.{f}(x, y)", x=a, y=b)
            for mode in ("full", "same", "valid"):
                run(f"jnp.{f}(x, y, mode='{mode}')", x=a, y=b)
        run(f"jnp.{f}(x, y)", x=x, y=f32([]))
        run(f"jnp.{f}(x, y)", x=m, y=short)
    run("jnp.polyval(p, x)", p=f32([1, 0, -2]), x=f32([0, 1, 2, 3]))
    run("jnp.polyval(p, x)", p=i32([3, 1]), x=i32([[0, 1], [2, 3]]))
    run("jnp.polyval(p, x)", p=f32([]), x=f32([2, 3]))
    run("jnp.polyval(p, x)", p=i32([2, 1]), x=f32(0.5))
    run("jnp.cov(x)", x=x)
    run("jnp.cov(x)", x=m)
    run("jnp.cov(x)", x=i32([[1, 2, 3], [1, 0, 1]]))
    run("jnp.cov(x, ddof=0)", x=m)
    run("jnp.corrcoef(x)", x=m)
    run("jnp.corrcoef(x)", x=x)
    run("jnp.tril_indices(3, k=0)")
    run("jnp.tril_indices(3, k=-1)")
    run("jnp.tril_indices(4, k=2)")
    run("jnp.triu_indices(3, k=0)")
    run("jnp.triu_indices(3, k=1)")
    run("jnp.triu_indices(4, k=-2)")
    run("jnp.diag_indices(3, ndim=2)")
    run("jnp.diag_indices(2, ndim=3)")
    run("jnp.fill_diagonal(x, y, inplace=False)", x=m, y=f32(9))
    run("jnp.fill_diagonal(x, y, inplace=False)", x=i32([[1, 2], [3, 4], [5, 6]]), y=i32([8, 9]))
    run("jnp.put_along_axis(x, i, y, axis=1, inplace=False)", x=m, i=i32([[3], [0]]), y=f32([[7], [8]]))
    run("jnp.put_along_axis(x, i, y, axis=0, inplace=False)", x=m, i=i32([[0, 1, 1, 0]]), y=f32([[5, 6, 7, 8]]))
    run("jnp.matvec(x, y)", x=m, y=f32([1, 0, -1, 2]))
    run("jnp.matvec(x, y)", x=f32(np.arange(12).reshape(2, 3, 2)), y=f32([[1, 2], [3, 4]]))
    run("jnp.vecmat(x, y)", x=f32([1, 2]), y=m)
    run("jnp.where(x)", x=b1([[1, 0], [1, 1]]))
    OUT.save()


arithmetic()
shapes()
ordering()
contraction()
grids()
