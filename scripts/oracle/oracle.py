"""What the oracle scripts share: the line format of README.md, and the running of one case under real JAX."""

import ast
import os
import pathlib

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
from jax import lax

JAX_VERSION = "0.10.2"
OUT = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/org/lanewise/oracle"

# Lanewise's name, NumPy's type
TYPES = {
    "bool": np.bool_, "i8": np.int8, "i16": np.int16, "i32": np.int32, "i64": np.int64,
    "u8": np.uint8, "u16": np.uint16, "u32": np.uint32, "u64": np.uint64,
    "f16": np.float16, "bf16": ml_dtypes.bfloat16, "f32": np.float32, "f64": np.float64,
    "c64": np.complex64, "c128": np.complex128,
}
SHORT = {np.dtype(t): n for n, t in TYPES.items()}
CANONICAL_NAN = {"f16": 0x7E00, "bf16": 0x7FC0, "f32": 0x7FC00000, "f64": 0x7FF8000000000000}


def make(name):
    return lambda values: np.array(values).astype(TYPES[name])


b1, i8, i16, i32, i64 = make("bool"), make("i8"), make("i16"), make("i32"), make("i64")
u8, u16, u32, u64 = make("u8"), make("u16"), make("u32"), make("u64")
f16, bf16, f32, f64 = make("f16"), make("bf16"), make("f32"), make("f64")


class Weak:
    """A Python number as an operand: weakly typed."""

    def __init__(self, value):
        self.value = value


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def type_text(x, weak=False):
    return f"{SHORT[np.dtype(x.dtype)]}[{','.join(map(str, x.shape))}]{'*' if weak else ''}"


def element(name, v):
    if name == "bool":
        return "true" if v else "false"
    if name[0] in "iu":
        return str(int(v))
    bits = {"f16": np.uint16, "bf16": np.uint16, "f32": np.uint32, "f64": np.uint64}[name]
    if np.isnan(v):
        word, text = CANONICAL_NAN[name], "nan"
    else:
        word = int(np.asarray(v).view(bits))
        text = str(float(v)) if name in ("bf16", "f64") else str(v)
    return f"{text}|{word:0{np.dtype(bits).itemsize * 2}x}"


def values_text(x):
    name = SHORT[np.dtype(x.dtype)]
    return " ".join(element(name, v) for v in np.asarray(x).reshape(-1))


def call_tokens(source):
    """`jnp.sum(x, axis=1)` as [jnp.sum, x, axis=1]; None where the source is not one plain call."""
    try:
        node = ast.parse(source, mode="eval").body
    except SyntaxError:
        return None
    if not isinstance(node, ast.Call):
        return None
    function, receiver = ast.unparse(node.func).removeprefix("jax."), []
    if function.startswith("x."):
        function, receiver = function.removeprefix("x."), ["x"]
    if any(ch in function for ch in "()[] "):
        return None

    def token(n):
        text = ast.unparse(n)
        if text.startswith("jnp."):
            text = text.removeprefix("jnp.")
            text = SHORT[np.dtype(getattr(jnp, text))] if text in dir(jnp) and isinstance(
                getattr(jnp, text), type(jnp.float32)) else text
        return text

    return ([function] + receiver + [token(a) for a in node.args]
            + [f"{k.arg}={token(k.value)}" for k in node.keywords])


class OracleFile:
    def __init__(self, name, about):
        self.name, self.lines, self.count, self.ids = name, [], 0, set()
        self.lines += [f"# {line}" for line in about.strip().splitlines()]
        self.lines += [f"# Printed by JAX {jax.__version__}; made by scripts/oracle, format in scripts/oracle/README.md.", ""]
        assert jax.__version__ == JAX_VERSION, jax.__version__

    def begin(self, case_id, source=None):
        assert case_id not in self.ids, case_id
        self.ids.add(case_id)
        self.count += 1
        self.line("case", case_id)
        if source is not None:
            self.line("source", escape(source))

    def line(self, *fields):
        assert all("\t" not in f and "\n" not in f for f in fields), fields
        self.lines.append("\t".join(fields))

    def array(self, kind, name, x, weak=None):
        if weak is None:
            weak = bool(getattr(x, "weak_type", False))
        self.line(kind, name, type_text(x, weak), values_text(x))

    def end(self):
        self.lines.append("")

    def save(self):
        OUT.mkdir(parents=True, exist_ok=True)
        path = OUT / self.name
        path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        print(f"{self.name}: {self.count} cases, {path.stat().st_size} bytes")

    def run(self, case_id, source, inputs=None, x64=None, options=None, env=None, names=None):
        """Evaluates `source` and writes the case: its call, its operands, and its results or its error."""
        inputs = inputs or {}
        if x64 is None:
            x64 = any(not isinstance(v, Weak) and np.dtype(v.dtype).itemsize == 8
                      for v in inputs.values()) or "64" in source
        with jax.enable_x64(x64):
            scope = {"jnp": jnp, "jax": jax, "lax": lax, "np": np, "inf": np.inf, "nan": np.nan}
            scope.update(env or {})
            self.begin(case_id, source)
            self.line("mode", "x64" if x64 else "x32")
            tokens = call_tokens(source)
            if tokens:
                self.line("call", *tokens)
            for k, v in inputs.items():
                scope[k] = v.value if isinstance(v, Weak) else jnp.asarray(v)
                shown = jnp.asarray(scope[k])
                self.array("in", k, shown, weak=isinstance(v, Weak))
            for k, v in (options or {}).items():
                self.line("opt", k, escape(str(v)))
            try:
                result = jax.tree.leaves(eval(source, scope))
            except Exception as e:  # noqa: BLE001 - an error is a result here
                self.line("error", type(e).__name__, escape(str(e).strip().split("\n")[0][:300]))
                self.end()
                return None
            for k, r in enumerate(result):
                r = jnp.asarray(r)
                self.array("out", names[k] if names else str(k), r)
            self.end()
            return result
