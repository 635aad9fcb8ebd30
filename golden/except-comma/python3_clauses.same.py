try:
    raise OSError(2, "no such file")
except (OSError, KeyError) as error:
    print(error)
except ValueError:
    pass
