"""Pages of long lists, which are not counted to their end."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class LongPaginator(Paginator[Any]):
    """A paginator that knows of so many pages at most: a list is as quick to open however long it is.

    What lies beyond is found by filtering. The query set is to be in an order that an index has.
    """

    MOST_PAGES = 100

    @cached_property
    def count(self) -> int:
        """How many rows there are, up to those of the last page that is known of."""
        rows: Any = self.object_list
        return int(rows[: self.MOST_PAGES * self.per_page].count())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than are counted."""
        return self.count == self.MOST_PAGES * self.per_page
