import sys


def greet(user, server):
    print("user \"%s\" logged in" % user)
    print('user "%s" logged in on "%s"' % (user, server))
    print('user "{}" logged in'.format(user))
    print(f'user "{user}" logged in')
    sys.stderr.write('no server called "%s"\n' % server)
