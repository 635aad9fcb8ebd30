from twisted.web.resource import Resource


class Root(Resource):
    def __init__(self):
        Resource.__init__(self)
        self.putChild("static", Resource())
        self.putChild(b"bytes", Resource())


root = Root()
root.putChild('', root)
tree = Resource()
tree.putChild("x", root)
print(sorted(root.children), sorted(tree.children))
