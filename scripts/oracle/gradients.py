"""Derivatives by JAX: conventions at ties, kinks and infinities; reductions, sorting, indexing, contraction."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from oracle import OracleFile, b1, f32, f64, i32

OUT = OracleFile("gradients.txt", """
`source` is a function of x (and y, z, where given), always of floating arrays. Results, for one direction and one cotangent:
`out value` = f(x, ...), `out jvp` = its derivative along tangents of ones; `out vjp.x`, `out vjp.y`, ... = the cotangents of the
operands for a cotangent of ones; for elementwise functions of x alone, `out second` = the vjp of the vjp (for ones, ones).
Where a vjp is absent, JAX refuses reverse mode there. Compare NaN to NaN, infinities exactly, the rest within a few ulp.
""")
inf, nan = np.inf, np.nan
SCOPE = {"jnp": jnp, "lax": lax, "jax": jax, "np": np, "inf": inf, "nan": nan}
n = 0


def run(body, second=False, types=(f32, f64), **operands):
    """`body` is an expression in the operands' names; integer and boolean operands are constants."""
    global n
    for make in types:
        x64 = make is f64
        with jax.enable_x64(x64):
            names = list(operands)
            arrays = {k: jnp.asarray(make(v) if not isinstance(v, np.ndarray) else v) for k, v in operands.items()}
            moving = [k for k in names if jnp.issubdtype(arrays[k].dtype, jnp.floating)]
            fixed = {k: v for k, v in arrays.items() if k not in moving}
            f = eval(f"lambda {', '.join(moving)}: {body}", {**SCOPE, **fixed})
            OUT.begin(f"grad.{n}.{'f64' if x64 else 'f32'}", body)
            for k in names:
                OUT.array("in", k, arrays[k])
            primals = [arrays[k] for k in moving]
            try:
                value, tangent = jax.jvp(f, primals, [jnp.ones_like(p) for p in primals])
                value = jnp.asarray(value)
                OUT.array("out", "value", value)
                if tangent.dtype != jax.dtypes.float0:
                    OUT.array("out", "jvp", tangent)
            except Exception as e:
                OUT.line("error", type(e).__name__, str(e).split("\n")[0][:200])
                OUT.end()
                continue
            try:
                if jnp.issubdtype(value.dtype, jnp.floating):
                    pullback = lambda *ps: jax.vjp(f, *ps)[1](jnp.ones_like(value))
                    for k, ct in zip(moving, pullback(*primals)):
                        OUT.array("out", f"vjp.{k}", ct)
                    if second:
                        first = lambda p: pullback(p)[0]
                        OUT.array("out", "second", jax.vjp(first, primals[0])[1](jnp.ones_like(primals[0]))[0])
                else:
                    g = jax.vjp(f, *primals)[1](np.zeros(value.shape, jax.dtypes.float0))
                    for k, ct in zip(moving, g):
                        OUT.array("out", f"vjp.{k}", ct)
            except Exception as e:
                OUT.line("opt", "vjp-refused", type(e).__name__)
            OUT.end()
    n += 1


POINTS = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, inf, -inf, nan]
INNER = [0.0, 0.25, -0.5, 0.75]
for f in ("jnp.sin", "jnp.cos", "jnp.tan", "jnp.sinh", "jnp.cosh", "jnp.tanh", "jnp.exp", "jnp.exp2", "jnp.expm1", "jnp.log", "jnp.log2", "jnp.log10", "jnp.log1p", "jnp.sqrt", "lax.rsqrt", "jnp.cbrt", "jnp.abs", "jnp.sign", "jnp.negative",
          "jnp.square", "jnp.reciprocal", "jnp.floor", "jnp.ceil", "jnp.round", "jnp.trunc", "jnp.arctan", "jnp.arcsinh", "lax.erf", "lax.erfc", "lax.logistic", "jax.nn.relu", "jax.nn.relu6", "jax.nn.softplus", "jax.nn.silu",
          "jax.nn.elu", "jax.nn.selu", "jax.nn.leaky_relu", "jax.nn.gelu", "jax.nn.log_sigmoid", "jax.nn.sigmoid"):
    run(f"{f}(x)", second=True, x=POINTS)
for f in ("jnp.arcsin", "jnp.arccos", "jnp.arctanh", "lax.erf_inv"):
    run(f"{f}(x)", second=True, x=INNER + [1.0, -1.0])
run("jnp.arccosh(x)", second=True, x=[1.0, 1.5, 2.0])
for f in ("lax.lgamma", "lax.digamma"):
    run(f"{f}(x)", x=[0.5, 1.0, 2.5, 5.0])
for y in (0, 1, 2, 3, -1, -2):
    run(f"lax.integer_pow(x, {y})", second=True, x=[0.0, -0.0, 2.0, -3.0, 0.5])
for y in (0, 1, 2, 3, -1, 0.0, 0.5, 1.5, 2.0):
    run(f"x ** {y}", second=True, x=[0.0, 2.0, 3.0, 0.5])
run("x ** y", x=[0, 0, 0, 2, 2, 1, 0.5], y=[0, 1, 2, 0, 3, -1, 0.5])
run("2.0 ** x", second=True, x=[0, 1, -2])
run("0.0 ** x", x=[0, 1, 2])
# two operands: ties, zeros, infinities
A, B = [1, 2, 0, -0.0, inf, nan, 3], [1, 3, 0, 0.0, inf, 1, nan]
for f in ("jnp.maximum", "jnp.minimum", "jnp.add", "jnp.subtract", "jnp.multiply", "jnp.divide", "jnp.hypot", "jnp.logaddexp", "jnp.arctan2", "jnp.remainder", "jnp.fmod", "lax.rem", "jnp.floor_divide", "jnp.copysign", "lax.nextafter"):
    run(f"{f}(x, y)", x=A, y=B)
run("jnp.logaddexp(x, y)", x=[-inf, 0, -inf, 1000], y=[-inf, 0, 1, 1000])
run("jnp.divide(x, y)", x=[1, 0, -1], y=[0, 0, 2])
run("jnp.arctan2(x, y)", x=[0, 1, 0], y=[0, 0, -1])
run("jnp.remainder(x, y)", x=[7, -7, 7.5, -7.5], y=[3, 3, -2, -2])
run("jnp.add(x, y)", x=[[1, 2, 3]], y=[[1], [2]])
run("jnp.multiply(x, y)", x=[[1, 2, 3]], y=[[1], [2]])
run("jnp.maximum(x, y)", x=[[1, 2, 3]], y=[[1], [2]])
# clip, clamp, where
run("jnp.clip(x, 0.0, 2.0)", x=[-1, 0, 1, 2, 3, nan])
run("lax.clamp(y, x, z)", x=[-1, 0, 1, 2, 3], y=0, z=2)
run("lax.clamp(y, x, z)", x=[-1, 0, 1, 2, 3], y=[0, 0, 0, 0, 0], z=[2, 2, 2, 2, 2])
run("jnp.where(x > 0, jnp.sqrt(x), 0.0)", x=[0, 1, 4])
run("jnp.where(x > 0, jnp.sqrt(jnp.where(x > 0, x, 1.0)), 0.0)", x=[0, 1, 4])
run("jnp.where(x > 0, jnp.log(x), x)", x=[-1, 0, 1])
run("jnp.where(x == 0, 1.0, jnp.sin(x) / x)", x=[0, 1])
run("jnp.where(m, x, y)", m=b1([1, 0, 1]), x=[1, 2, 3], y=[4, 5, 6])
run("jnp.where(m, x, y)", m=b1([1, 0, 1]), x=5, y=[[4, 5, 6]])
# reductions
M = [[1, 3, 3], [0, -2, 3]]
for f in ("jnp.sum", "jnp.mean", "jnp.max", "jnp.min", "jnp.prod", "jnp.var", "jnp.std", "jnp.median", "jnp.linalg.norm"):
    run(f"{f}(x)", x=M)
    if "norm" not in f:
        run(f"{f}(x, axis=1)", x=M)
        run(f"{f}(x, axis=0, keepdims=True)", x=M)
for v in ([2, 3, 4], [0, 3, 4], [0, 0, 4], [0, 0, 0], [-1, inf, 2]):
    run("jnp.prod(x)", second=True, x=v)
    run("jnp.cumprod(x)", x=v)
run("jnp.max(x)", x=[1, 1, 1])
run("jnp.max(x)", x=[1, nan, 1])
run("jnp.max(x)", x=[-inf, -inf])
run("jnp.min(x)", x=[0.0, -0.0, 1])
run("jnp.cumsum(x)", x=[1, 2, 3])
run("jnp.cumsum(x, axis=1)", x=M)
run("lax.cumsum(x, axis=1, reverse=True)", x=M)
run("lax.cummax(x, axis=1)", x=M)
run("lax.cummax(x)", x=[1, 1, 2, 2, 1])
run("lax.cummin(x)", x=[2, 2, 1, 1, 3])
run("lax.cumprod(x, axis=0, reverse=True)", x=M)
run("lax.cumlogsumexp(x)", x=[1, 2, 3])
run("jnp.argmax(x)", x=[1, 3, 2])
run("x * jnp.argmax(x)", x=[1, 3, 2])
run("jnp.sum(x)", x=np.zeros(0, np.float32), types=(f32,))
run("jnp.var(x)", x=[1, 1, 1])
run("jnp.std(x)", x=[1, 1, 1])
run("jnp.std(x)", x=[2])
run("jnp.var(x, ddof=1)", x=[1, 2, 4])
run("jnp.linalg.norm(x)", x=[0, 0])
run("jnp.linalg.norm(x)", x=[3, 4])
run("jnp.sqrt(jnp.sum(x * x))", x=[0, 0])
run("jax.scipy.special.logsumexp(x)", x=[1, 2, 3])
run("jax.scipy.special.logsumexp(x)", x=[-inf, 0])
run("jax.scipy.special.logsumexp(x)", x=[-inf, -inf])
run("jax.scipy.special.logsumexp(x)", x=[1000, 1000])
run("jax.scipy.special.logsumexp(x, axis=1)", x=M)
run("jax.nn.softmax(x)", x=[1, 2, 3])
run("jax.nn.softmax(x)[0]", x=[1, 2, 3])
run("jax.nn.log_softmax(x)[1]", x=[1, 2, 3])
run("jax.nn.softmax(x, axis=0)[0, 0]", x=M)
run("jnp.median(x)", x=[1, 2, 2, 5])
run("jnp.median(x)", x=[5, 1, 3])
run("jnp.count_nonzero(x) * x", x=[0, 1, 2])
# sorting
run("jnp.sort(x) * jnp.arange(4)", x=[3, 1, 2, 1])
run("jnp.sort(x, axis=0) * 2.0", x=M)
run("jnp.sort(x)[0]", x=[1, 1, 1])
run("jnp.sort(x, descending=True) * jnp.arange(4)", x=[3, 1, 2, 1])
run("x[jnp.argsort(x)] * jnp.arange(4)", x=[3, 1, 2, 1])
run("lax.sort((x, y), num_keys=1)[1] * jnp.arange(4)", x=[3, 1, 2, 1], y=[5, 6, 7, 8])
run("lax.top_k(x, 2)[0] * jnp.arange(1, 3)", x=[3, 1, 2, 3])
# indexing
run("x[1]", x=[1, 2, 3])
run("x[-1] * x[0]", x=[1, 2, 3])
run("x[::2]", x=[1, 2, 3, 4, 5])
run("x[::-1] * jnp.arange(3)", x=[1, 2, 3])
run("x[1, 1:]", x=M)
run("x[i]", x=[1, 2, 3], i=i32([0, 0, 2]))
run("x[i]", x=[1, 2, 3], i=i32([0, 5, -9]))
run("x.at[i].get(mode='fill')", x=[1, 2, 3], i=i32([0, 5, -9]))
run("jnp.take(x, i)", x=[1, 2, 3], i=i32([0, 2, 5]))
run("jnp.take(x, i, axis=1)", x=M, i=i32([2, 0, 2]))
run("x[i, j]", x=M, i=i32([0, 1, 1]), j=i32([2, 2, 2]))
run("x[m]", x=[1, 2, 3], m=b1([1, 0, 1]))
run("jnp.take_along_axis(x, i, axis=1)", x=M, i=i32([[0, 0], [2, 1]]))
for method in ("set", "add", "multiply", "min", "max"):
    run(f"x.at[1].{method}(y)", x=[1, 2, 3], y=2)
    run(f"x.at[i].{method}(y)", x=[1, 2, 3], y=[5, 6], i=i32([2, 0]))
    run(f"x.at[i].{method}(y)", x=[1, 2, 3], y=[5, 2, 7, 9], i=i32([2, 1, -9, 5]))
run("x.at[i].add(y)", x=[1, 2, 3], y=[5, 6, 7], i=i32([2, 2, 0]))
run("x.at[i].multiply(y, unique_indices=True)", x=[1, 2, 3], y=[5, 6], i=i32([2, 0]))
run("x.at[i].set(y, mode='clip')", x=[1, 2, 3], y=[5, 6], i=i32([0, 9]))
run("x.at[0, 1:].set(y)", x=M, y=[7, 8])
run("x.at[1].divide(y)", x=[1, 2, 3], y=2)
run("x.at[1].power(y)", x=[1, 2, 3], y=3)
run("lax.dynamic_slice(x, (1,), (2,))", x=[1, 2, 3, 4])
run("lax.dynamic_slice(x, (9,), (2,))", x=[1, 2, 3, 4])
run("lax.dynamic_slice(x, (-1, 0), (1, 2))", x=M)
run("lax.dynamic_update_slice(x, y, (1,))", x=[1, 2, 3, 4], y=[5, 6])
run("lax.dynamic_update_slice(x, y, (9,))", x=[1, 2, 3, 4], y=[5, 6])
# structure
run("jnp.pad(x, 1) * 2.0", x=[1, 2])
run("lax.pad(x, y, [(1, 2, 1)])", x=[1, 2, 3], y=9)
run("lax.pad(x, y, [(-1, 2, 0)])", x=[1, 2, 3], y=9)
run("lax.pad(x, y, [(-1, -1, 1)])", x=[1, 2, 3], y=9)
run("jnp.pad(x, 1, mode='edge')", x=[1, 2])
run("jnp.pad(x, 1, mode='reflect')", x=[1, 2, 3])
run("jnp.concatenate([x, y, x]) * jnp.arange(5)", x=[1, 2], y=[3])
run("jnp.stack([x, y])", x=[1, 2], y=[3, 4])
run("jnp.stack([x, x]) * jnp.array([[1], [2]])", x=[1, 2])
run("jnp.reshape(x, (3, 2)) * jnp.arange(6).reshape(3, 2)", x=M)
run("x.T * jnp.arange(6).reshape(3, 2)", x=M)
run("jnp.broadcast_to(x, (2, 3))", x=[1, 2, 3])
run("jnp.broadcast_to(x, (2, 2))", x=3)
run("jnp.expand_dims(x, 0) * 2.0", x=[1, 2])
run("jnp.squeeze(x) * 2.0", x=[[[1, 2]]])
run("jnp.tile(x, 2) * jnp.arange(4)", x=[1, 2])
run("jnp.repeat(x, 2) * jnp.arange(4)", x=[1, 2])
run("jnp.roll(x, 1) * jnp.arange(3)", x=[1, 2, 3])
run("jnp.split(x, 2)[1]", x=[1, 2, 3, 4])
run("jnp.diag(x)", x=[1, 2])
run("jnp.diag(x)", x=[[1, 2], [3, 4]])
run("jnp.tril(x)", x=[[1, 2], [3, 4]])
run("jnp.trace(x)", x=[[1, 2], [3, 4]])
run("jnp.diff(x)", x=[1, 4, 9])
run("jnp.interp(x, y, z)", x=[0.5, 1, 9], y=[0, 1, 2], z=[0, 10, 40])
run("x.astype(jnp.int32)", x=[1.5, 2.5])
run("x.astype(jnp.float16)", x=[1.5, 2.5])
run("x.astype(jnp.bfloat16).astype(jnp.float32) * 3.0", x=[1.5, 2.5], types=(f32,))
run("lax.stop_gradient(x) * x", x=[2, 3])
run("lax.reduce_precision(x, 5, 10)", x=[1.0001, 2])
run("lax.round(x) + x", x=[0.5, 1.5])
run("jnp.isnan(x) * x", x=[1, 2])
# contraction
run("jnp.dot(x, y)", x=[1, 2, 3], y=[4, 5, 6])
run("jnp.dot(x, y)", x=M, y=[4, 5, 6])
run("jnp.matmul(x, y)", x=M, y=[[1, 2], [3, 4], [5, 6]])
run("jnp.dot(x, x)", second=True, x=[1, 2, 3])
run("x @ x.T", x=M)
run("jnp.outer(x, y)", x=[1, 2], y=[3, 4, 5])
run("jnp.einsum('bij,bjk->bik', x, y)", x=[[[1, 2]], [[3, 4]]], y=[[[1], [2]], [[3], [4]]])
run("jnp.einsum('ij,jk->', x, y)", x=[[1, 2]], y=[[1, 2], [3, 4]])
run("jnp.einsum('ii->i', x)", x=[[1, 2], [3, 4]])
run("jnp.einsum('i,j,k->ijk', x, y, z)", x=[1, 2], y=[3], z=[4, 5])
run("lax.dot_general(x, y, (((2,), (1,)), ((0,), (0,))))", x=[[[1, 2]], [[3, 4]]], y=[[[1], [2]], [[3], [4]]])
run("lax.dot_general(x, y, (((1,), (2,)), ((2, 0), (1, 0))))", x=(np.arange(12.0).reshape(2, 3, 2)).tolist(), y=(np.arange(12.0).reshape(2, 2, 3) - 4).tolist())
run("lax.dot_general(x, y, (((0,), (1,)), ((), ())))", x=[[1, 2], [3, 4]], y=[[5, 6], [7, 8]])
run("lax.dot_general(x, y, (((), ()), ((0,), (0,))))", x=[1, 2], y=[3, 4])
run("jnp.tensordot(x, y, axes=2)", x=[[1, 2], [3, 4]], y=[[5, 6], [7, 8]])
run("jnp.kron(x, y)", x=[1, 2], y=[3, 4])
run("jnp.cross(x, y)", x=[1, 2, 3], y=[4, 5, 6])
run("jnp.linalg.matrix_power(x, 3)", x=[[1, 1], [0, 2]])
# compositions, functions that ignore their operand
run("jnp.sin(x) * x + 3.0", second=True, x=[0.0, 0.5, 2])
run("jnp.sum(jnp.tanh(x @ y) ** 2)", x=M, y=[[1], [0.5], [-1]])
run("jnp.mean((x - y) ** 2)", x=[1, 2], y=[0, 4])
run("1 / (1 + jnp.exp(-x))", second=True, x=[0.0, 1, -2])
run("jnp.exp(-x * x / 2)", second=True, x=[0.0, 1, -2])
run("x * 0.0 + y", x=[1, 2], y=[3, 4])
run("jnp.ones(2) * 3.0 + 0 * x", x=[1, 2])
run("jnp.zeros(2)", x=[1, 2], types=(f32,))
run("y", x=[1, 2], y=[3, 4])
run("x", x=[1, 2])
run("x + x + x", x=[1, 2])
run("jax.grad(lambda u: jnp.sum(u ** 3))(x)", x=[1, 2])
run("jax.jvp(jnp.sin, (x,), (x,))[1]", x=[1, 2])
run("x * jax.grad(lambda u: x + u)(1.0)", x=1)
run("jax.vmap(jax.grad(lambda u: u ** 3))(x)", x=[1, 2])
run("lax.cond(x > 0, jnp.sin, jnp.cos, x)", x=1)
run("jnp.sinc(x)", second=True, x=[0.0, 0.5, 1])
OUT.save()
