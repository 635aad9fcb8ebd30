"""What was deleted is not what was meant, and neither is one of several targets for certain."""


def last_line(answer):
    earlier = answer.readline()
    del earlier
    return earlierr  # reported
