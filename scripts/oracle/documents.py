"""The numbers of the source documents (000 to 004) as JAX prints them, with their bits, beside what the documents print."""

import contextlib
import io

import jax
import jax.numpy as jnp
import numpy as np
from jax import random

from oracle import OracleFile, escape

OUT = OracleFile("documents.txt", """
Numbers of the source documents; `mode original` or `mode partitionable` is the Threefry layout, `out` what JAX computes,
`opt document` what the document shows (`opt ulp` = the greatest distance between the two in f32 steps).
""")
deviations = []


def ordered(x):
    b = np.asarray(x, np.float32).view(np.int32).astype(np.int64)
    return np.where(b < 0, -(b & 0x7FFFFFFF), b)


def case(case_id, source, value, document=None, mode="original"):
    value = jnp.asarray(value)
    OUT.begin(case_id, source)
    OUT.line("mode", mode)
    OUT.array("out", "0", value)
    OUT.line("opt", "repr", escape(repr(value)))
    if document is not None:
        OUT.line("opt", "document", " ".join(str(v) for v in np.asarray(document).reshape(-1)))
        if value.dtype == jnp.float32:
            d = int(np.abs(ordered(value).reshape(-1) - ordered(np.float32(document)).reshape(-1)).max())
            OUT.line("opt", "ulp", str(d))
        else:
            d = int(not np.array_equal(np.asarray(value).reshape(-1), np.asarray(document).reshape(-1)))
            assert d == 0, case_id
        if d:
            deviations.append((case_id, d, escape(np.array2string(np.asarray(value).reshape(-1)[:4]))))
    OUT.end()


def doc000():
    key = random.PRNGKey(5678)
    case("000.34", "uniform(PRNGKey(5678))", random.uniform(key), 0.376078)
    k1, k2 = random.split(key)
    case("000.35.keys", "split(key)", random.split(key), [464300599, 4269642634, 4048099546, 2078360803])
    case("000.35.key1", "uniform(key1)", random.uniform(k1), 0.6928469)
    case("000.35.key2", "uniform(key2)", random.uniform(k2), 0.040529132)
    case("000.36", "uniform(split(key)[0], (2, 4))", random.uniform(k1, (2, 4)), [0.1093446, 0.97192943, 0.60279703, 0.5552217, 0.4859867, 0.6875596, 0.18040001, 0.6805732])
    case("000.37", "normal(split(key)[1], (2, 4))", random.normal(k2, (2, 4)), [-0.92087466, -0.99356407, -0.01340629, 0.2917211, -0.09446456, -0.53876567, 0.04995674, -0.8308685])


def doc001():
    key = random.PRNGKey(42)
    case("001.2", "PRNGKey(42)", key, [0, 42])
    case("001.3", "normal(key)", random.normal(key), -0.18471177)
    case("001.4", "normal(key, (3,))", random.normal(key, (3,)), [0.18693547, -1.2806505, -1.5593132])
    want = [[-0.5675502, 0.28439185, -0.9320608], [0.67903334, -1.220606, 0.94670606], [-0.09680057, 0.7366595, 0.86116916]]
    k = key
    for i in range(3):
        k, sub = random.split(k)
        case(f"001.5.{i}", "key, subkey = split(key); normal(subkey, (3,))", random.normal(sub, (3,)), want[i])
    want = [[-0.04324572, 0.00212434, -0.40485173], [-1.0068504, -0.87616897, -0.6528091], [-0.70704466, 1.2879405, -0.4776387]]
    for i, k in enumerate(random.split(key, 3)):
        case(f"001.6.{i}", "normal(split(key, 3)[i], (3,))", random.normal(k, (3,)), want[i])
    want = [1.7917308, 0.6962527, -0.3863588, 0.6568204, 1.5387199, 0.08471087, -0.05403972, -0.6987761, -1.7351557, 1.9373399]
    case("001.7", "vmap(normal)(split(key, 10))", jax.vmap(random.normal)(random.split(key, 10)), want)
    sigmoid = jax.jit(lambda x: 1 / (1 + jnp.exp(-x)))
    exact = jax.jit(lambda x: sigmoid(x) * (1 - sigmoid(x)))
    case("001.10.sigmoid", "sigmoid(0.0)", sigmoid(0.0), 0.5)
    case("001.10.exact", "s * (1 - s)", exact(0.0), 0.25)
    case("001.10.grad", "jit(grad(sigmoid))(0.0)", jax.jit(jax.grad(sigmoid))(0.0), 0.25)


def doc002():
    selu = jax.jit(lambda x, alpha=1.67, lambda_=1.05: lambda_ * jnp.where(x > 0, x, alpha * jnp.exp(x) - alpha))
    case("002.3", "selu_jit(1.0)", selu(1.0), 1.05, "partitionable")
    key = random.key(43)
    case("002.10", "key_data(key(43))", random.key_data(key), [0, 43], "partitionable")
    case("002.11", "normal(key)", random.normal(key), 0.07520543, "partitionable")
    for i, want in enumerate([-1.9133632183074951, -1.4749839305877686, -0.36703771352767944]):
        key, sub = random.split(key)
        case(f"002.12.{i}", "key, subkey = split(key); normal(subkey)", random.normal(sub), want, "partitionable")


def doc004():
    n, m = jnp.ones((4, 4)), jnp.arange(1.0, 9).reshape(2, 4)
    case("004.1", "dot([[1..4],[5..8]], ones((4, 4)))", jnp.dot(m, n), [10] * 4 + [26] * 4)
    key = random.PRNGKey(0)
    case("004.5", "PRNGKey(0)", key, [0, 0])
    case("004.6", "normal(key, (1,))", random.normal(key, (1,)), [-0.20584235])
    new, sub = random.split(key)
    case("004.7.keys", "split(key)", random.split(key), [4146024105, 967050713, 2718843009, 1272950319])
    case("004.7.key", "normal(new_key, (1,))", random.normal(new, (1,)), [0.14389044])
    case("004.7.subkey", "normal(subkey, (1,))", random.normal(sub, (1,)), [-1.2515389])
    case("004.8", "split(new_key, 4)", random.split(new, 4), [3306097435, 3899823266, 147607341, 367236428, 2280136339, 1907318301, 781391491, 1939998335])
    f = lambda x: jnp.dot(x.T, x) / 2.0
    case("004.9", "f(ones(4)), f(x) = dot(x.T, x) / 2", f(jnp.ones(4)), 2.0)
    v = random.normal(key, (4,))
    want = [1.8160859, -0.7548852, 0.33988902, -0.5348355]
    case("004.10.v", "normal(key, (4,))", v, want)
    case("004.10.grad", "grad(f)(v)", jax.grad(f)(v), want)
    g = lambda x: jnp.multiply(x, x) / 2.0
    x = random.normal(key, (5,))
    want = [0.18784378, -1.2833427, -0.27109176, 1.2490592, 0.24446994]
    value, tangent = jax.jvp(g, (x,), (jnp.ones(5),))
    case("004.11.x", "normal(key, (5,))", x, want)
    case("004.11.value", "jvp(x * x / 2)", value, [0.01764264, 0.82348424, 0.03674537, 0.7800744, 0.02988278])
    case("004.11.tangent", "jvp(x * x / 2), tangent", tangent, want)
    case("004.12", "vjp(x * x / 2), cotangent of ones", jax.vjp(g, x)[1](jnp.ones(5))[0], want)
    mat, batched, single = random.normal(key, (15, 10)), random.normal(key, (5, 10)), random.normal(key, (10,))
    case("004.14.single", "dot(mat, v)", jnp.dot(mat, single))
    case("004.14.batched", "vmap(dot(mat, .))(batched)", jax.vmap(lambda u: jnp.dot(mat, u))(batched))


GRADIENT_W = """-1.9287349e+00 4.2963755e-01 7.1613449e-01 2.1056123e+00 5.0405121e-01 -2.4983375e+00 -6.3854176e-01 -2.2620213e+00 -1.3365206e+00
-2.0426039e-01 1.1999468e+00 -9.4563609e-01 -1.0878400e+00 -7.0340711e-01 3.3224609e-01 1.7538791e+00 -7.1916544e-01 1.0927428e+00 -1.4491037e+00
5.9715635e-01 -1.4826509e+00 -7.6116532e-01 2.2319858e-01 -3.0391946e-01 3.0397055e+00 -3.8419428e-01 -1.8290073e+00 -2.3353369e+00 -1.1087127e+00
-7.7453995e-01 8.2374442e-01 -9.9650609e-01 -7.6030111e-01 6.3919222e-01 -6.0864899e-02 -1.0859716e+00 1.2923398e+00 -4.9342898e-01 -1.4711156e-03
1.2977618e+00 -4.5656446e-01 -1.3063025e-01 -3.9179009e-01 2.1743817e+00 -5.3948693e-02 4.5653123e-01 -8.5279423e-01 1.1709594e+00 9.6438813e-01
-2.3813749e-02"""
LOSSES = """11.096583 1.1743388 0.32879353 0.1398177 0.07359565 0.04415301 0.029408678 0.021554656 0.017227933 0.014798875 0.013420242 0.0126327025
0.0121810865 0.011921468 0.011771992 0.011685831 0.011636148 0.011607475 0.011590928 0.011581394 0.011575883"""


def regression(transposed):
    """W of shape (5, 10), applied as W x, gives the document's numbers; (10, 5), applied as x W, is what its listing says."""
    name = "regression" if transposed else "regression-10x5"
    key = random.PRNGKey(0)
    k1, k2 = random.split(key)
    W = random.normal(k1, (5, 10) if transposed else (10, 5))
    b = random.normal(k2, (5,))
    key_sample, key_noise = random.split(k1)
    x = random.normal(key_sample, (20, 10))
    predict = (lambda p, u: jnp.dot(p["W"], u) + p["b"]) if transposed else (lambda p, u: jnp.dot(u, p["W"]) + p["b"])
    y = jax.vmap(lambda u: predict({"W": W, "b": b}, u))(x) + 0.1 * random.normal(key_noise, (20, 5))

    def mse(p, xs, ys):
        def squared_error(u, v):
            r = v - predict(p, u)
            return jnp.inner(r, r) / 2.0
        return jnp.mean(jax.vmap(squared_error)(xs, ys), axis=0)

    document = lambda v: v if transposed else None
    for k, v in (("W", W), ("b", b), ("x", x), ("y", y)):
        case(f"004.{name}.{k}", f"the data: {k}", v)
    params = {"W": jnp.zeros_like(W), "b": jnp.zeros_like(b)}
    gradient = jax.grad(mse)(params, x, y)
    case(f"004.{name}.gradient-W", "grad(mse) at zero, W", gradient["W"], document(np.array(GRADIENT_W.split(), np.float32)))
    case(f"004.{name}.gradient-b", "grad(mse) at zero, b", gradient["b"], document([1.0923628, 1.3121076, -2.9304824, -0.6492362, 1.1531248]))
    case(f"004.{name}.loss-true", "mse at the true W, b", mse({"W": W, "b": b}, x, y), document(0.023639774))
    update = jax.jit(lambda p: jax.tree.map(lambda a, g: a - 0.3 * g, p, jax.grad(mse)(p, x, y)))
    losses, before = [], []
    for i in range(101):
        if i % 5 == 0:
            before.append(jax.jit(mse)(params, x, y))
        params = update(params)
        if i % 5 == 0:
            losses.append(mse(params, x, y))
    case(f"004.{name}.losses", "mse after steps 0, 5, ..., 100; learning rate 0.3", jnp.stack(losses), document(np.array(LOSSES.split(), np.float32)))
    case(f"004.{name}.losses-before", "value_and_grad variant: mse before steps 0, 5, ..., 100", jnp.stack(before))
    case(f"004.{name}.W-fitted", "W after 101 steps", params["W"])
    case(f"004.{name}.b-fitted", "b after 101 steps", params["b"])
    a = np.concatenate([np.asarray(x, np.float64), np.ones((20, 1))], axis=1)
    best = np.linalg.lstsq(a, np.asarray(y, np.float64), rcond=None)[0]
    optimum = ((a @ best - np.asarray(y, np.float64)) ** 2).sum() / 2 / 20
    case(f"004.{name}.optimum", "least squares in f64, rounded to f32", jnp.float32(optimum), 0.0115683683)


def layouts():
    """The threefry table of both layouts, and the first draws of every seed that the documents use."""
    for mode, flag in (("original", False), ("partitionable", True)):
        jax.config.update("jax_threefry_partitionable", flag)
        for seed in (0, 42, 43, 5678):
            key = random.PRNGKey(seed)
            case(f"layout.{mode}.{seed}.split", f"split(PRNGKey({seed}))", random.split(key), mode=mode)
            case(f"layout.{mode}.{seed}.bits", "bits(key, (4,))", random.bits(key, (4,)), mode=mode)
            case(f"layout.{mode}.{seed}.uniform", "uniform(key, (5,))", random.uniform(key, (5,)), mode=mode)
            case(f"layout.{mode}.{seed}.normal", "normal(key, (5,))", random.normal(key, (5,)), mode=mode)
            case(f"layout.{mode}.{seed}.normal0", "normal(key)", random.normal(key), mode=mode)
            case(f"layout.{mode}.{seed}.fold", "fold_in(key, 7)", random.fold_in(key, 7), mode=mode)
        for n in (10, 100, 1797):
            p = random.permutation(random.PRNGKey(0), n)
            case(f"layout.{mode}.permutation.{n}", f"permutation(PRNGKey(0), {n})", p, mode=mode)


jax.config.update("jax_threefry_partitionable", False)
doc000()
doc001()
doc004()
regression(True)
regression(False)
jax.config.update("jax_threefry_partitionable", True)
doc002()
layouts()
OUT.save()
print("differences from the documents, in f32 steps:")
for d in deviations:
    print(*d)
