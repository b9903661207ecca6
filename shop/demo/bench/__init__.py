"""How fast the shop is, beside a bare Django view in the same run: `python -m shop.demo.bench`, or `make bench`.

`scenarios.py` lists what is measured. A new page is a new scenario; a new kind of shop is a new place in `places.py`.
"""
