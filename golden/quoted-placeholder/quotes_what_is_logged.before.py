# runs
import logging
import logging.handlers
import sys

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(message)s")
log = logging.getLogger("poll")


class Poller:
    logger = logging.getLogger("poller")

    def poll(self, host, folder, *rest):
        log.warning("no '%s'", host)
        log.info("no '%s' on '%s'", folder, host)
        log.log(logging.ERROR, "no '%s' on %d", folder, 143)
        log.debug("no '%(folder)s' here", {"folder": folder})
        log.error("no '%s' on '%s'" % (folder, host), exc_info=False)
        self.logger.error("lost '%s'", host, extra={"seen": 1})
        logging.error(f"lost '{host}'")
        logging.getLogger().critical("lost '{}'".format(host))
        log.info("no '%s', not '%s'", folder, *rest)
        log.info("no '%s'")


Poller().poll("mail.example", "INBOX", "Drafts")
