"""Makes `tests/` importable as `support.…` and gives the checks in there pytest's diffs."""

from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("support.picture")


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves anything in the user's cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
