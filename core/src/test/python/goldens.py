"""Known answers for the float64 definitions, from mpmath at 300 bits.

usage: python goldens.py ../resources/org/lanewise/backend/definition/float64.csv.gz [name ...]

Each line is `name,x,result,rest` or `name,x,y,result,rest`: bit patterns in hexadecimal, the result rounded to the nearest double,
and the rest of the true result in thousandths of a unit in the last place, so that errors below half a unit can be measured.
"""
import gzip
import random
import struct
import sys

from mpmath import (acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, digamma, erf, erfc, exp, expm1, frexp,
                    ldexp, log, log1p, loggamma, mp, mpf, nint, pi, power, sin, sinh, sqrt, tan, tanh)

mp.prec = 300
RANDOM = random.Random(20)


def wide(lo, hi):
    """A double whose exponent is uniform from lo to hi, with a random sign."""
    return RANDOM.choice((-1, 1)) * (1 + RANDOM.random()) * 2.0 ** RANDOM.randint(lo, hi)


def positive(lo, hi):
    return abs(wide(lo, hi))


def span(lo, hi):
    return RANDOM.uniform(lo, hi)


def mix(*makers):
    return lambda: RANDOM.choice(makers)()


def log1p_exact(x):
    return log(1 + x)


def logistic(x):
    return 1 / (1 + exp(-x))


def angle():
    """An argument of the periodic functions, often next to a multiple of pi/2."""
    kind = RANDOM.randrange(5)
    if kind == 0:
        return span(-10, 10)
    if kind == 1:
        return wide(-40, 20)
    if kind == 2:
        return wide(10, 1023)
    return float(pi / 2 * RANDOM.randint(1, 2 ** RANDOM.randint(1, 24)))


# name: (function, maker of arguments)
UNARY = {
    "exp": (exp, mix(lambda: span(-745, 709.7), lambda: span(-2, 2), lambda: wide(-60, 8))),
    "exp2": (lambda x: power(2, x), mix(lambda: span(-1074, 1023.9), lambda: span(-2, 2), lambda: wide(-60, 9))),
    "expm1": (expm1, mix(lambda: span(-40, 709.7), lambda: span(-2, 2), lambda: wide(-60, 8))),
    "log": (log, mix(lambda: positive(-1074, 1023), lambda: span(0.5, 2), lambda: 1 + wide(-50, -5))),
    "log1p": (log1p_exact, mix(lambda: positive(-60, 1023), lambda: span(-0.99, 2), lambda: wide(-60, -1))),
    "log2": (lambda x: log(x) / log(2), mix(lambda: positive(-1074, 1023), lambda: span(0.5, 2), lambda: 1 + wide(-50, -5))),
    "log10": (lambda x: log(x) / log(10), mix(lambda: positive(-1074, 1023), lambda: span(0.5, 2), lambda: 1 + wide(-50, -5))),
    "rsqrt": (lambda x: 1 / sqrt(x), lambda: positive(-1074, 1023)),
    "cbrt": (lambda x: cbrt(x) if x >= 0 else -cbrt(-x), lambda: wide(-1074, 1023)),
    "sin": (sin, angle),
    "cos": (cos, angle),
    "tan": (tan, angle),
    "asin": (asin, mix(lambda: span(-1, 1), lambda: wide(-60, -1), lambda: 1 - positive(-50, -3))),
    "acos": (acos, mix(lambda: span(-1, 1), lambda: wide(-60, -1), lambda: 1 - positive(-50, -3))),
    "atan": (atan, mix(lambda: span(-3, 3), lambda: wide(-60, 60))),
    "sinh": (sinh, mix(lambda: span(-710, 710), lambda: span(-3, 3), lambda: wide(-60, 8))),
    "cosh": (cosh, mix(lambda: span(-710, 710), lambda: span(-3, 3), lambda: wide(-60, 8))),
    "tanh": (tanh, mix(lambda: span(-20, 20), lambda: span(-2, 2), lambda: wide(-60, 4))),
    "asinh": (asinh, mix(lambda: span(-3, 3), lambda: wide(-60, 1023))),
    "acosh": (acosh, mix(lambda: span(1, 5), lambda: 1 + positive(-50, 10), lambda: positive(1, 1023))),
    "atanh": (atanh, mix(lambda: span(-1, 1), lambda: wide(-60, -1), lambda: 1 - positive(-50, -3))),
    "logistic": (logistic, mix(lambda: span(-740, 40), lambda: span(-3, 3), lambda: wide(-60, 9))),
    "erf": (erf, mix(lambda: span(-6, 6), lambda: span(-2, 2), lambda: wide(-60, 2))),
    "erfc": (erfc, mix(lambda: span(-6, 27.2), lambda: span(-2, 2), lambda: wide(-60, 4))),
    "lgamma": (lambda x: loggamma(x), mix(lambda: positive(-60, 900), lambda: span(0, 12), lambda: span(0.7, 3.3))),
    "digamma": (digamma, mix(lambda: positive(-60, 900), lambda: span(0, 12), lambda: span(0.7, 3.3))),
}


def near_one_power():
    x = 1 + wide(-45, -2)
    return x, float(span(-700, 700) / log(mpf(x)))


BINARY = {
    "pow": (power, lambda: (positive(-300, 300), span(-2.3, 2.3)) if RANDOM.random() < 0.5 else near_one_power()),
    "atan2": (atan2, lambda: (wide(-200, 200), wide(-200, 200)) if RANDOM.random() < 0.2 else (span(-2, 2), span(-2, 2))),
}


def bits(x):
    return struct.pack(">d", x).hex()


def rounded(t):
    """(nearest double, rest in thousandths of a unit in the last place), or None outside of the doubles."""
    m, e = frexp(abs(t))
    unit = max(e - 53, -1074)
    scaled = abs(t) / mpf(2) ** unit
    whole = nint(scaled)
    if e > 1023 or whole == 0:
        return None
    y = float(ldexp(whole, unit))
    rest = int(nint((scaled - whole) * 1000))
    return (-y, -rest) if t < 0 else (y, rest)


def main(path, names, count=1200):
    with gzip.GzipFile(path, "wb", mtime=0) as out:
        for table, arity in ((UNARY, 1), (BINARY, 2)):
            for name, (f, make) in table.items():
                if names and name not in names:
                    continue
                for _ in range(count):
                    args = make() if arity == 2 else (make(),)
                    r = rounded(f(*(mpf(a) for a in args)))
                    if r:
                        line = ",".join([name, *map(bits, args), bits(r[0]), str(r[1])])
                        out.write((line + "\n").encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
