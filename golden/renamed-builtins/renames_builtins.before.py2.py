# runs
for attempt in xrange(2):
    print attempt
value = unicode("text")
print isinstance(value, (str, unicode)), isinstance(3, (int, long, float)), isinstance(3, (int, long)), unichr(65)
print reduce(max, [1, 3, 2]), long("12"), isinstance(value, basestring)
try:
    raise StandardError("no")
except StandardError, error:
    print error
