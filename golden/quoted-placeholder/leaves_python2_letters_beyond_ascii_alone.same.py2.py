# -*- coding: utf-8 -*-
def show(name):
    print "kein Ordner '%s' für Sie" % name
    print "kein Ordner '%s'" % name


show("Entwürfe")
