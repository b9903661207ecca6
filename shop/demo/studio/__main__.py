"""Takes the demo's photographs: of the products whose handles or pictures are named, or all that are missing.

    python -m shop.demo.studio [--size PIXELS] [--samples NUMBER] [--again] [--develop FOLDER] [NAME ...]

Stopped and started again, it goes on where it was.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Final

from shop.demo.studio.assortment import shots
from shop.demo.studio.developing import develop

FOLDER: Final = Path("var/studio")
"""Where the pictures are taken to; what is committed is made of them afterwards."""


def main(words: list[str]) -> None:
    """Take pictures, one after the other, at low priority. Writes files."""
    asked = arguments(words)
    os.nice(19)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-asked.threads :])
    wanted = [(kind, shot) for kind, shot in shots() if not asked.names or {shot.handle, shot.name} & set(asked.names)]
    if asked.list:
        for _, shot in wanted:
            say(f"{shot.name}\t{shot.alt}")
        return
    if asked.develop:
        asked.develop.mkdir(parents=True, exist_ok=True)
        taken = [asked.folder / f"{shot.name}.png" for _, shot in wanted]
        written = [develop(path, asked.develop) for path in taken if path.exists()]
        say(f"{len(written)} of {len(taken)} pictures, {sum(written)} bytes")
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    for kind, shot in wanted:
        path = asked.folder / f"{shot.name}.png"
        if path.exists() and not asked.again:
            continue
        # Blender is loaded for what is to be taken, not for the list of it.
        from shop.demo.studio.session import take  # noqa: PLC0415

        began, used = time.monotonic(), time.process_time()
        take(kind, shot, path, pixels=asked.size, samples=asked.samples)
        say(f"{shot.name}: {time.monotonic() - began:.0f} s, {time.process_time() - used:.0f} s of one core")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m shop.demo.studio", description="Take the demo's photographs.")
    parser.add_argument(
        "names", nargs="*", help="handles of products or names of pictures; all that are missing without"
    )
    parser.add_argument("--size", type=int, default=1000, help="pixels a side")
    parser.add_argument("--samples", type=int, default=32, help="rays a pixel")
    parser.add_argument("--threads", type=int, default=1, help="how many cores are used")
    parser.add_argument("--again", action="store_true", help="take a picture that is there already")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to put them")
    parser.add_argument("--list", action="store_true", help="say which pictures there are, and what is seen in them")
    parser.add_argument(
        "--develop", type=Path, help="write what is committed of pictures that are there to this folder"
    )
    return parser.parse_args(words)


if __name__ == "__main__":
    main(sys.argv[1:])
