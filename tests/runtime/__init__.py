"""What `test_runtime.py` runs: programs before and after netfix, against the servers of `servers.py`.

`programs` says which programs, with which arguments, and what netfix makes of them; `outcomes` runs one of them in one
situation and says what came of it; `trials` runs many at once; `page` writes the table in the docs.
"""
