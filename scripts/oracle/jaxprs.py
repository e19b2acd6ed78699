"""Printed programs: make_jaxpr of one-primitive functions through jax.lax, and of the forms that transformations give.

Each case is `### name | source | operands`, then JAX's text up to the next `###`.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.extend.core.primitives import threefry2x32_p
from jax.extend.random import threefry_2x32

from oracle import OUT, JAX_VERSION

assert jax.__version__ == JAX_VERSION
assert not jax.config.jax_enable_x64

DTYPES = {"f32": jnp.float32, "f64": jnp.float64, "i32": jnp.int32, "u32": jnp.uint32, "u8": jnp.uint8, "i8": jnp.int8, "bool": jnp.bool_, "bf16": jnp.bfloat16, "f16": jnp.float16}
SCOPE = {"jnp": jnp, "jax": jax, "lax": lax, "np": np, "threefry_2x32": threefry_2x32, "threefry2x32_p": threefry2x32_p, "functools": functools}
lines, names = [], set()


def operand(spec):
    if spec.endswith("*"):
        return {"i32[]*": 1, "f32[]*": 1.0}[spec]
    name, shape = spec[:-1].split("[")
    return jax.ShapeDtypeStruct(tuple(int(d) for d in shape.split(",") if d), DTYPES[name])


def case(name, source, *specs, axes=()):
    """`source` is a Python lambda; `specs` are operand types, `axes` the mapped axes in scope."""
    assert name not in names, name
    names.add(name)
    f = eval(source, SCOPE)
    try:
        text = str(jax.make_jaxpr(f, axis_env=list(axes))(*[operand(s) for s in specs]))
    except Exception as e:
        print("refused:", name, type(e).__name__, str(e)[:150])
        return
    lines.extend([f"### {name} | {source} | {' '.join(specs)}", text, ""])


def plain(name, text_source, text):
    names.add(name)
    lines.extend([f"### {name} | {text_source} | ", text, ""])


V, M, S = "f32[3]", "f32[3,4]", "f32[]"
for op in ("neg sign floor ceil exp exp2 log expm1 log1p tanh sin cos tan asin acos atan sinh cosh asinh acosh atanh sqrt rsqrt cbrt logistic erf erfc erf_inv lgamma digamma abs square is_finite".split()):
    case(op, f"lambda x: lax.{op}(x)", V)
case("round", "lambda x: lax.round(x)", V)
case("round even", "lambda x: lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN)", V)
for op in ("not", "population_count", "clz"):
    case(op, f"lambda x: lax.{'bitwise_not' if op == 'not' else op}(x)", "i32[3]")
for op in ("add sub mul div rem pow max min atan2 nextafter eq ne lt le gt ge".split()):
    case(op, f"lambda x, y: lax.{op}(x, y)", V, V)
for op in ("and or xor".split()):
    case(op, f"lambda x, y: lax.bitwise_{op}(x, y)", "i32[3]", "i32[3]")
for op in ("shift_left", "shift_right_logical", "shift_right_arithmetic"):
    case(op, f"lambda x, y: lax.{op}(x, y)", "i32[3]", "i32[3]")
case("add scalar literal", "lambda x: lax.add(x, 1.0)", S)
case("mul weak literal", "lambda x: x * 2", V)
case("int literal", "lambda x: x + 1", "i32[]")
case("literal of two", "lambda x: 2.5 - x", S)
case("infinite literal", "lambda x: lax.max(x, -jnp.inf)", S)
case("bool literal", "lambda x: lax.bitwise_and(x, True)", "bool[]")
for y in (2, 3, -1, 0):
    case(f"integer_pow {y}", f"lambda x: lax.integer_pow(x, {y})", V)
case("select_n", "lambda p, x, y: lax.select(p, x, y)", "bool[3]", V, V)
case("select_n int", "lambda p, x, y, z: lax.select_n(p, x, y, z)", "i32[3]", V, V, V)
case("clamp", "lambda x: lax.clamp(0.0, x, 1.0)", V)
case("clamp arrays", "lambda a, x, b: lax.clamp(a, x, b)", V, V, V)
case("convert", "lambda x: lax.convert_element_type(x, jnp.int32)", V)
case("convert bf16", "lambda x: x.astype(jnp.bfloat16)", V)
case("bitcast", "lambda x: lax.bitcast_convert_type(x, jnp.int32)", V)
case("bitcast narrow", "lambda x: lax.bitcast_convert_type(x, jnp.uint8)", V)
case("reduce_precision", "lambda x: lax.reduce_precision(x, 5, 10)", V)
case("iota", "lambda: lax.iota(jnp.int32, 5)")
case("iota 2d", "lambda: lax.broadcasted_iota(jnp.float32, (2, 3), 1)")
case("broadcast_in_dim", "lambda x: lax.broadcast_in_dim(x, (2, 3), (1,))", V)
case("broadcast scalar", "lambda x: lax.broadcast(x, (2, 3))", S)
case("reshape", "lambda x: lax.reshape(x, (2, 6))", M)
case("reshape to 1d", "lambda x: lax.reshape(x, (12,))", M)
case("expand_dims", "lambda x: lax.expand_dims(x, (0,))", V)
case("squeeze", "lambda x: lax.squeeze(x, (0, 2))", "f32[1,3,1]")
case("transpose", "lambda x: lax.transpose(x, (1, 0))", M)
case("rev", "lambda x: lax.rev(x, (0, 1))", M)
case("concatenate", "lambda x, y: lax.concatenate([x, y], 0)", V, V)
case("pad", "lambda x: lax.pad(x, 0.0, [(1, 2, 0)])", V)
case("pad 2d", "lambda x, y: lax.pad(x, y, [(1, -1, 0), (0, 0, 2)])", M, S)
case("slice", "lambda x: lax.slice(x, (0, 1), (2, 4))", M)
case("slice strided", "lambda x: lax.slice(x, (0, 0), (3, 4), (1, 2))", M)
case("split", "lambda x: lax.split(x, (1, 2))", V)
case("split axis", "lambda x: lax.split(x, (1, 3), axis=1)", M)
case("dynamic_slice", "lambda x, i: lax.dynamic_slice(x, (i,), (2,))", V, "i32[]")
case("dynamic_slice 2d", "lambda x, i, j: lax.dynamic_slice(x, (i, j), (2, 2))", M, "i32[]", "i32[]")
case("dynamic_update_slice", "lambda x, y, i: lax.dynamic_update_slice(x, y, (i,))", V, "f32[2]", "i32[]")
case("gather rows", "lambda x, i: x[i]", M, "i32[2]")
case("gather lax", "lambda x, i: lax.gather(x, i, lax.GatherDimensionNumbers((1,), (0,), (0,)), (1, 4), mode='clip')", M, "i32[2,1]")
case("take", "lambda x, i: jnp.take(x, i, axis=1)", M, "i32[2]")
case("take_along_axis", "lambda x, i: jnp.take_along_axis(x, i, axis=1)", M, "i32[3,2]")
for op in ("add", "mul", "min", "max", "sub"):
    case(f"scatter_{op}", f"lambda x, i, u: lax.scatter_{op}(x, i, u, lax.ScatterDimensionNumbers((), (0,), (0,)))", V, "i32[2,1]", "f32[2]")
case("scatter", "lambda x, i, u: lax.scatter(x, i, u, lax.ScatterDimensionNumbers((), (0,), (0,)))", V, "i32[2,1]", "f32[2]")
case("x[1]", "lambda x: x[1]", V)
case("x[i]", "lambda x, i: x[i]", V, "i32[]")
case("x[i] weak", "lambda x, i: x[i]", V, "i32[]*")
case("x[1:]", "lambda x: x[1:]", V)
case("x[::-1]", "lambda x: x[::-1]", V)
case("x[:, None]", "lambda x: x[:, None]", V)
case("x[0, 1:3]", "lambda x: x[0, 1:3]", M)
case("x.at[1].set", "lambda x: x.at[1].set(9.0)", V)
case("x.at[i].add", "lambda x, i: x.at[i].add(1.0)", V, "i32[2]")
case("x.at[0].max", "lambda x: x.at[0].max(1.0)", V)
for op in ("reduce_sum", "reduce_prod", "reduce_max", "reduce_min"):
    case(op, f"lambda x: lax.{op}(x, axes=(0,))", M)
case("reduce_sum all", "lambda x: lax.reduce_sum(x, axes=(0, 1))", M)
for op in ("reduce_and", "reduce_or", "reduce_xor"):
    case(op, f"lambda x: lax.{op}(x, axes=(0,))", "bool[3,4]" if op != "reduce_xor" else "i32[3,4]")
for op in ("argmax", "argmin"):
    case(op, f"lambda x: lax.{op}(x, 1, jnp.int32)", M)
for op in ("cumsum", "cumprod", "cummax", "cummin", "cumlogsumexp"):
    case(op, f"lambda x: lax.{op}(x, axis=0)", V)
case("cumsum reverse", "lambda x: lax.cumsum(x, axis=1, reverse=True)", M)
case("sort", "lambda x: lax.sort(x)", V)
case("sort two", "lambda x, y: lax.sort((x, y), num_keys=1)", V, V)
case("sort unstable", "lambda x: lax.sort(x, dimension=0, is_stable=False)", M)
case("top_k", "lambda x: lax.top_k(x, 2)", V)
case("dot_general", "lambda x, y: lax.dot_general(x, y, (((1,), (0,)), ((), ())))", "f32[2,3]", "f32[3,4]")
case("dot_general batch", "lambda x, y: lax.dot_general(x, y, (((2,), (1,)), ((0,), (0,))))", "f32[5,2,3]", "f32[5,3,4]")
case("dot_general preferred", "lambda x, y: lax.dot_general(x, y, (((0,), (0,)), ((), ())), preferred_element_type=jnp.int32)", "i8[3]", "i8[3]")
case("dot vectors", "lambda x, y: jnp.dot(x, y)", V, V)
case("matmul", "lambda x, y: x @ y", "f32[2,3]", "f32[3]")
case("threefry2x32", "lambda k, l, x, y: threefry2x32_p.bind(k, l, x, y)", "u32[]", "u32[]", "u32[2]", "u32[2]")
case("threefry_2x32", "lambda k, x: threefry_2x32(k, x)", "u32[2]", "u32[4]")
case("stop_gradient", "lambda x: lax.stop_gradient(x)", V)
case("copy", "lambda x: lax.copy_p.bind(x)", V)
# programs of several equations
case("nothing", "lambda x: x", S)
case("two results", "lambda x: (x, x)", S)
case("constant result", "lambda x: (x, 1.0, jnp.zeros(1))", S)
case("unused operand", "lambda x, y: x", S, V)
case("dead code", "lambda x: (lax.sin(x), lax.cos(x))[0]", S)
case("no operands", "lambda: lax.add(1.0, 2.0)")
case("sin(x)*x+3", "lambda x: lax.sin(x) * x + 3.0", S)
case("more than 26 variables", "lambda x: functools.reduce(lambda a, _: lax.sin(a), range(30), x)", S)
case("grad", "jax.grad(lambda x: lax.sin(x) * x + 3.0)", S)
case("grad sin(x)*x", "jax.grad(lambda x: lax.sin(x) * x)", S)
case("jvp sin(x)*x", "lambda x, t: jax.jvp(lambda x: lax.sin(x) * x, (x,), (t,))", S, S)
case("grad grad", "jax.grad(jax.grad(lambda x: lax.sin(x) * x))", S)
case("value_and_grad", "jax.value_and_grad(lambda x: lax.sin(x) * x + 3.0)", S)
case("jvp", "lambda x, t: jax.jvp(lambda x: lax.sin(x) * x + 3.0, (x,), (t,))", S, S)
case("vjp applied", "lambda x, c: jax.vjp(lambda x: lax.sin(x) * x + 3.0, x)[1](c)", S, S)
case("grad sum square", "jax.grad(lambda x: lax.reduce_sum(x * x, axes=(0,)))", V)
case("grad dot", "jax.grad(lambda x, y: jnp.dot(x, y))", V, V)
case("grad slice", "jax.grad(lambda x: lax.reduce_sum(lax.slice(x, (1,), (3,)), axes=(0,)))", V)
case("grad max", "jax.grad(lambda x: lax.reduce_max(x, axes=(0,)))", V)
case("grad unused", "jax.grad(lambda x, y: y)", S, S)
case("grad exp", "jax.grad(lambda x: lax.exp(x))", S)
case("grad tanh", "jax.grad(lambda x: lax.tanh(x))", S)
case("grad div", "jax.grad(lambda x, y: lax.div(x, y), argnums=(0, 1))", S, S)
case("jacfwd", "jax.jacfwd(lambda x: lax.sin(x))", "f32[2]")
case("jacrev", "jax.jacrev(lambda x: lax.sin(x))", "f32[2]")
case("softmax", "lambda x: jax.nn.softmax(x)", V)
case("mean", "lambda x: jnp.mean(x)", V)
case("sum bool", "lambda x: jnp.sum(x)", "bool[3]")
case("where", "lambda x: jnp.where(x > 0, x, 0.0)", V)
case("norm", "lambda x: jnp.sqrt(jnp.sum(x * x))", V)
case("floor_divide", "lambda x, y: jnp.floor_divide(x, y)", "i32[]", "i32[]")
case("remainder", "lambda x, y: jnp.remainder(x, y)", "i32[]", "i32[]")
case("promotion", "lambda x, y: x + y", "i32[3]", V)
case("broadcasting", "lambda x, y: x + y", "f32[2,1]", V)
case("vmap dot", "jax.vmap(lambda x, y: jnp.dot(x, y), (0, None))", "f32[3,3]", V)
case("vmap sin", "jax.vmap(lambda x: lax.sin(x))", V)
case("jit", "jax.jit(lambda x: lax.sin(x) + 1.0)", V)
case("selu", "lambda x: 1.05 * jnp.where(x > 0, x, 1.67 * jnp.exp(x) - 1.67)", "f32[5]")
case("pytree in and out", "lambda x, y: {'b': x + y, 'a': y}", S, S)
case("zero size", "lambda x: lax.neg(x)", "f32[0,3]")
case("small types", "lambda x, y: lax.convert_element_type(x, jnp.float16)", "bf16[2]", "u8[]")

IMAGES, FILTER = "f32[2,5,5,4]", "f32[3,3,2,6]"
case("conv", "lambda x, w: lax.conv_general_dilated(x, w, (2, 1), 'SAME', rhs_dilation=(1, 2), dimension_numbers=('NHWC', 'HWIO', 'NHWC'), feature_group_count=2)", IMAGES, FILTER)
case("conv preferred", "lambda x, w: lax.conv_general_dilated(x, w, (1,), [(1, 0)], lhs_dilation=(2,), preferred_element_type=jnp.int32)", "i8[1,2,5]", "i8[3,2,2]")
WINDOW = "(1, 2), (1, 2), [(0, 0), (1, 0)]"
for name, init, fold in (("sum", "0.0", "add"), ("max", "-jnp.inf", "max"), ("min", "jnp.inf", "min")):
    case(f"reduce_window_{name}", f"lambda x: lax.reduce_window(x, {init}, lax.{fold}, {WINDOW})", M)
case("select_and_gather_add", f"lambda x, t: jax.jvp(lambda x: lax.reduce_window(x, -jnp.inf, lax.max, {WINDOW}), (x,), (t,))[1]", M, M)
case("select_and_scatter_add", f"lambda x, ct: jax.vjp(lambda x: lax.reduce_window(x, jnp.inf, lax.min, {WINDOW}), x)[1](ct)[0]", M, "f32[3,2]")

AXES = [("i", 3), ("j", 2)]
for op in ("psum", "pmax", "pmin", "pmean", "all_gather"):
    case(op, f"lambda x: lax.{op}(x, 'i')", V, axes=AXES)
case("all_gather axis", "lambda x: lax.all_gather(x, 'i', axis=1)", V, axes=AXES)
case("ppermute", "lambda x: lax.ppermute(x, 'j', [(0, 1), (1, 0)])", V, axes=AXES)
case("ppermute one", "lambda x: lax.ppermute(x, 'j', [(0, 1)])", V, axes=AXES)
case("axis_index", "lambda x: lax.axis_index('i')", V, axes=AXES)
f = lambda x: lax.sin(x) * x + 3.0
SOURCE = "lambda x: lax.sin(x) * x + 3.0"
plain("linearize", f"the linear program of jax.linearize({SOURCE}, f32(2))", str(jax.linearize(f, jnp.float32(2))[1].func.args[0]))
plain("vjp", f"jax.make_jaxpr of the pullback jax.vjp({SOURCE}, f32(2))[1]", str(jax.make_jaxpr(jax.vjp(f, jnp.float32(2))[1])(jnp.float32(1))))
header = ["# Programs as JAX 0.10.2 prints them (64-bit types off); made by scripts/oracle/jaxprs.py.",
          "# A case is `### name | source | operand types`, then the text up to the next `###`.", ""]
(OUT / "jaxprs.txt").write_text("\n".join(header + lines) + "\n")
print("jaxprs.txt:", len(names), "cases")
