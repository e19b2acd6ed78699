"""Derives the polynomials of org.lanewise.backend.definition.

usage: python coefficients.py [name ...]      prints the coefficients of the named polynomials, or of all

Each entry names the function that is approximated, the interval, the weight that makes the error relative to the
result where the polynomial is used, and the number of coefficients.
"""
import sys

from mpmath import (acos, asin, asinh, atan, atanh, cos, digamma, erf, erfc, exp, expm1, log, loggamma, mp, mpf, pi, sin,
                    sinh, sqrt, tan, tanh)

from fit import fit, repr_float, round_to, show

mp.prec = 220
HALF_LN2 = log(2) / 2 * mpf("1.01")
QUARTER_PI_SQUARED = (pi / 4 * mpf("1.001")) ** 2
ROOT = sqrt(mpf(2))
GAMMA_HALF_LOG_2PI = log(2 * pi) / 2 - mpf(1) / 2
DIGAMMA_ZERO = mpf("1.461632144968362341262659542325721328468196204006446351295988409")
TINY = mpf("1e-7")
NEARLY_HALF = mpf(1) / 2 - TINY  # the quotients are 0 / 0 at the ends


def odd(f):
    """(f(x)/x - 1)/x^2 as a function of s = x^2."""
    return lambda s: (f(sqrt(s)) / sqrt(s) - 1) / s


def log_tail(f):
    """(log(1+f) - f + f^2/2) / f^3."""
    return (log(1 + f) - f + f * f / 2) / f**3 if abs(f) > TINY else mpf(1) / 3 - f / 4


def log_quotient(z):
    """(log((1+s)/(1-s)) - 2 s) / s^3 as a function of z = s^2."""
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / s**3


def pow_quotient(z):
    """(log_quotient(z) - 2/3) / z."""
    return (log_quotient(z) - mpf(2) / 3) / z


def scaled_erfc(t):
    """(a + 2) exp(a^2) erfc(a) where t = (a - 2) / (a + 2)."""
    a = 2 * (1 + t) / (1 - t)
    return (a + 2) * exp(a * a) * erfc(a)


def lgamma_quotient(d):
    """lgamma(y) / ((y - 1) (y - 2)) where y = 1.5 + d."""
    y = mpf("1.5") + d
    return loggamma(y) / ((y - 1) * (y - 2))


def lgamma_tail(w):
    """(lgamma(x) - (x - 1/2)(log x - 1) - log(2 pi)/2 + 1/2) x where w = 1/x^2."""
    x = 1 / sqrt(w)
    return (loggamma(x) - (x - mpf(1) / 2) * (log(x) - 1) - GAMMA_HALF_LOG_2PI) * x


def digamma_quotient(d):
    """digamma(y) / (y - its zero) where y = 1.5 + d."""
    y = mpf("1.5") + d
    return digamma(y) / (y - DIGAMMA_ZERO)


def digamma_tail(w):
    """(log x - 1/(2x) - digamma(x)) x^2 where w = 1/x^2."""
    x = 1 / sqrt(w)
    return (log(x) - 1 / (2 * x) - digamma(x)) * x * x


def erfc_t(a):
    a = mpf(a)
    return (a - 2) / (a + 2)


def exp_tail(r):
    return (expm1(r) - r) / r**2 if abs(r) > TINY else mpf(1) / 2 + r / 6


def exp2_tail(r):
    return expm1(r * log(2)) / r if abs(r) > TINY else log(2) + r * log(2) ** 2 / 2


one = lambda t: mpf(1)
by_t = lambda t: abs(t)
F, D = 24, 53
# name: (function, lo, hi, terms, bits, weight, first coefficients, rounded one by one)
TABLE = {
    "expm1_32": (exp_tail, -HALF_LN2, HALF_LN2, 6, F, by_t, [0.5], 99),
    "exp_32": (exp_tail, -HALF_LN2, HALF_LN2, 5, F, by_t, [0.5], 99),
    "exp2_32": (exp2_tail, -0.5, 0.5, 7, F, by_t, [], 99),
    "tanh_32": (odd(tanh), 1e-8, 1, 8, F, by_t, [], 99),
    "sin_32": (odd(sin), 1e-8, QUARTER_PI_SQUARED, 4, F, by_t, [], 99),
    "cos_32": (lambda s: (cos(sqrt(s)) - 1 + s / 2) / s**2, 1e-8, QUARTER_PI_SQUARED, 4, F, lambda t: t * t, [], 99),
    "tan_32": (odd(tan), 1e-8, QUARTER_PI_SQUARED, 8, F, by_t, [], 99),
    "log_32": (log_tail, 1 / ROOT - 1, ROOT - 1, 9, F, lambda t: t * t, [], 1),
    "sinh_32": (odd(sinh), 1e-8, 1, 4, F, by_t, [], 99),
    "asinh_32": (odd(asinh), 1e-8, 0.25, 7, F, by_t, [], 99),
    "atanh_32": (odd(atanh), 1e-8, 0.25, 8, F, by_t, [], 99),
    "asin_32": (odd(asin), 1e-8, 0.25, 6, F, by_t, [], 99),
    "atan_32": (odd(atan), 1e-8, (ROOT - 1) ** 2 * mpf("1.001"), 5, F, by_t, [], 99),
    "erf_32": (lambda s: erf(sqrt(s)) / sqrt(s) - 1, 1e-8, 0.92**2, 7, F, one, [], 99),
    "erf_far_32": (lambda a: log(erfc(a)), 0.9, 4, 10, F, erfc, [], 99),
    "erfc_32": (scaled_erfc, erfc_t(0.45), erfc_t(10.1), 13, F, one, [], 1),
    "lgamma_32": (lgamma_quotient, -NEARLY_HALF, NEARLY_HALF, 11, F, one, [], 1),
    "lgamma_tail_32": (lgamma_tail, 1e-6, mpf(1) / 9, 5, F, one, [], 99),
    "digamma_32": (digamma_quotient, -NEARLY_HALF, NEARLY_HALF, 11, F, one, [], 1),
    "digamma_tail_32": (digamma_tail, 1e-6, 0.25, 6, F, one, [], 99),
    "pow_32": (pow_quotient, 1e-6, (3 - 2 * ROOT) ** 2, 4, F, lambda t: t**2, [], 99),
    "exp_64": (exp_tail, -HALF_LN2, HALF_LN2, 12, D, by_t, [0.5], 3),
    "exp2_64": (exp2_tail, -0.5, 0.5, 13, D, by_t, [], 2),
    "tanh_64": (odd(tanh), 1e-8, 0.64, 13, D, by_t, [], 2),
    "sin_64": (odd(sin), 1e-8, QUARTER_PI_SQUARED, 6, D, by_t, [], 2),
    "cos_64": (lambda s: (cos(sqrt(s)) - 1 + s / 2) / s**2, 1e-8, QUARTER_PI_SQUARED, 6, D, lambda t: t * t, [], 2),
    "log_64": (log_quotient, 1e-8, (3 - 2 * ROOT) ** 2, 7, D, by_t, [], 2),
    "sinh_64": (odd(sinh), 1e-8, 1, 8, D, by_t, [], 2),
    "asin_64": (odd(asin), 1e-8, 0.25, 13, D, by_t, [], 2),
    "atan_64": (odd(atan), 1e-8, (ROOT - 1) ** 2 * mpf("1.001"), 11, D, by_t, [], 2),
    "erf_64": (lambda s: erf(sqrt(s)) / sqrt(s) - 1, 1e-8, 1, 15, D, one, [], 2),
    "erfc_64": (scaled_erfc, erfc_t(0.45), erfc_t(27.3), 28, D, one, [], 2),
    "pow_64": (pow_quotient, 1e-6, (3 - 2 * ROOT) ** 2, 9, D, lambda t: t**2, [], 2),
    "lgamma_64": (lgamma_quotient, -NEARLY_HALF, NEARLY_HALF, 21, D, one, [], 2),
    "lgamma_tail_64": (lgamma_tail, 1e-6, mpf(1) / 9, 12, D, one, [], 2),
    "digamma_64": (digamma_quotient, -NEARLY_HALF, NEARLY_HALF, 24, D, one, [], 2),
    "digamma_tail_64": (digamma_tail, 1e-6, 0.25, 16, D, one, [], 2),
}

WIDE = {"erfc_32"}


def main(names):
    for name in names or TABLE:
        f, lo, hi, terms, bits, weight, fixed, careful = TABLE[name]
        if name in WIDE:  # the constant term is added in two parts
            fixed = fit(f, lo, hi, terms, 2 * bits, weight, [], 1)[0][:1]
            careful = 2
        c, error = fit(f, lo, hi, terms, bits, weight, fixed, careful)
        show(name, c, error, "f" if bits == F else "")
        if name in WIDE:
            print(f"  {repr_float(c[0] - round_to(c[0], bits))}f,  // what t^0 lacks")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
