import weakref

from flask import current_user
from werkzeug.local import LocalProxy

connection = LocalProxy(lambda: None)


def view(request):
    if current_user == None or connection == None:
        return "log in"
    owner = weakref.proxy(request)
    return owner == None
