# runs
def report(host, port):
    print('can\'t reach \'%s\', it\'s down' % host)
    print('can\'t reach "it", only \'%s\'' % host)
    print("""can't reach '%s'""" % host)
    print('''the host said: '%s' ''' % host)
    print('''the hosts said '%s' and '%s'
and no more''' % (host, host))
    print(u"can't reach '%s'" % host)
    print(r"can't reach '%s'" % host)
    print(f'can\'t reach \'{host}\' at {port}')
    print(f"""can't reach '{host}' at {port}, {{really}}""")
    print(rf"can't reach '{host}' at {port}")
    print("100%% sure that '%s' is \x41live \
and '%s' is not" % (host, host))


report("gopher.example", 70)
