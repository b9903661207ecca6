"""How many queries each step of a checkout makes: `python -m shop.demo.bench.queries PATH VARIANT` counts them.

It runs in the surroundings of the shop that is measured, and prints them in JSON. What begins and ends transactions
is not counted.
"""

import json
import re
import sys

import django

from shop.demo.bench.visits import Answer, Steps

TRANSACTION = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")


def main(path: str, variant: str) -> None:
    """Go the whole way twice, and print the counts of the second: by then what is kept for all is there."""
    django.setup()
    from shop.demo.bench.scenarios import Goods, check_out  # noqa: PLC0415

    goods = Goods(path, int(variant))
    count(check_out(goods))
    print(json.dumps(count(check_out(goods))))  # noqa: T201


def count(steps: Steps) -> dict[str, int]:
    """Take all steps as one visitor, and return how many queries each made, by name."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client, counts = Client(headers={"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1"}), {}
    step = next(steps)
    while True:
        with CaptureQueriesContext(connection) as captured:
            if step.form is None:
                response = client.get(step.path, headers=step.headers)
            else:
                response = client.post(step.path, step.form, headers=step.headers)
        counts[step.name] = sum(not TRANSACTION.match(query["sql"]) for query in captured)
        headers = {name.lower(): value for name, value in response.headers.items()}
        try:
            step = steps.send(Answer(response.status_code, headers, response.content, len(response.content)))
        except StopIteration:
            return counts


if __name__ == "__main__":
    main(*sys.argv[1:])
