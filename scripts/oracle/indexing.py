"""Indexing in NumPy's syntax, out-of-bounds rules, and `.at[...]` updates."""

import jax
import jax.numpy as jnp
import numpy as np

from oracle import OracleFile, b1, f32, f64, i8, i32, i64, u8

READ = OracleFile("indexing.txt", """
x[index] for x = arange(size).reshape(shape) of type i32, checked against NumPy and JAX, which agree.
`opt index` is the text between the brackets; a list is an index array (of integers, or a boolean mask).
""")
BOUNDS = OracleFile("indexing-bounds.txt", """
Indices outside the array, and wrong indices. Integers outside are clamped by x[...]; `.at[...].get(mode)` has JAX's modes.
""")
AT = OracleFile("indexing-updates.txt", """
x.at[index].method(value, mode): `opt index`, `opt method`, `opt mode` (absent: the default), `in value`.
Where indices repeat under `set`, JAX promises nothing; the CPU keeps the last.
""")

CASES = {
    (5,): """0; 4; -1; -5; 1:3; :; ...; :2; 3:; -2:; :-1; ::2; 1::2; ::-1; 3:0:-1; 3::-2; -1:-4:-1; 2:2; 4:1; 10:; :10; -10:3; 10::-1;
        :-10:-1; newaxis; None; newaxis, :; :, newaxis; ..., newaxis; newaxis, ..., newaxis; 2, newaxis; 0, ...; ..., 0; ();
        [0]; [0, 2, 4]; [4, 3, 2, 1, 0]; [-1, -5]; [0, 0, 0]; []; [[0, 1], [2, 3]]; [[[4]]]; [2], ...; ..., [2, 1];
        [True, False, True, False, True]; [False, False, False, False, False]; [True, True, True, True, True];
        [0, 2], newaxis; newaxis, [0, 2]; [[0], [1]], newaxis; ::100; ::-100; -3:-1; True; False; 0:5:4""",
    (3, 4): """0; -1; 1, 2; -1, -1; :, 0; 0, :; :, -1; 1:, 1:; :, ::2; ::-1, ::-1; ..., 1; 1, ...; ..., 1:3; 0:2, ...; :, newaxis; :, newaxis, :;
        newaxis; ..., newaxis; :, :, newaxis; 1, newaxis; newaxis, 1, newaxis, 2, newaxis; 1:1; :, 4:; ::2, 1::2; ::2, 3:0:-2;
        [0, 2]; [2, 0, 2]; [[0, 2], [1, 1]]; [0, 2], [1, 3]; [0, 1, 2], [0, 1, 2]; [[0], [2]], [1, 3]; [0, 2], :; :, [0, 2]; :, [[0, 1], [2, 3]];
        1, [0, 2]; [0, 2], 1; [0, 2], 1:3; 1:3, [0, 2]; ::-1, [3, 0]; ..., [0, 3]; [0, 2], ...; [-1, -2], [-1, -2]; [[0, 2]], newaxis;
        newaxis, [0, 2]; :, newaxis, [0, 2]; [0, 2], newaxis, [1, 3]; newaxis, [0, 2], [1, 3]; [0, 2], [1, 3], newaxis; [0], [1, 2, 3];
        [[0, 1, 2]], [[0], [3]]; []; [], []; :, []; [True, False, True]; :, [True, False, True, False]; [True, False, True], 1; [True, False, True], [1, 3];
        [True, False, True], [True, True, False, False]; [False, False, False]; [True, True, False], ::2; [True, False, False], newaxis;
        [[True, False, True, False], [False, False, False, False], [False, True, False, True]];
        [[False, False, False, False], [False, False, False, False], [False, False, False, False]]""",
    (2, 3, 4): """0; 1, 2; 1, 2, 3; 1, :, 3; :, 1; :, :, -1; ..., 0; 0, ...; 0, ..., 0; ..., 1, :; :, 1:2; 1, 1:, ::2; ::-1, 0, 1:3; newaxis, ..., newaxis; ..., newaxis, :;
        [0, 1]; :, [0, 2]; :, :, [0, 3]; [0, 1], [1, 2]; [0, 1], [1, 2], [2, 3]; [0, 1], :, [2, 3]; :, [0, 1], [2, 3]; 0, :, [1, 2]; [1, 0], :, 2; 0, [1, 2];
        [[0, 1], [1, 0]], :, 1; [[0], [1]], [0, 2]; [[0], [1]], :, [0, 1, 2]; [0, 1], 1:, [2, 3]; [0, 1], 1; 1, [0, 2], 2; 1, [0, 2], ::2; :, 1, [0, 3];
        [0, 1], newaxis, [1, 2]; :, [0, 2], newaxis, [1, 3]; ..., [0, 1], [0, 1]; [0, 1], ..., [0, 1]; [0, 1], ..., newaxis; [1], :, newaxis, [2];
        [[0, 1]], ::2, [[2], [3]]; 0, ..., [0, 3]; [True, False]; [True, True], :, [0, 1]; [True, False], 1; :, [True, False, True]; ..., [True, False, True, True];
        :, [True, False, True], [0, 3]; [True, False], ..., [0, 2]; [True, True], [0, 2]; [[True, False, True], [False, True, False]]; [[True, False, True], [False, True, False]], 1;
        [[True, False, True], [False, True, False]], [0, 1, 2]; :, [[True, False, True, False], [False, True, False, True], [False, False, False, False]];
        1:, ..., ::3; [[[0, 1]]], :, [[[0], [1]]]; [1, 1, 0], [2, 0, 1], 1:3""",
    (2, 1, 3, 2): """..., 0; 0, 0, 0, 0; [0, 1], :, [0, 2]; [0, 1], 0, [0, 2]; [0, 1], :, :, [0, 1]; :, [0], :, [0, 1]; :, 0, [0, 2]; :, [0], [0, 2], :;
        0, :, [0, 2], 1; 1, ..., [1, 0]; ::-1, :, [True, False, True], newaxis; newaxis, [1, 0], newaxis, 0, newaxis""",
    (): "(); ...; newaxis; newaxis, ...; ..., newaxis, newaxis; True; False",
    (0, 3): "0:0; :, 0; :, [0, 2]; ..., newaxis; ::-1; []; [], 1; :, [True, False, True]",
    (1,): "0; -1; [0, 0, 0]; [[0]]; ::-1; newaxis; True",
}


def index_of(text, array=np.asarray):
    index = eval(f"np.s_[{text}]", {"np": np, "newaxis": None})

    def convert(i):
        if not isinstance(i, list):
            return i
        a = np.array(i)
        return array(a.astype(np.int32) if a.dtype == int or a.size == 0 else a)

    return tuple(convert(i) for i in index) if isinstance(index, tuple) else convert(index)


def split(cases):
    return [" ".join(c.split()) for c in cases.split(";")]


def reads():
    for shape, cases in CASES.items():
        x = np.arange(int(np.prod(shape)), dtype=np.int32).reshape(shape)
        for n, text in enumerate(split(cases)):
            index = index_of(text)
            want = np.asarray(x[index])
            try:
                got = np.asarray(jnp.asarray(x)[index])
            except Exception as e:
                print("JAX refuses", shape, text, type(e).__name__, str(e)[:100])
                continue
            assert want.shape == got.shape and (want == got).all() and want.dtype == got.dtype, (shape, text)
            READ.begin(f"index.{'x'.join(map(str, shape)) or 'scalar'}.{n}")
            READ.array("in", "x", x)
            READ.line("opt", "index", text)
            READ.array("out", "0", want)
            READ.end()
    READ.save()


def bounds():
    x5, x34, f5, u5 = i32(np.arange(5)), i32(np.arange(12)).reshape(3, 4), f32(np.arange(5)), u8(np.arange(5))
    n = 0

    def case(x, text, mode=None, fill=None):
        nonlocal n
        options = {"index": text}
        if mode is None:
            source = "x[index]"
        else:
            keyword = f"mode='{mode}'" + (f", fill_value={fill}" if fill is not None else "")
            source = f"x.at[index].get({keyword})"
            options["mode"] = mode
            if fill is not None:
                options["fill_value"] = fill
        BOUNDS.run(f"bounds.{n}", source, {"x": x}, options=options, env={"index": index_of(text, jnp.asarray) if "::0" not in text else np.s_[::0]})
        n += 1

    for x in (x5, f5, u5, b1([1, 0, 1, 1, 0]), i8(np.arange(5)), i64(np.arange(5)), f64(np.arange(5))):
        for text in ("[0, 4, 5, -5, -6, 100, -100]",):
            case(x, text)
            for mode in ("clip", "fill", "promise_in_bounds"):
                if mode == "promise_in_bounds":
                    case(x, "[0, 4, -5]", mode)
                else:
                    case(x, text, mode)
            case(x, text, "fill", 1)
    for text in ("10", "-10", "5", "-6", "7:9", "-9:-7"):
        case(x5, text)
    for mode in ("clip", "fill"):
        for text in ("5", "-6", "4", "-1"):
            case(f5, text, mode)
    for text in ("3, 4", "-4, -5", "[0, 3], [4, 1]", "[-4, 2], 1:3", "5, ::2", ":, 9", "[[0, 9], [1, 1]], -1"):
        case(x34, text)
        case(x34, text, "fill", -7)
        case(x34, text, "clip")
    # wrong indices: the rule is what matters, not the words
    wrong = [(x5, t) for t in ("0, 0", "..., ...", "1.5", "::0", "[0.5]", "[True, False]", "0, ..., 0", "'a'")]
    wrong += [(x34, t) for t in ("0, 0, 0", "[0, 1], [0, 1, 2]", "[True, False, True, False]",
                                 ":, [True, False, True]", "[[True, False, True]] * 4", "[[[True]] * 4] * 3", "[True, True, True], [0, 1]")]
    for x, text in wrong:
        case(x, text)
    for source, inputs in (
        ("lax.dynamic_slice(x, (3,), (4,))", {"x": x5}), ("lax.dynamic_slice(x, (-3,), (2,))", {"x": x5}), ("lax.dynamic_slice(x, (-9,), (2,))", {"x": x5}),
        ("lax.dynamic_slice(x, (2, 3), (2, 2))", {"x": x34}), ("lax.dynamic_slice(x, (-1, -1), (2, 3))", {"x": x34}), ("lax.dynamic_slice(x, (5,), (0,))", {"x": x5}),
        ("lax.dynamic_update_slice(x, y, (4,))", {"x": x5, "y": i32([7, 8])}), ("lax.dynamic_update_slice(x, y, (-2,))", {"x": x5, "y": i32([7, 8])}),
        ("lax.dynamic_update_slice(x, y, (2, 3))", {"x": x34, "y": i32([[7, 8], [9, 10]])}), ("lax.dynamic_update_slice(x, y, (-9, 1))", {"x": x34, "y": i32([[7, 8]])}),
        ("jnp.take(x, i)", {"x": f5, "i": i32([0, 5, -1, -6])}), ("jnp.take(x, i)", {"x": x5, "i": i32([0, 5, -1, -6])}),
        ("jnp.take(x, i, axis=1, mode='clip')", {"x": x34, "i": i32([0, 4, -1])}), ("jnp.take(x, i, axis=1, mode='wrap')", {"x": x34, "i": i32([0, 4, -1, 9])}),
        ("jnp.take(x, i, axis=0, mode='fill', fill_value=-3)", {"x": x34, "i": i32([[0, 3], [-1, -4]])}), ("jnp.take(x, i, axis=0, mode='fill')", {"x": x34, "i": i32([[0, 3], [-1, -4]])}),
        ("jnp.take(x, i, mode='clip')", {"x": x34, "i": i32([11, 12, 0])}), ("jnp.take(x, i)", {"x": u5, "i": i32([0, 5])}), ("jnp.take(x, i)", {"x": b1([0, 1]), "i": i32([0, 5])}),
    ):
        BOUNDS.run(f"bounds.{n}", source, inputs)
        n += 1
    BOUNDS.save()


def updates():
    x5, x34, x234 = np.arange(5), np.arange(12).reshape(3, 4), np.arange(24).reshape(2, 3, 4)
    n = 0

    def case(x, text, method, value=None, mode=None, function=None):
        nonlocal n
        index = index_of(text, jnp.asarray)
        options = {"index": text, "method": method}
        arguments = "value" if function is None else f"jnp.{function}"
        if mode:
            options["mode"] = mode
            arguments += f", mode='{mode}'"
        if function:
            options["function"] = function
        inputs = {"x": x} if function else {"x": x, "value": value}
        AT.run(f"at.{n}", f"x.at[index].{method}({arguments})", inputs, options=options, env={"index": index})
        n += 1

    single = {"set": 9, "add": 3, "multiply": 2, "min": 1, "max": 3}
    for make in (i32, f32, u8, f64, i64):
        for method, v in single.items():
            case(make(x5 + 1), "1", method, make(v))
            case(make(x5 + 1), "[0, 2, 2, -1]", method, make([v, 5, 7, 2]))
    for method, v in {"divide": 2, "power": 2}.items():
        for make in (f32, f64):
            case(make(x5 + 1), "1:4", method, make(v))
            case(make(x5 + 1), "[0, 3]", method, make([v, 3]))
            case(make(x34 + 1), "::2, [1, 3]", method, make([v, 3]))
    case(i32(x5 + 1), "1:3", "power", i32(3))
    case(i32(x5 + 7), "1:3", "divide", i32(2))
    for text, v in {":": 1, "...": 1, "1:4": 5, "::2": [7, 8, 9], "::-1": [1, 2, 3, 4, 5], "-1": 6, "[]": np.zeros(0), "[True, False, True, False, True]": 4,
                    "newaxis, 1": 3, "1:1": 2, "[[0, 1], [3, 4]]": [[5, 6], [7, 8]]}.items():
        for method in ("set", "add", "max"):
            case(i32(x5), text, method, i32(v))
    for text, v in {"0": 1, "0, 1:": 5, ":, 1": [7, 8, 9], "1, 2": 8, "..., 0": 3, "[0, 2], [1, 3]": [5, 6], "[0, 2]": [[1], [2]], ":, [0, 0, 2]": 2, "[[0], [2]], [1, 3]": [[1, 2], [3, 4]],
                    "[True, False, True], 1": 5, "[True, False, True]": [1, 2, 3, 4], "1:, ::2": [[9, 8]], "[1, 1], [2, 2]": [3, 4], "::2, [3, 0]": [[1, 2], [3, 4]], "2, :": [1, 2, 3, 4]}.items():
        for method in ("set", "add", "multiply"):
            case(f32(x34), text, method, f32(v))
    for text, v in {"[0, 1], :, [2, 3]": 5, ":, [0, 2]": 1, "0, :, [1, 2]": [[8], [9]], "1, ..., 0": [1, 2, 3], "..., 1": 3, "[0, 1], [1, 2], [2, 3]": [7, 8], "[1, 1], :, [0, 0]": [[1, 2, 3], [4, 5, 6]],
                    ":, 1, [0, 3]": [[1, 2], [3, 4]], "::-1, 0": [[1, 2, 3, 4], [5, 6, 7, 8]]}.items():
        for method in ("set", "add", "min"):
            case(i32(x234), text, method, i32(v))
    for mode in (None, "drop", "clip", "fill"):
        for method in ("set", "add", "multiply", "min", "max"):
            case(f32(x5 + 1), "[0, 5, -1, -6, 9]", method, f32([2, 3, 4, 0.5, 6]), mode)
        case(i32(x34), "[0, 3], 4", "set", i32(9), mode)
        case(i32(x34), "-4", "add", i32(9), mode)
        case(i32(x34), "3:9", "add", i32(9), mode)
    for function in ("negative", "square", "sqrt", "sin"):
        case(f32(x5 + 1), "[0, 3]", "apply", function=function)
        case(f32(x34 + 1), "1, ::2", "apply", function=function)
    case(f32(x5 + 1), "[2, 2, 2]", "apply", function="square")
    case(f32(x5 + 1), "[5, -6, 1]", "apply", function="negative")
    case(i32(x5), "0:3", "apply", function="negative")
    # the value is cast to the array's type, weak or not, and broadcast
    case(i32(x5), "1", "set", f32(2.9))
    case(i32(x5), "1", "add", f32(2.9))
    case(f32(x5), "1", "set", i32(2))
    case(f32(x5), "1:3", "set", f64(2.5))
    case(u8(x5), "1", "set", i32(300))
    case(u8(x5), "1", "add", u8(255))
    case(b1([1, 0, 1]), "1", "set", i32(5))
    case(f32(x34), "1", "set", f32([1, 2, 3]))  # does not broadcast
    case(f32(x34), "1:1", "set", f32(np.zeros((0, 4))))
    case(f32(np.zeros((0, 3))), ":, 1", "set", f32(1))
    case(f32(3), "()", "set", f32(1))
    case(f32(3), "...", "add", f32(1))
    AT.save()


reads()
bounds()
updates()
