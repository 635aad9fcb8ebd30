def is_optional(annotation):
    return annotation == None | int or None | str == annotation
