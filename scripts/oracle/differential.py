"""Small random programs, with transformations and control flow, and what JAX answers: values, tangents, gradients.

A program is an expression over x0, x1, ... in prefix form. Names that are bound stand in the `fn`:

    (scan (fn (c x) (pair (add c x) (mul c x))) x0 x1)

The same text is evaluated by `Expression` in Lanewise's tests.
"""

import math
import random

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from oracle import OracleFile

COUNT = 320  # programs of f32, and as many of f64
MAX_SIZE = 5


# ---------------------------------------------------------------- evaluation


class Fn:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env

    def __call__(self, *args):
        return evaluate(self.body, {**self.env, **dict(zip(self.names, args, strict=True))})


UNARY = {
    "sin": jnp.sin, "cos": jnp.cos, "tanh": jnp.tanh, "logistic": lax.logistic, "erf": lax.erf,
    "atan": jnp.arctan, "neg": jnp.negative, "abs": jnp.abs, "square": jnp.square, "exp": jnp.exp,
    "expm1": jnp.expm1, "log1p": jnp.log1p, "sqrt": jnp.sqrt, "rsqrt": lax.rsqrt, "cbrt": jnp.cbrt,
    "asinh": jnp.arcsinh, "cosh": jnp.cosh, "lgamma": lax.lgamma, "relu": jax.nn.relu,
    "softplus": jax.nn.softplus, "stopGradient": lax.stop_gradient, "floor": jnp.floor, "sign": jnp.sign,
}
BINARY = {
    "add": jnp.add, "sub": jnp.subtract, "mul": jnp.multiply, "div": jnp.divide, "max": jnp.maximum,
    "min": jnp.minimum, "atan2": jnp.arctan2, "pow": jnp.power, "logaddexp": jnp.logaddexp,
    "hypot": jnp.hypot, "gt": jnp.greater, "lt": jnp.less, "dot": jnp.dot, "matmul": jnp.matmul,
    "outer": jnp.outer, "rem": jnp.remainder,
}
AXIS = {
    "sum": jnp.sum, "mean": jnp.mean, "amax": jnp.max, "amin": jnp.min, "prod": jnp.prod, "var": jnp.var,
    "logsumexp": jax.nn.logsumexp, "cumsum": jnp.cumsum, "cumprod": jnp.cumprod, "cummax": lax.cummax,
    "softmax": jax.nn.softmax, "logSoftmax": jax.nn.log_softmax, "sort": jnp.sort, "flip": jnp.flip,
}


def evaluate(e, env):
    if isinstance(e, str):
        return env[e]
    if isinstance(e, (int, float)):
        return e
    op, *a = e
    if op == "fn":
        return Fn(a[0], a[1], env)
    if op in CONTROL:
        return CONTROL[op](*[x if isinstance(x, (int, list)) else evaluate(x, env) for x in a])
    if op in UNARY:
        return UNARY[op](evaluate(a[0], env))
    if op in BINARY:
        return BINARY[op](evaluate(a[0], env), evaluate(a[1], env))
    if op in AXIS:
        return AXIS[op](evaluate(a[0], env), axis=a[1])
    return OTHER[op](*[x if isinstance(x, (int, list)) else evaluate(x, env) for x in a])


OTHER = {
    "pair": lambda a, b: (a, b),
    "first": lambda p: p[0],
    "second": lambda p: p[1],
    "where": jnp.where,
    "reshape": lambda x, shape: jnp.reshape(x, shape),
    "transpose": jnp.transpose,
    "broadcast": lambda x, shape: jnp.broadcast_to(x, shape),
    "concat": lambda x, y, axis: jnp.concatenate([x, y], axis),
    "stack": lambda x, y, axis: jnp.stack([x, y], axis),
    "pad": lambda x, low, high: jnp.pad(x, [(low, high)] * x.ndim),
    "slice": lambda x, axis, start, stop, step: lax.slice_in_dim(x, start, stop, step, axis),
    "take": lambda x, indices, axis: jnp.take(x, jnp.array(indices), axis, mode="clip"),
    "set": lambda x, indices, y: x.at[jnp.array(indices)].set(y),
    "addAt": lambda x, indices, y: x.at[jnp.array(indices)].add(y),
    "sortBy": lambda keys, x: x[jnp.argsort(keys)],
    "roll": lambda x, n, axis: jnp.roll(x, n, axis),
}


def _jvp(f, x, dx):
    return jax.jvp(f, (x,), (dx,))


CONTROL = {
    "cond": lambda p, f, g, x: lax.cond(p, f, g, x),
    "switch": lambda i, f, g, h, x: lax.switch(i, [f, g, h], x),
    "index": lambda x: jnp.clip(jnp.floor(x), -9, 9).astype(jnp.int32),
    "fori": lambda n, f, x: lax.fori_loop(0, n, lambda i, c: f(c, i.astype(c.dtype)), x),
    "while": lambda p, f, x: lax.while_loop(p, f, x),
    "scan": lambda f, init, xs: lax.scan(lambda c, x: f(c, x), init, xs),
    "scanBack": lambda f, init, xs: lax.scan(lambda c, x: f(c, x), init, xs, reverse=True),
    "map": lambda f, xs: lax.map(f, xs),
    "prefix": lambda f, xs: lax.associative_scan(f, xs),
    "vmap": lambda f, i, o, x: jax.vmap(f, i, o)(x),
    "vmap2": lambda f, i, j, x, y: jax.vmap(f, (None if i < 0 else i, None if j < 0 else j))(x, y),
    "jit": lambda f, x: jax.jit(f)(x),
    "checkpoint": lambda f, x: jax.checkpoint(f)(x),
    "grad": lambda f, x: jax.grad(f)(x),
    "jvp": lambda f, x, dx: _jvp(f, x, dx)[1],
    "vjp": lambda f, x, ct: jax.vjp(f, x)[1](ct)[0],
    "jacfwd": lambda f, x: jax.jacfwd(f)(x),
    "jacrev": lambda f, x: jax.jacrev(f)(x),
    "hessian": lambda f, x: jax.hessian(f)(x),
}


def text(e):
    if isinstance(e, (str, int)):
        return str(e)
    if isinstance(e, float):
        return repr(e)
    if isinstance(e, list):
        return "[" + " ".join(map(text, e)) + "]"
    if e[0] == "fn":
        return f"(fn ({' '.join(e[1])}) {text(e[2])})"
    return "(" + " ".join(map(text, e)) + ")"


# ---------------------------------------------------------------- generation


class Generator:
    """Makes expressions of a wanted shape; values stay moderate, and ties have probability zero."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = 0

    def name(self):
        self.names += 1
        return f"v{self.names}"

    def size(self):
        return self.r.randint(1, MAX_SIZE)

    def expression(self, shape, depth, env):
        if depth <= 0:
            return self.leaf(shape, env)
        makers = [self.unary, self.unary, self.binary, self.binary, self.guarded, self.reduced, self.alongAxis,
                  self.moved, self.moved, self.control, self.control, self.transformed, self.transformed]
        if len(shape) in (1, 2):
            makers += [self.product, self.indexed]
        return self.r.choice(makers)(shape, depth - 1, env)

    def leaf(self, shape, env):
        fitting = [v for v, s in env.items() if s == shape]
        if fitting and self.r.random() < 0.9:
            return self.r.choice(fitting)
        smaller = [v for v, s in env.items() if s == ()]
        if smaller and (not shape or self.r.random() < 0.2):
            scalar = self.r.choice(smaller)
            return ("broadcast", scalar, list(shape)) if shape else scalar
        v, s = self.r.choice(list(env.items()))
        if math.prod(s) == math.prod(shape):
            return ("reshape", v, list(shape))
        n, flat = math.prod(shape), ("reshape", v, [math.prod(s)])
        if not shape:
            return ("mean", flat, 0)
        picked = [self.r.randrange(math.prod(s)) for _ in range(n)]
        return ("reshape", ("take", flat, picked, 0), list(shape))

    def unary(self, shape, depth, env):
        x = self.expression(shape, depth, env)
        op = self.r.choice(["sin", "cos", "tanh", "logistic", "erf", "atan", "neg", "abs", "asinh", "relu", "softplus",
                            "square", "log1p", "sqrt", "rsqrt", "exp", "expm1", "cosh", "lgamma", "stopGradient"])
        if op in ("log1p", "sqrt", "rsqrt", "lgamma"):
            x = ("add", ("square", ("tanh", x)), 0.5)
        if op in ("exp", "expm1", "cosh", "square"):
            x = ("tanh", x)
        if op == "stopGradient":
            return ("mul", ("stopGradient", x), self.expression(shape, depth, env))
        return (op, x)

    def binary(self, shape, depth, env):
        x, y = self.expression(shape, depth, env), self.expression(shape, depth, env)
        op = self.r.choice(["add", "sub", "mul", "max", "min", "logaddexp", "div", "pow", "atan2", "hypot"])
        if op == "div":
            y = ("add", ("square", ("tanh", y)), 0.75)
        if op == "pow":
            x, y = ("add", ("square", ("tanh", x)), 0.5), ("tanh", y)
        if op in ("atan2", "hypot"):
            x = ("add", ("square", ("tanh", x)), 0.25)
        if op == "mul":
            y = ("tanh", y)
        return (op, x, y)

    def guarded(self, shape, depth, env):
        x, y = self.expression(shape, depth, env), self.expression(shape, depth, env)
        return ("where", (self.r.choice(["gt", "lt"]), x, 0.125), y, ("sin", x))

    def reduced(self, shape, depth, env):
        if len(shape) > 2:
            return self.unary(shape, depth, env)
        axis = self.r.randint(0, len(shape))
        wider = shape[:axis] + (self.size(),) + shape[axis:]
        op = self.r.choice(["sum", "mean", "amax", "amin", "prod", "var", "logsumexp"])
        x = self.expression(wider, depth, env)
        return (op, ("tanh", x) if op in ("prod", "sum") else x, axis)

    def alongAxis(self, shape, depth, env):
        if not shape:
            return self.unary(shape, depth, env)
        axis = self.r.randrange(len(shape))
        op = self.r.choice(["cumsum", "cumprod", "cummax", "softmax", "logSoftmax", "sort", "flip"])
        x = self.expression(shape, depth, env)
        return (op, ("tanh", x) if op in ("cumprod", "cumsum") else x, axis)

    def moved(self, shape, depth, env):
        if not shape:
            return self.reduced(shape, depth, env)
        axis = self.r.randrange(len(shape))
        n = shape[axis]
        kind = self.r.choice(["transpose", "reshape", "concat", "stack", "pad", "slice", "roll"])
        if kind == "transpose":
            return ("transpose", self.expression(shape[::-1], depth, env))
        if kind == "reshape":
            return ("reshape", self.expression((math.prod(shape),), depth, env), list(shape))
        if kind == "concat" and n > 1:
            left = self.r.randint(1, n - 1)
            parts = [shape[:axis] + (k,) + shape[axis + 1:] for k in (left, n - left)]
            return ("concat", *[self.expression(p, depth, env) for p in parts], axis)
        if kind == "stack" and n == 2:
            part = shape[:axis] + shape[axis + 1:]
            return ("stack", self.expression(part, depth, env), self.expression(part, depth, env), axis)
        if kind == "pad" and all(k > 2 for k in shape):
            return ("pad", self.expression(tuple(k - 2 for k in shape), depth, env), 1, 1)
        if kind == "slice":
            start, step = self.r.randint(0, 2), self.r.randint(1, 2)
            stop = start + (n - 1) * step + 1
            wider = shape[:axis] + (stop + self.r.randint(0, 1),) + shape[axis + 1:]
            return ("slice", self.expression(wider, depth, env), axis, start, stop, step)
        return ("roll", self.expression(shape, depth, env), self.r.randint(-2, 3), axis)

    def product(self, shape, depth, env):
        k = self.size()
        if len(shape) == 1:
            if self.r.random() < 0.5:
                return ("tanh", ("dot", self.expression((shape[0], k), depth, env), self.expression((k,), depth, env)))
            return ("tanh", ("dot", self.expression((k,), depth, env), self.expression((k, shape[0]), depth, env)))
        if self.r.random() < 0.3:
            return ("outer", self.expression(shape[:1], depth, env), self.expression(shape[1:], depth, env))
        return ("tanh", ("matmul", self.expression((shape[0], k), depth, env), self.expression((k, shape[1]), depth, env)))

    def indexed(self, shape, depth, env):
        n = shape[0]
        kind = self.r.choice(["take", "set", "addAt", "sortBy"])
        if kind == "take":
            axis = self.r.randrange(len(shape))
            k = self.size()
            wider = shape[:axis] + (k,) + shape[axis + 1:]
            return ("take", self.expression(wider, depth, env), [self.r.randrange(k) for _ in range(shape[axis])], axis)
        if kind == "sortBy":
            return ("sortBy", self.expression((n,), depth, env), self.expression(shape, depth, env))
        count = self.r.randint(1, n)
        indices = self.r.sample(range(n), count) if kind == "set" else [self.r.randrange(n) for _ in range(count)]
        return (kind, self.expression(shape, depth, env), indices, self.expression((count,) + shape[1:], depth, env))

    def function(self, shapes, out, depth, env):
        names = [self.name() for _ in shapes]
        return ("fn", names, self.expression(out, depth, {**env, **dict(zip(names, shapes))}))

    def control(self, shape, depth, env):
        kind = self.r.choice(["cond", "switch", "fori", "while", "scan", "scanBack", "stacked", "map", "prefix"])
        operand = self.r.choice([(), (self.size(),)])
        if kind == "cond":
            p = ("gt", self.expression((), depth - 1, env), 0.125)
            return ("cond", p, self.function([operand], shape, depth, env), self.function([operand], shape, depth, env),
                    self.expression(operand, depth - 1, env))
        if kind == "switch":
            branches = [self.function([operand], shape, depth - 1, env) for _ in range(3)]
            index = ("index", ("mul", self.expression((), depth - 1, env), 2.0))
            return ("switch", index, *branches, self.expression(operand, depth - 1, env))
        if kind == "fori":
            f = self.function([shape, ()], shape, depth, env)
            return ("fori", self.r.randint(0, 4), ("fn", f[1], ("tanh", f[2])), self.expression(shape, depth, env))
        if kind == "while":
            body = self.function([shape], shape, depth, env)
            n = self.r.randint(1, 4)
            body = ("fn", ["c"], ("pair", ("add", ("first", "c"), 1.0), ("tanh", ("call", body, ("second", "c")))))
            p = ("fn", ["c"], ("lt", ("first", "c"), float(n) + 0.5))
            return ("second", ("while", p, body, ("pair", self.one(env), self.expression(shape, depth, env))))
        n = self.size()
        if kind in ("scan", "scanBack"):
            row = self.r.choice([(), (self.size(),)])
            c, x = self.name(), self.name()
            inner = {**env, c: shape, x: row}
            body = ("pair", ("tanh", self.expression(shape, depth, inner)), self.expression((), depth - 1, inner))
            loop = (kind, ("fn", [c, x], body), self.expression(shape, depth - 1, env), self.expression((n,) + row, depth, env))
            return ("add", ("first", loop), ("mean", ("second", loop), 0)) if self.r.random() < 0.5 else ("first", loop)
        if not shape:
            return self.reduced(shape, depth, env)
        if kind == "stacked":
            c, x = self.name(), self.name()
            inner = {**env, c: (), x: ()}
            body = ("pair", ("tanh", self.expression((), depth, inner)), self.expression(shape[1:], depth, inner))
            return ("second", (self.r.choice(["scan", "scanBack"]), ("fn", [c, x], body), self.expression((), depth - 1, env),
                               self.expression(shape[:1], depth, env)))
        if kind == "map":
            row = self.r.choice([(), (n,)])
            return ("map", self.function([row], shape[1:], depth, env), self.expression(shape[:1] + row, depth, env))
        a, b = self.name(), self.name()
        f = ("fn", [a, b], self.r.choice([("add", a, b), ("mul", a, b), ("max", a, b), ("add", ("mul", a, b), ("sub", b, a))]))
        return ("prefix", f, ("tanh", self.expression(shape, depth, env)))

    def one(self, env):
        x = self.leaf((), env)
        return ("add", ("mul", x, 0.0), 1.0)

    def transformed(self, shape, depth, env):
        kind = self.r.choice(["vmap", "vmap2", "jit", "checkpoint", "grad", "jvp", "vjp", "jac", "hessian", "vmapGrad"])
        n = self.size()
        if kind in ("jit", "checkpoint"):
            inner = self.r.choice([(), (n,), (n, self.size())])
            return (kind, self.function([inner], shape, depth, env), self.expression(inner, depth, env))
        if kind in ("grad", "vmapGrad"):
            if kind == "vmapGrad" and shape:
                f = self.function([shape[1:]], (), depth, env)
                v = self.name()
                return ("vmap", ("fn", [v], ("grad", f, v)), 0, 0, self.expression(shape, depth, env))
            return ("grad", self.function([shape], (), depth, env), self.expression(shape, depth, env))
        inner = self.r.choice([(), (n,)])
        if kind == "jvp":
            return ("jvp", self.function([inner], shape, depth, env), self.expression(inner, depth, env),
                    self.expression(inner, depth - 1, env))
        if kind == "vjp":
            return ("vjp", self.function([shape], inner, depth, env), self.expression(shape, depth, env),
                    self.expression(inner, depth - 1, env))
        if kind == "jac" and shape:
            f = self.function([shape[1:]], shape[:1], depth, env)
            return (self.r.choice(["jacfwd", "jacrev"]), f, self.expression(shape[1:], depth, env))
        if kind == "hessian" and len(shape) == 2 and shape[0] == shape[1]:
            return ("hessian", self.function([shape[:1]], (), depth, env), self.expression(shape[:1], depth, env))
        if not shape:
            return self.unary(shape, depth, env)
        out = self.r.randrange(len(shape))
        mapped, rest = shape[out], shape[:out] + shape[out + 1:]
        row = self.r.choice([(), (n,)])
        if kind == "vmap2":
            if out:
                return self.binary(shape, depth, env)
            i, j = self.r.choice([(0, 0), (0, -1), (-1, 0)])
            shapes = [(mapped,) + row if i >= 0 else row, (mapped,) if j >= 0 else ()]
            return ("vmap2", self.function([row, ()], rest, depth, env), i, j,
                    *[self.expression(s, depth, env) for s in shapes])
        axis = self.r.randint(0, len(row))
        whole = row[:axis] + (mapped,) + row[axis:]
        return ("vmap", self.function([row], rest, depth, env), axis, out, self.expression(whole, depth, env))


CONTROL["call"] = lambda f, x: f(x)


# ---------------------------------------------------------------- cases


def has(e, op):
    return isinstance(e, tuple) and (e[0] == op or any(has(x, op) for x in e[1:]))


def answers(e, arrays):
    """Value, tangent of ones and gradient of the sum of the value weighted by cosines."""
    f = lambda xs: evaluate(e, {f"x{i}": x for i, x in enumerate(xs)})
    value, tangent = jax.jvp(f, (arrays,), (jax.tree.map(jnp.ones_like, arrays),))
    results = {"value": value, "jvp": tangent}
    if not has(e, "while"):  # which JAX cannot reverse
        weights = jnp.cos(jnp.arange(value.size, dtype=value.dtype)).reshape(value.shape)
        grads = jax.grad(lambda xs: jnp.sum(weights * f(xs)))(arrays)
        results |= {f"grad.{i}": g for i, g in enumerate(grads)}
    return results


def inputs(seed):
    r = np.random.RandomState(seed)
    shapes = [(), (3,), (2, 4)]
    return [np.asarray(r.uniform(-1.5, 1.5, s)) for s in shapes]


def well_conditioned(a, b):
    """Whether f32 tells what f64 tells, so that the numbers measure the program and not its condition."""
    for name, exact in b.items():
        close = np.asarray(exact, np.float64)
        if not np.all(np.isfinite(close)) or np.max(np.abs(close), initial=0) > 1e3:
            return False
        if not np.allclose(np.asarray(a[name], np.float64), close, rtol=2e-5, atol=2e-5):
            return False
    return any(np.any(np.asarray(g) != 0) for n, g in b.items() if n.startswith("grad")) or "grad.0" not in b


def main():
    out = OracleFile("differential.txt", "Random programs: values, tangents of ones, gradients; see differential.py.")
    seed, made = 0, 0
    seen = set()
    while made < COUNT:
        seed += 1
        g = Generator(seed)
        arrays = inputs(seed)
        env = {f"x{i}": a.shape for i, a in enumerate(arrays)}
        shape = g.r.choice([(), (3,), (2, 3), (4, 2)])
        e = g.expression(shape, g.r.randint(2, 4), env)
        source = text(e)
        if len(source) > 600 or source in seen or not isinstance(e, tuple):
            continue
        seen.add(source)
        results = {}
        try:
            jax.clear_caches()  # thousands of small programs would fill the memory
            for x64 in (False, True):
                with jax.enable_x64(x64):
                    t = np.float64 if x64 else np.float32
                    ask = jax.jit(lambda xs, e=e: answers(e, xs))
                    results[x64] = ask([jnp.asarray(a.astype(np.float32).astype(t)) for a in arrays])
        except ValueError:
            if has(e, "while"):
                continue  # under a derivative that JAX cannot take
            raise
        if not well_conditioned(results[False], results[True]):
            continue
        made += 1
        if made % 10 == 0:
            print(made, seed, flush=True)
            out.save()
        for x64 in (False, True):
            with jax.enable_x64(x64):
                t = np.float64 if x64 else np.float32
                out.begin(f"{seed}.{'f64' if x64 else 'f32'}", source)
                out.line("mode", "x64" if x64 else "x32")
                for i, a in enumerate(arrays):
                    out.array("in", f"x{i}", jnp.asarray(a.astype(np.float32).astype(t)), weak=False)
                for name, array in results[x64].items():
                    out.array("out", name, array)
                out.end()
    out.save()


if __name__ == "__main__":
    main()
