from gettext import gettext, ngettext
from gettext import gettext as _


def report(name, n, settings):
    print(_("File '%s' not found") % name)
    print(_("File '%s' not found" % name))
    print(_(f"File '{name}' not found"))
    print(gettext("File '{}' not found").format(name))
    print(ngettext("File '%s' not found", "Files '%s' not found", n) % name)
    raise LookupError(settings.translate("File '%s' not found" % name))
