"""Makes `tests/` importable as `support.…` and gives the checks in there pytest's diffs."""

import pytest

pytest.register_assert_rewrite("support.picture")
