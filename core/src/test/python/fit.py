"""Polynomial approximation for the function definitions: near-minimax fits with rounded coefficients.

    fit(f, lo, hi, terms, bits) -> coefficients of t^0, t^1, ... such that sum c_k t^k ~ f(t) on [lo, hi]

The fit interpolates at Chebyshev points and then repeats Remez exchanges until the weighted error is level. Coefficients are
rounded one after the other, lowest power first, and the rest is fitted again after each rounding, so that the
later coefficients absorb the rounding of the earlier ones.
"""
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, frexp, ldexp, nint

mp.prec = 200


def round_to(x, bits):
    """x rounded to a binary number of `bits` significant bits (24: float, 53: double)."""
    x = mpf(x)
    if x == 0:
        return x
    m, e = frexp(x)
    return ldexp(nint(ldexp(m, bits)), e - bits)


def remez(f, weight, lo, hi, terms, first):
    """Coefficients of t^first .. t^(first+terms-1) minimising max |weight(t) (p(t) - f(t))|."""
    n = terms + 1
    # Dividing by t^first makes it a Haar system also around 0, where the weight then vanishes.
    g = lambda t: f(t) / t**first
    w = lambda t: weight(t) * abs(t) ** first
    gap = (hi - lo) / 1000 if first > 0 else mpf(0)
    xs = [(lo + hi) / 2 - (hi - lo) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    xs = [t if abs(t) >= gap else gap for t in xs]
    grid = [lo + (hi - lo) * (1 - cos(pi * mpf(i) / 400)) / 2 for i in range(401)]
    fw = [(t, g(t), w(t)) for t in grid if abs(t) >= gap and w(t) != 0]
    best = None
    for _ in range(8):
        a, b = matrix(n, n), matrix(n, 1)
        for i, t in enumerate(xs):
            for k in range(terms):
                a[i, k] = t**k
            a[i, terms] = (-1) ** i / w(t)
            b[i] = g(t)
        c = lu_solve(a, b)
        err = [(v * (sum(c[k] * t**k for k in range(terms)) - y), t) for t, y, v in fw]
        worst = max(abs(e) for e, _ in err)
        if best is None or worst < best[0]:
            best = (worst, [c[k] for k in range(terms)])
        if worst < abs(c[terms]) * mpf("1.02"):
            break
        # one extremum per run of equal sign
        ext = []
        for e, t in err:
            if ext and (ext[-1][0] > 0) == (e > 0):
                if abs(e) > abs(ext[-1][0]):
                    ext[-1] = (e, t)
            else:
                ext.append((e, t))
        while len(ext) > n:
            if abs(ext[0][0]) < abs(ext[-1][0]):
                ext.pop(0)
            else:
                ext.pop()
        if len(ext) < n:
            break
        xs = [t for _, t in ext]
    return best


def fit(g, lo, hi, terms, bits, weight=lambda t: mpf(1), fixed=(), careful=99):
    """Fit with rounding; `fixed` prescribes the first coefficients, only `careful` ones are rounded one by one."""
    lo, hi = mpf(lo), mpf(hi)
    known = {}

    def f(t):
        if t not in known:
            known[t] = g(t)
        return known[t]

    done = [mpf(c) for c in fixed]
    worst = mpf(0)
    while len(done) < terms:
        k = len(done)
        rest = lambda t: f(t) - sum(c * t**i for i, c in enumerate(done))
        worst, c = remez(rest, weight, lo, hi, terms - k, k)
        done += [round_to(x, bits) for x in (c[:1] if k < careful else c)]
    grid = [lo + (hi - lo) * mpf(i) / 300 for i in range(301)]
    err = max(abs(weight(t) * (sum(c * t**i for i, c in enumerate(done)) - f(t))) for t in grid if t != 0)
    return done, err


def show(name, coefficients, err, suffix=""):
    """Prints one line per coefficient, highest power first, with the error as a power of two."""
    from mpmath import log
    print(f"// {name}: error 2^{mp.nstr(log(err, 2), 4)}")
    for k in range(len(coefficients) - 1, -1, -1):
        c = coefficients[k]
        text = float(c).__repr__() if suffix == "" else repr_float(c)
        print(f"  {text}{suffix},  // t^{k}")


def repr_float(c):
    """The shortest decimal text that reads back as this float."""
    import numpy
    return str(numpy.float32(float(c)))
