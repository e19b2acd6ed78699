"""Known answers of JAX 0.10.2 on x86 CPU with FMA for the functions that random numbers are made of.

usage: python jax_goldens.py ../resources/org/lanewise/backend/definition/jax.csv.gz

Each line is `name,x,result` with bit patterns in hexadecimal: 8 digits for float32, 16 for float64. Only normal arguments and results: XLA
flushes the others to zero. The arguments of exp stay below 88.37, where XLA's own accuracy ends.
"""
import gzip
import sys

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
RANDOM = np.random.default_rng(5)


def normal_bits(low, high, count):
    return RANDOM.integers(low, high, count, dtype=np.uint32).view(np.float32)


def arguments(name, count):
    any_size = normal_bits(0x00800000, 0x7F800000, count)
    below_one = normal_bits(0x00800000, 0x3F800000, count)
    return {
        "exp": np.concatenate([RANDOM.uniform(-87.3, 88.37, count), RANDOM.normal(size=count)]),
        "log": np.concatenate([any_size, RANDOM.uniform(0, 3, count)]),
        "log1p": np.concatenate([any_size, -below_one, RANDOM.uniform(-1, 3, count)]),
        "erf_inv": np.concatenate([below_one, -below_one, RANDOM.uniform(-1, 1, count)]),
    }[name]


FUNCTIONS = {"exp": jax.lax.exp, "log": jax.lax.log, "log1p": jax.lax.log1p, "erf_inv": jax.lax.erf_inv}


def main(path, count=1000):
    with gzip.GzipFile(path, "wb", mtime=0) as out:
        for name, function in FUNCTIONS.items():
            for dtype, word in ((np.float32, np.uint32), (np.float64, np.uint64)):
                x = arguments(name, count).astype(dtype)
                y = np.asarray(jax.jit(function)(x))
                tiny = np.finfo(dtype).tiny
                for a, b in zip(x, y):
                    if abs(a) >= tiny and abs(b) >= tiny:
                        digits = 2 * a.itemsize
                        text = f"{name},{a.view(word):0{digits}x},{b.view(word):0{digits}x}\n"
                        out.write(text.encode())


if __name__ == "__main__":
    main(sys.argv[1])
