import logging


def show(name, value, arguments):
    try:
        print("no folder '%s'" % (name, value))
        print("no folder '%s' or '%s'" % (name,))
        print("no folder '%s' or '%s'" % "name")
        print("no folder '%(name)s' or '%s'" % arguments)
        print("no folder '%(name)s'" % {"value": value})
        print("no folder '%(name)s'" % (name,))
        print("no folder '{}' or '{}'".format(name))
        print("no folder '{name}'".format(value=value))
        print("no folder '{0}' or '{}'".format(name, value))
        print("no folder '%s' 5%" % name)
        logging.error("no folder '%s' or '%s'", name)
        logging.error("no folder '%s'", name, value)
    except (TypeError, ValueError, KeyError, IndexError):
        logging.error("no folder '%s'" "%", name)
