"""Near names that are words of their own, or bound too late."""


def used_elsewhere(message):
    message.massage()
    return massage  # reported


def not_bound_yet(parts):
    print(reponse)  # reported
    response = parts.pop()
    return response, parts


def not_bound_always(flag):
    if flag:
        address = ("localhost", 80)
        print(address)
    return adress  # reported
