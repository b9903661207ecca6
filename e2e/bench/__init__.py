"""How fast the shop is: `python -m e2e.bench`, or `make bench`.

`scenarios.py` lists what is measured over HTTP, beside a bare Django view, and what each row is to reach. A new page is
a new scenario. `in_chromium.py` measures the demo shop in a browser.
"""
