"""The lines of work in JAX and NumPy: a maker for each, which returns what is timed. The names are those of the Java side.

JAX is jitted and warm, as its users run it; inputs are the same numbers on both sides (Threefry with the same keys).
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

JAX, NUMPY = {}, {}


def line(name, table=None):
    def register(maker):
        (JAX if table is None else table)[name] = maker
        return maker
    return register


def normal(seed, *shape):
    return jax.random.normal(jax.random.key(seed), shape, jnp.float32)


def jitted(name, make, f, numpy=None):
    """Registers `jit(f)` on the inputs that `make` gives, and the NumPy form where there is one."""
    def jax_maker():
        args, g = make(), jax.jit(f)
        return lambda: g(*args)
    JAX[name] = jax_maker
    if numpy is not None:
        def numpy_maker():
            args = [np.asarray(a) for a in make()]
            return lambda: numpy(*args)
        NUMPY[name] = numpy_maker


# ---------------------------------------------------------------- dispatch

jitted("jit(x+1) scalar", lambda: [jnp.float32(2)], lambda x: x + 1)


@line("eager add of 10")
def _():
    x = normal(0, 10)
    return lambda: x + x


@line("eager add of 10", NUMPY)
def _():
    x = np.asarray(normal(0, 10))
    return lambda: x + x


@line("eager x[3:7]")
def _():
    x = normal(0, 10)
    return lambda: x[3:7]


@line("eager x[3:7]", NUMPY)
def _():
    x = np.asarray(normal(0, 10))
    return lambda: x[3:7]


@line("eager x.at[2].set")
def _():
    x = normal(0, 10)
    return lambda: x.at[2].set(9.0)


@line("no-op jit of 20 leaves")
def _():
    tree = {f"leaf{i:02}": normal(i, 4) for i in range(20)}
    g = jax.jit(lambda t: t)
    return lambda: g(tree)


def ten_operations(x):
    y = jnp.sin(x) * x
    y = jnp.tanh(y) + x
    y = jnp.exp(-y) * y
    y = y * y + jnp.cos(x)
    return y


@line("eager grad of 10 operations")
def _():
    x, g = jnp.float32(0.7), jax.grad(ten_operations)
    return lambda: g(x)


# ---------------------------------------------------------------- elementwise

def selu(x, alpha=1.67, lam=1.05):
    return lam * jnp.where(x > 0, x, alpha * jnp.exp(x) - alpha)


def numpy_selu(x):
    return np.float32(1.05) * np.where(x > 0, x, np.float32(1.67) * np.exp(x) - np.float32(1.67))


for n in (1_000, 100_000, 1_000_000, 10_000_000):
    size = f"1e{len(str(n)) - 1}"
    make = functools.partial(lambda n: [normal(0, n)], n)
    jitted(f"selu {size}", make, selu, numpy_selu)
    jitted(f"tanh(x)*x+1 {size}", make, lambda x: jnp.tanh(x) * x + 1, lambda x: np.tanh(x) * x + 1)
    jitted(f"exp {size}", make, jnp.exp, np.exp)

# ---------------------------------------------------------------- reductions

for n in (1_000_000, 10_000_000):
    jitted(f"sum 1e{len(str(n)) - 1}", functools.partial(lambda n: [normal(0, n)], n), jnp.sum, np.sum)
jitted("sum axis 0 of 4096x4096", lambda: [normal(0, 4096, 4096)], lambda x: jnp.sum(x, 0), lambda x: x.sum(0))
jitted("sum axis 1 of 4096x4096", lambda: [normal(0, 4096, 4096)], lambda x: jnp.sum(x, 1), lambda x: x.sum(1))
SQUARE = lambda: [normal(0, 1024, 1024)]  # noqa: E731
jitted("softmax 1024x1024", SQUARE, lambda x: jax.nn.softmax(x, -1))
jitted("logsumexp 1024x1024", SQUARE, lambda x: jax.nn.logsumexp(x, -1))
jitted("layernorm 1024x1024", SQUARE,
       lambda x: (x - x.mean(-1, keepdims=True)) * lax.rsqrt(x.var(-1, keepdims=True) + 1e-5))
jitted("variance 1024x1024", SQUARE, lambda x: jnp.var(x, -1), lambda x: x.var(-1))


def n_body(x):
    d = x[:, None, :] - x[None, :, :]
    r2 = jnp.sum(d * d, -1) + 1e-3
    return jnp.sum(lax.rsqrt(r2), 1)


jitted("n-body 2000x2000", lambda: [normal(0, 2000, 3)], n_body)

# ---------------------------------------------------------------- random

for mode, partitionable in (("partitionable", True), ("original", False)):
    def random_line(name, f, partitionable=partitionable, mode=mode):
        def maker():
            with jax.threefry_partitionable(partitionable):
                key, g = jax.random.key(42), jax.jit(f)
                g(key)
            def work():
                with jax.threefry_partitionable(partitionable):
                    return g(key)
            return work
        JAX[f"{name} {mode}"] = maker
    random_line("bits 1e6", lambda k: jax.random.bits(k, (1_000_000,)))
    random_line("uniform 1e6", lambda k: jax.random.uniform(k, (1_000_000,)))
    random_line("normal 1e6", lambda k: jax.random.normal(k, (1_000_000,)))
NUMPY["uniform 1e6 partitionable"] = lambda: functools.partial(np.random.default_rng(42).random, 1_000_000, np.float32)
NUMPY["normal 1e6 partitionable"] = lambda: functools.partial(
    np.random.default_rng(42).standard_normal, 1_000_000, np.float32)


def keyed(name, f):
    def maker():
        key, g = jax.random.key(42), jax.jit(f)
        return lambda: g(key)
    JAX[name] = maker


keyed("vmap(normal)(split(key, 1e6))", lambda k: jax.vmap(jax.random.normal)(jax.random.split(k, 1_000_000)))
keyed("randint 1e6", lambda k: jax.random.randint(k, (1_000_000,), 0, 1000))
keyed("permutation 1e6", lambda k: jax.random.permutation(k, 1_000_000))
keyed("categorical 1e4x100", lambda k: jax.random.categorical(k, jnp.zeros((10_000, 100), jnp.float32)))
keyed("gamma 1e5", lambda k: jax.random.gamma(k, 2.5, (100_000,), jnp.float32))

# ---------------------------------------------------------------- matmul

for n in (64, 128, 256, 512, 1024, 2048):
    jitted(f"matmul f32 {n}", functools.partial(lambda n: [normal(0, n, n), normal(1, n, n)], n), jnp.matmul, np.matmul)


def doubles(n):
    """Numbers that f64 holds exactly, with 64-bit types switched on for this line only."""
    return [np.asarray(normal(0, n, n), np.float64), np.asarray(normal(1, n, n), np.float64)]


for n in (256, 1024):
    def maker(n=n):
        with jax.enable_x64(True):
            args, g = [jnp.asarray(a) for a in doubles(n)], jax.jit(jnp.matmul)
            g(*args)
        def work():
            with jax.enable_x64(True):
                return g(*args)
        return work
    JAX[f"matmul f64 {n}"] = maker
    NUMPY[f"matmul f64 {n}"] = lambda n=n: functools.partial(np.matmul, *doubles(n))

INTEGERS = lambda: [jax.random.randint(jax.random.key(i), (512, 512), -100, 100) for i in (0, 1)]  # noqa: E731
jitted("matmul i32 512", INTEGERS, jnp.matmul, np.matmul)
jitted("matmul batched 1000x16x16", lambda: [normal(0, 1000, 16, 16), normal(1, 1000, 16, 16)], jnp.matmul, np.matmul)
jitted("matrix-vector 4096", lambda: [normal(0, 4096, 4096), normal(1, 4096)], jnp.matmul, np.matmul)

# ---------------------------------------------------------------- data movement

for n in (1024, 4096):
    jitted(f"transpose {n}", functools.partial(lambda n: [normal(0, n, n)], n), lambda x: x.T + 0,
           lambda x: np.ascontiguousarray(x.T))


def rows(n, size):
    return jax.random.randint(jax.random.key(7), (n,), 0, size)


jitted("gather rows 1e5x64", lambda: [normal(0, 100_000, 64), rows(100_000, 100_000)], lambda x, i: x[i], lambda x, i: x[i])
jitted("scatter-add 1e6 to 1e3", lambda: [jnp.zeros(1000), rows(1_000_000, 1000), normal(1, 1_000_000)],
       lambda x, i, y: x.at[i].add(y), lambda x, i, y: np.bincount(i, y, 1000).astype(np.float32))
jitted("scatter-add rows 1e5x64", lambda: [jnp.zeros((1000, 64)), rows(100_000, 1000), normal(1, 100_000, 64)],
       lambda x, i, y: x.at[i].add(y))
jitted("cumsum 1e6", lambda: [normal(0, 1_000_000)], jnp.cumsum, np.cumsum)
jitted("cumsum axis 0 of 1024x1024", SQUARE, lambda x: jnp.cumsum(x, 0), lambda x: np.cumsum(x, 0))
jitted("cumsum axis 1 of 1024x1024", SQUARE, lambda x: jnp.cumsum(x, 1), lambda x: np.cumsum(x, 1))

# ---------------------------------------------------------------- sorting

MILLION = lambda: [normal(0, 1_000_000)]  # noqa: E731
jitted("sort 1e6", MILLION, jnp.sort, np.sort)
jitted("argsort 1e6", MILLION, jnp.argsort, lambda x: np.argsort(x, kind="stable"))
jitted("median 1e6", MILLION, jnp.median, np.median)


@line("unique 1e6")
def _():
    x = jax.random.randint(jax.random.key(3), (1_000_000,), 0, 1 << 20)
    return lambda: jnp.unique(x)


@line("unique 1e6", NUMPY)
def _():
    x = np.asarray(jax.random.randint(jax.random.key(3), (1_000_000,), 0, 1 << 20))
    return lambda: np.unique(x)


jitted("sort rows of 1000x1000", lambda: [normal(0, 1000, 1000)], lambda x: jnp.sort(x, -1), lambda x: np.sort(x, -1))
jitted("top_k 100 of 1e6", MILLION, lambda x: lax.top_k(x, 100))

# ---------------------------------------------------------------- derivatives

jitted("jit(vmap(grad(sigmoid))) 1e3", lambda: [normal(0, 1000)],
       jax.vmap(jax.grad(lambda x: 0.5 * (jnp.tanh(x / 2) + 1))))


def regression_step(w, b, xs, ys):
    def loss(w, b):
        prediction = jax.vmap(lambda x: jnp.dot(w, x) + b)(xs)
        return jnp.mean(jax.vmap(lambda y, p: jnp.inner(y - p, y - p) / 2.0)(ys, prediction))
    dw, db = jax.grad(loss, (0, 1))(w, b)
    return w - 0.3 * dw, b - 0.3 * db


jitted("linear regression step", lambda: [normal(0, 5, 10), normal(1, 5), normal(2, 20, 10), normal(3, 20, 5)],
       regression_step)


def mlp_loss(params, x, labels):
    for w, b in params[:-1]:
        x = jnp.tanh(x @ w + b)
    w, b = params[-1]
    scores = jax.nn.log_softmax(x @ w + b)
    return -jnp.mean(jnp.sum(scores * labels, 1))


def sgd(params, x, labels):
    grads = jax.grad(mlp_loss)(params, x, labels)
    return jax.tree.map(lambda p, g: p - 0.1 * g, params, grads)


def mlp(sizes, batch):
    params = [(normal(i, m, n) * 0.05, jnp.zeros(n)) for i, (m, n) in enumerate(zip(sizes, sizes[1:]))]
    labels = jax.nn.one_hot(jax.random.randint(jax.random.key(50), (batch,), 0, sizes[-1]), sizes[-1])
    return [params, normal(60, batch, sizes[0]), labels]


jitted("MLP 784-512-10 SGD step, batch 128", lambda: mlp((784, 512, 10), 128), sgd)
jitted("MLP of 20 layers of 64, SGD step", lambda: mlp((64,) * 20 + (10,), 32), sgd)

# ---------------------------------------------------------------- loops

RNN = lambda: [normal(0, 16, 16) * 0.2, normal(1, 16, 16) * 0.2, normal(2, 1000, 16)]  # noqa: E731


def rnn(w, u, xs):
    h, _ = lax.scan(lambda h, x: (jnp.tanh(w @ h + u @ x), None), jnp.zeros(16), xs)
    return jnp.sum(h)


jitted("scan RNN 16x1000", RNN, rnn)
jitted("scan RNN 16x1000 gradient", RNN, jax.grad(rnn, (0, 1)))


def carries(xs):
    def step(c, _):
        return tuple(jnp.sin(c[(i + 1) % 32]) * 0.5 + c[i] * 0.5 for i in range(32)), None
    c, _ = lax.scan(step, tuple(xs[i] for i in range(32)), None, length=1000)
    return sum(c)


jitted("scan of 32 scalars x 1000", lambda: [normal(0, 32)], carries)
jitted("scan of 32 scalars x 1000 gradient", lambda: [normal(0, 32)], jax.grad(carries))
jitted("fori 1e6 scalar add", lambda: [jnp.float32(0)], lambda x: lax.fori_loop(0, 1_000_000, lambda i, c: c + 1.5, x))


def collatz(n):
    def body(c):
        n, k = c
        return jnp.where(n % 2 == 0, n // 2, 3 * n + 1), k + 1
    return lax.while_loop(lambda c: c[0] != 1, body, (n, 0))[1]


jitted("vmap(while) of 1000 lanes", lambda: [jnp.arange(1, 1001)], jax.vmap(collatz))


def lorenz(v):
    def step(v, _):
        x, y, z = v[0], v[1], v[2]
        d = jnp.stack([10.0 * (y - x), x * (28.0 - z) - y, x * y - (8.0 / 3.0) * z])
        return v + 0.001 * d, None
    return lax.scan(step, v, None, length=10_000)[0]


jitted("Lorenz 10000 steps", lambda: [jnp.array([1.0, 1.0, 1.0])], lorenz)

# ---------------------------------------------------------------- convolution

IMAGES = lambda: [normal(0, 8, 56, 56, 64), normal(1, 3, 3, 64, 64) * 0.05]  # noqa: E731


def conv(x, w, numbers=("NHWC", "HWIO", "NHWC"), **k):
    return lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=numbers, **k)


jitted("conv 3x3 NHWC 8x56x56x64", IMAGES, conv)
jitted("conv 3x3 NCHW 8x56x56x64", lambda: [IMAGES()[0].transpose(0, 3, 1, 2), IMAGES()[1].transpose(3, 2, 0, 1)],
       lambda x, w: conv(x, w, ("NCHW", "OIHW", "NCHW")))
jitted("conv 3x3 gradient", IMAGES, jax.grad(lambda x, w: jnp.sum(conv(x, w) ** 2), (0, 1)))
jitted("conv depthwise 3x3", lambda: [IMAGES()[0], normal(1, 3, 3, 1, 64)],
       lambda x, w: conv(x, w, feature_group_count=64))
jitted("conv transposed 1-D stride 200", lambda: [normal(0, 8, 100, 16), normal(1, 400, 16, 16)],
       lambda x, w: lax.conv_transpose(x, w, (200,), "SAME"))
jitted("max-pool 2x2", lambda: [IMAGES()[0]],
       lambda x: lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID"))
