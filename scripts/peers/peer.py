"""The other side of the comparison: times lines of work in JAX and NumPy when asked to.

Speaks a line protocol on standard input and output, so that both sides can take turns in one run:

    time <peer> <line> <seconds>     -> "ok <median seconds per call> <calls>", or "none", or "error <text>"
    result <peer> <line> <file>      -> writes the results, one after the other, raw; "ok <type[shape]> ..."
    memory                           -> "ok <peak resident bytes>"
    version                          -> "ok jax=... numpy=..."

A line of work is made once (inputs, compilation) and kept until another one is asked for.
"""

import os
import resource
import sys
import time

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import numpy as np

import lines

SHORT = {"float32": "f32", "float64": "f64", "int32": "i32", "int64": "i64", "uint32": "u32", "bool": "bool",
         "uint8": "u8", "int8": "i8"}


class Prepared:
    """The one line that is ready to run."""

    def __init__(self):
        self.key, self.work = None, None

    def get(self, peer, name):
        if self.key != (peer, name):
            self.key = self.work = None  # lets go of the last line's arrays first
            maker = {"jax": lines.JAX, "numpy": lines.NUMPY}[peer].get(name)
            self.key, self.work = (peer, name), maker and maker()
        return self.work


def timed(work, seconds):
    """The median time of a call: calls are grouped so that a group lasts a millisecond at least."""
    block = jax.block_until_ready
    start = time.perf_counter()
    block(work())
    once = max(time.perf_counter() - start, 1e-9)
    group = max(1, int(1e-3 / once))
    samples, calls, end = [], 0, time.perf_counter() + seconds
    while not samples or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(group):
            block(work())
        samples.append((time.perf_counter() - start) / group)
        calls += group
    return sorted(samples)[len(samples) // 2], calls


def written(result, path):
    types = []
    with open(path, "wb") as file:
        for leaf in jax.tree.leaves(result):
            array = np.asarray(leaf)
            types.append(f"{SHORT[array.dtype.name]}[{','.join(map(str, array.shape))}]")
            np.ascontiguousarray(array).tofile(file)
    return " ".join(types)


def answer(prepared, words):
    match words:
        case ["time", peer, name, seconds]:
            work = prepared.get(peer, name)
            return "none" if work is None else "ok %.9g %d" % timed(work, float(seconds))
        case ["result", peer, name, path]:
            work = prepared.get(peer, name)
            return "none" if work is None else "ok " + written(work(), path)
        case ["memory"]:
            return "ok %d" % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
        case ["version"]:
            return f"ok jax={jax.__version__} numpy={np.__version__}"
    return "error unknown request"


def main():
    prepared = Prepared()
    for request in sys.stdin:
        try:
            reply = answer(prepared, request.rstrip("\n").split("\t"))
        except Exception as e:  # noqa: BLE001 - the other side decides what an error means
            reply = "error " + repr(e).replace("\n", " ")
        print(reply, flush=True)


if __name__ == "__main__":
    main()
