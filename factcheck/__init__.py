"""The site and the judgement layer.

The alias stands here because it must come before Django first imports ``sqlite3``: see ``factcheck.sqlite``.
"""

import sys

try:
    import pysqlite3
except ImportError:  # not Linux, or no wheel: factcheck.sqlite falls back and the start-up check says so
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
