"""How fast the shop is, beside a bare Django view in the same run: `python -m shop.demo.bench`, or `make bench`.

`scenarios.py` lists what is measured, and what each row is to reach. A new page is a new scenario.
"""
