# runs
import logging
import logging.handlers
import sys

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(message)s")
log = logging.getLogger("poll")


class Poller:
    logger = logging.getLogger("poller")

    def poll(self, host, folder, *rest):
        log.warning("no %r", host)
        log.info("no %r on %r", folder, host)
        log.log(logging.ERROR, "no %r on %d", folder, 143)
        log.debug("no %(folder)r here", {"folder": folder})
        log.error("no %r on %r" % (folder, host), exc_info=False)
        self.logger.error("lost %r", host, extra={"seen": 1})
        logging.error(f"lost {host!r}")
        logging.getLogger().critical("lost {!r}".format(host))
        log.info("no %r, not '%s'", folder, *rest)
        log.info("no '%s'")


Poller().poll("mail.example", "INBOX", "Drafts")
