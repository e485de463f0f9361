from tests.packed import acasa  # noqa: F401
