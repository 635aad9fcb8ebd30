# runs
def report(host, port):
    print('can\'t reach %r, it\'s down' % host)
    print('can\'t reach "it", only %r' % host)
    print("""can't reach %r""" % host)
    print('''the host said: %r ''' % host)
    print('''the hosts said %r and %r
and no more''' % (host, host))
    print(u"can't reach %r" % host)
    print(r"can't reach %r" % host)
    print(f'can\'t reach {host!r} at {port}')
    print(f"""can't reach {host!r} at {port}, {{really}}""")
    print(rf"can't reach {host!r} at {port}")
    print("100%% sure that %r is \x41live \
and %r is not" % (host, host))


report("gopher.example", 70)
