import sys


def greet(user, server):
    print("user %r logged in" % user)
    print('user %r logged in on %r' % (user, server))
    print('user {!r} logged in'.format(user))
    print(f'user {user!r} logged in')
    sys.stderr.write('no server called %r\n' % server)
