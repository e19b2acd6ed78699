"""repr and str of JAX arrays: dtypes, weak types, shapes, exponents, padding, ellipsis, wrapping."""

import jax
import jax.numpy as jnp
import numpy as np
from jax._src.lax.lax import _convert_element_type  # the only way to a weakly typed array of any shape

from oracle import OracleFile, Weak, b1, bf16, escape, f16, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64

OUT = OracleFile("printing.txt", r"""
`opt repr` and `opt str` are the text that JAX prints, newlines written as \n (and a backslash as \\).
A weakly typed array (type ends in *) prints `weak_type=True`.
""")
inf, nan = np.inf, np.nan
n = 0


def show(x, weak=False):
    global n
    with jax.enable_x64(np.dtype(x.dtype).itemsize == 8):
        a = jnp.asarray(x)
        if weak:
            a = _convert_element_type(a, a.dtype, weak_type=True)
            assert a.weak_type
        OUT.begin(f"print.{n}")
        n += 1
        OUT.array("in", "x", a)
        OUT.line("opt", "repr", escape(repr(a)))
        OUT.line("opt", "str", escape(str(a)))
        OUT.end()


def main():
    # 0-d
    for v in (1.5, 0, -0.0, 1, 100, 1e-5, 1e-4, 0.1, 1e16, 1e15, 123456789, 1e20, inf, -inf, nan, 3.4028235e38, 1e-45, 1.17549435e-38, 16777216, 0.3, 1 / 3, -2 / 3):
        show(f32(v))
        show(f32(v), weak=True)
    for v in (1.5, 0.1, 1e16, 1e-5, 1 / 3, 1e300, 5e-324, nan, -0.0):
        show(f64(v))
    for v in (0.1, 1 / 3, 65504, 6e-8, nan, 1000):
        show(f16(v))
        show(bf16(v))
    for make in (i8, i16, i32, i64, u8, u16, u32, u64):
        show(make(7))
        show(make([1, 20, 100]))
    show(i32(3), weak=True)
    show(i64(3), weak=True)
    show(b1(True))
    show(b1(False))
    # 1-d floats
    for values in ([1, 2, 3], [1.5, 2.25, 3], [0.1, 0.2, 0.3], [1e-5, 1], [1e-4, 1], [1e-3, 1000], [1e10, 1], [1e8, 1], [1e7, 1.5], [123456.789, 0.001], [1e16], [1e15, 1], [1e5, 1e-5], [-1, 1], [-1.5, 22.75, 333], [0, 0, 0],
                   [nan, 1], [inf, 1], [-inf, 1], [nan, inf, -inf], [nan, -1.5], [inf, 1e10, 1e-10], [1e-10, 2e-10], [1e20, 1e-20], [0.1, 0.25, 1 / 3], [1 / 3, 2 / 3, 1], [100, 0.5], [1e38, 1e-38, 1e-45], [0.0001, 0.00011], [0, 1e-8],
                   [99999, 1e5 + 0.5], [1.0000001, 1], [3.14159274, 2.71828175, 1.41421354], [-0.0, 0.0], [16777216, 1], [1e8, 1e8 + 8], [1234567, 0.1], [1, 1e3, 1e4], [1, 1001], [0.001, 1.001], [0.001, 0.999]):
        show(f32(values))
    for values in ([1.5, 2.5], [1 / 3, 2 / 3], [1e-5, 1], [1e16, 1], [0.1, 100000], [1e100, 1e-100], [nan, 1.5], [-1e-300, 1], [0.1, 0.12345678901234567], [123456789.123456789, 1]):
        show(f64(values))
    for values in ([1.5, 2.5], [0.1, 0.2], [1 / 3, 1000], [65504, 1], [6e-8, 1], [nan, -inf], [-1, 0.0001]):
        show(f16(values))
        show(bf16(values))
    for values in ([1, 2, 3], [0.1, 0.2, 100], [1e10, 1], [1e-10, 1]):
        show(bf16(values))
    # weak types, wrapping of the suffix
    for k in (1, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 25, 26, 30, 60):
        show(i32(np.arange(k)))
        show(f32(np.arange(k) + 0.5))
    for k in (5, 6, 7, 8, 9, 10, 11, 12):
        show(f32(np.arange(k) + 0.5), weak=True)
        show(i32(np.arange(k)), weak=True)
        show(f32(np.arange(k) / 7))
        show(f64(np.arange(k) / 7))
        show(bf16(np.arange(k)))
        show(b1(np.arange(k) % 2))
    show(f32([5.5, 8, 10.5]), weak=True)
    show(u32([0, 42]))
    show(u32([4146024105, 967050713]))
    show(i32([-1, 10, -100]))
    show(i64([2**62, 1]))
    show(i8([-128, 127]))
    show(u64([2**64 - 1, 0]))
    # 2-d, 3-d, higher
    show(i32([[1, 2], [3, 4]]))
    show(f32([[1, 2], [3, 4.5]]))
    show(f32([[0, 5, 5], [0, 0, 0], [0, 0, 0]]))
    show(f32([[0.1, 100], [-3, nan]]))
    show(i32(np.arange(24)).reshape(2, 3, 4))
    show(f32(np.arange(8)).reshape(2, 2, 2) / np.float32(8))
    show(b1([[1, 0], [0, 1]]))
    show(i32(np.arange(16)).reshape(2, 2, 2, 2))
    show(f32(np.arange(40) / 7).reshape(4, 10))
    show(i32(np.arange(60) * 1000).reshape(3, 20))
    show(f32(np.arange(4)).reshape(4, 1))
    show(f32(np.arange(4)).reshape(1, 1, 4))
    show(f32(np.ones((3, 3))), weak=True)
    show(f32(np.ones((2, 5, 2))), weak=True)
    show(bf16(np.ones((2, 2))))
    show(f16(np.arange(6).reshape(2, 3) / 3))
    show(f64(np.arange(6).reshape(2, 3) / 3))
    show(f32([[-0.92087466, -0.99356407, -0.01340629, 0.2917211], [-0.09446456, -0.53876567, 0.04995674, -0.8308685]]))
    # empty
    for shape in ((0,), (0, 3), (3, 0), (2, 0, 4), (1, 0)):
        show(f32(np.zeros(shape)))
        show(i32(np.zeros(shape)))
    show(f32(np.zeros(0)), weak=True)
    show(b1(np.zeros((0, 2))))
    # more than 1000 elements
    show(i32(np.arange(1000)))
    show(i32(np.arange(1001)))
    show(f32(np.arange(1001) / 8))
    show(i32(np.arange(1200)).reshape(30, 40))
    show(i32(np.arange(1001)).reshape(7, 143))
    show(f32(np.arange(1050) / 4).reshape(5, 210))
    show(i32(np.arange(1200)).reshape(10, 10, 12))
    show(i32(np.arange(1024)).reshape(4, 4, 4, 16))
    show(i32(np.arange(1002)).reshape(501, 2))
    show(i32(np.arange(1002)).reshape(2, 501))
    show(b1(np.arange(1001) % 3 == 0))
    show(f32(np.concatenate([[1e10], np.arange(1000)])))
    show(f32(np.arange(1001)), weak=True)
    OUT.save()


main()
