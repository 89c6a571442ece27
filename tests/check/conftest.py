"""The store of the tests of the store."""

from tests.store.conftest import blank, path, store

__all__ = ["blank", "path", "store"]
