"""Names of Twisted that are still there and are not to be used any more, and what to use instead.

Sources: the deprecation messages and release notes of Twisted up to 26.10; each name is looked up there.
"""

from __future__ import annotations

_PAGES = "call `twisted.web.pages.{}`, which is a function that escapes its text, and no class"
_GTK = "use `twisted.internet.gireactor`"

DEPRECATED = {
    "twisted.conch.checkers.SSHPublicKeyDatabase": "use `SSHPublicKeyChecker`, which asks an `IAuthorizedKeysDB`",
    "twisted.cred.credentials.UsernameHashedPassword": "use `UsernamePassword`; this class never hashed",
    "twisted.internet.defer.timeout": "call `addTimeout` of the Deferred",
    "twisted.internet.glib2reactor": _GTK,
    "twisted.internet.gtk2reactor": _GTK,
    "twisted.internet.gtk3reactor": _GTK,
    "twisted.internet.ssl.ClientContextFactory": "use `twisted.internet.ssl.optionsForClientTLS(hostname)`, which "
    "verifies the server's certificate as this does not",
    "twisted.internet.ssl.ProtocolNegotiationSupport": "take it out: all TLS libraries negotiate protocols",
    "twisted.internet.ssl.protocolNegotiationMechanisms": "take it out: all TLS libraries negotiate protocols",
    "twisted.mail.pop3.POP3Client": "use `twisted.mail.pop3.AdvancedPOP3Client`, whose methods return Deferreds",
    "twisted.mail.pop3client": "import `AdvancedPOP3Client` from `twisted.mail.pop3`",
    "twisted.trial.runner.samefile": "use `os.path.samefile`",
    "twisted.python.runtime.platform.isWinNT": "call `isWindows`",
    "twisted.python.url": "use `hyperlink`",
    "twisted.spread.jelly.instance_atom": 'write `b"instance"`',
    "twisted.web.client.WebClientContextFactory": "use `BrowserLikePolicyForHTTPS`, which verifies certificates",
    "twisted.web.domhelpers": "use `xml.dom.minidom`, or a parser of HTML from another project",
    "twisted.web.html": "use `html.escape`, and `twisted.web.template` for the tags",
    "twisted.web.http.HTTPClient": "use `twisted.web.client.Agent` or treq",
    "twisted.web.microdom": "use `xml.dom.minidom`, or a parser of HTML from another project",
    "twisted.web.resource.ErrorPage": _PAGES.format("errorPage(status, brief, detail)"),
    "twisted.web.resource.ForbiddenResource": _PAGES.format("forbidden(message)"),
    "twisted.web.resource.NoResource": _PAGES.format("notFound(message=message)"),
    "twisted.web.static.addSlash": "build the URL with `request.prePathURL()`",
}
