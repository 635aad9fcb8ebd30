"""Texts whose faults show only when their pieces are read together."""


def greeting(name):
    formatted = f"<p>Dear <b>{name},<br>your <i>message</b> was read.</i></p>"  # reported
    summed = "<p>Dear <b>" + name + ",<br>your <i>message</b> was read.</i></p>"  # reported
    return formatted + summed


def page(title):
    text = "<html><body>"  # reported
    text += "<b>" + title + "</body></b>"
    text += "</html>"
    return text


def listed(names):
    return "<ul>" + "".join("<li>%s</li>" % name for name in names) + "</ul>"


def linked(address, name):
    return f"<p><a href='{address}'><b>{name}</b></a></p>"


def left_open(title):
    return "<html><head></head><body><h1>Title</body></html>"  # reported


def closed_elsewhere(body):
    text = "<div><b>"
    if body:
        text += "</b></div><i>" + body
    text += "</i>"
    return text
