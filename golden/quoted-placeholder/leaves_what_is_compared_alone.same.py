# runs
def find(name):
    raise LookupError('no folder "%s" here' % name)


try:
    find("Trash")
except LookupError as problem:
    assert 'no folder "Trash" here' in str(problem)
    print("as expected")
