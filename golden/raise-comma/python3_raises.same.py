def refuse(error):
    raise ValueError("refused") from error


def again():
    raise


def both():
    raise ValueError("a", "b").with_traceback(None)
