"""A fresh Python process that prints its first result: `cold.py gradient` or `cold.py array`."""

import sys

import jax
import jax.numpy as jnp

x = jnp.array([1.0, 2.0, 3.0])
print(jax.grad(lambda y: jnp.sum(jnp.sin(y) * y))(x) if sys.argv[1] == "gradient" else x)
