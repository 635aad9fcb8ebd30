# runs
def show(name, host):
    print "no folder '%s'" % name
    print "no folder '%s' on '%s'" % (name, host),
    print


show("Trash", "mail.example")
