from twisted.internet import defer, utils


def ask(program):
    if utils.getProcessOutput(program):  # reported
        print("it says something")
    while utils.getProcessOutput(program) == b"":  # reported
        print("it says nothing")
    d = utils.getProcessOutput(program)
    return "something" if d else "nothing"  # reported
