import imaplib


def keep(mailbox, target):
    for number in mailbox.search(None, "UNSEEN")[1][0].split():
        target.write(mailbox.fetch(number, "(RFC822)")[1][0][1])
        mailbox.store(number, "+FLAGS", "\\Seen")


def start(host, target):
    keep(imaplib.IMAP4_SSL(host), target)
