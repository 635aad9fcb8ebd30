"""Imports itself on purpose, so that its classes have one module."""


class Profile:
    pass


if __name__ == "__main__":
    import cgitb

    print(cgitb.Profile.__module__)
