from twisted.logger import Logger
from twisted.python import log as legacy


class Mailbox:
    log = Logger()

    def lost(self, folder, reason):
        self.log.info("lost folder {folder!r}", folder=folder)
        self.log.failure("lost folder {folder!r} because of '{reason}'", reason, folder=folder, reason=reason)
        self.log.info("lost folder '{folder}'", name=folder)
        legacy.msg("lost folder %r" % folder)
        legacy.msg(format="lost folder %(folder)r", folder=folder)
        legacy.err(reason, "lost folder %r" % folder)
