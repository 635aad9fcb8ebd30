# runs
try:
    import numpy
except ImportError:
    numpy = None


def first(rows):
    text = ",".join(rows)
    if text is None:
        return None
    return text


print(first(["a", "b"]))
