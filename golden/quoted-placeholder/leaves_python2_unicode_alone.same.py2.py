def show(name, line):
    title = line.decode("utf-8")
    print "no folder '%s'" % title
    print u"no folder '%s'" % name
    print "no folder '%s'" % unicode(name)
    print "no folder '%s'" % u"Drafts"
