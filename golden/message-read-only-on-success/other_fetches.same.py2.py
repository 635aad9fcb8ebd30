class Dog(object):
    def fetch(self, what, item):
        return what, item


print Dog().fetch("stick", "(RFC822)")
