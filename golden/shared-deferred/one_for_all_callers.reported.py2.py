from twisted.web.client import getPage


class Pages:
    page = None

    def get(self):
        if not self.page:
            print "asking"
            self.page = getPage("http://localhost/")
        return self.page  # reported
