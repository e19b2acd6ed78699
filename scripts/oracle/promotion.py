"""The 18x18 table of binary promotion, with 64-bit types on, as CSV; `*` marks weakly typed."""

import jax
import jax.numpy as jnp
import numpy as np

from oracle import OUT, SHORT, TYPES

ORDER = ["bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "bf16", "f16", "f32", "f64", "c64", "c128"]
WEAK = {"int*": 1, "float*": 1.0, "complex*": 1j}
WEAK_NAMES = {"i": "int*", "f": "float*", "c": "complex*"}


def operand(name):
    return WEAK[name] if name in WEAK else jnp.ones((), TYPES[name])


def result(x, y):
    z = jnp.asarray(jnp.add(x, y)) if not (isinstance(x, (int, float, complex)) and isinstance(y, (int, float, complex))) \
        else jnp.add(jnp.asarray(x), jnp.asarray(y))
    return WEAK_NAMES[np.dtype(z.dtype).kind] if z.weak_type else SHORT[np.dtype(z.dtype)]


with jax.enable_x64(True):
    names = ORDER + list(WEAK)
    rows = [",".join(["op"] + names)]
    rows += [",".join([a] + [result(operand(a), operand(b)) for b in names]) for a in names]
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "promotion.csv").write_text("\n".join(rows) + "\n")
print(f"promotion.csv: {len(names)} x {len(names)}")
