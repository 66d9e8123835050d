"""For tests of texts and of pipelines: assertions that explain themselves, a table's quantities as parameters, and, in
`figures.testing.strategies`, generated figures, tables and documents (which needs hypothesis).
"""

from figures.testing.asserts import assert_consistent, assert_supported, each_quantity

__all__ = ["assert_consistent", "assert_supported", "each_quantity"]
