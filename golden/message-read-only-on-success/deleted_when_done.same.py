"""All that is there is dealt with, and then deleted."""

import imaplib


def take(mailbox, keep):
    _, (count,) = mailbox.select("INBOX")
    for number in range(1, int(count) + 1):
        _, parts = mailbox.fetch(str(number), "(RFC822)")
        keep(parts[0][1])
        mailbox.store(str(number), "+FLAGS", r"(\Deleted)")


take(imaplib.IMAP4_SSL("mail.example.org", timeout=60), print)
