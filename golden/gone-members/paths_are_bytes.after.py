from twisted.web.resource import Resource


class Root(Resource):
    def __init__(self):
        Resource.__init__(self)
        self.putChild(b"static", Resource())
        self.putChild(b"bytes", Resource())


root = Root()
root.putChild(b'', root)
tree = Resource()
tree.putChild(b"x", root)
print(sorted(root.children), sorted(tree.children))
