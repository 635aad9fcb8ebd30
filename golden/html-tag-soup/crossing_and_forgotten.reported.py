"""Pages and pieces with tags that do not balance."""

CROSSING = "<div><b>first <i>second</b> third</i></div>"  # reported

FORGOTTEN = "<ul><li><a href='/'>home</li><li>away</li></ul>"  # reported


def cell(name):
    return "<td><font color='red'>%s<b>bold</font></b></td>" % name  # reported


def page():
    return b"<html><body><h1>Title</h1><p>Text</div></body></html>"  # reported


def joined():
    return "<table><tr><td>" "<em>a <strong>b</em></strong></td></tr></table>"  # reported
