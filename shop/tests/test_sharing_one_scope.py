"""The scripts of a page share one scope: a name that two of them give is the last one's, without a word."""

import re
from collections import Counter

from django.conf import settings

GIVEN = re.compile(r"^(?:async )?(?:function|let|const|class) (\w+)", re.MULTILINE)


def test_no_two_scripts_give_the_same_name() -> None:
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
    names = Counter(name for script in scripts for name in GIVEN.findall(script.read_text()))

    assert len(names) > len(scripts)
    assert [name for name, times in names.items() if times > 1] == []
