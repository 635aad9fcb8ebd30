import imaplib


def show(host):
    mailbox = imaplib.IMAP4_SSL(host)
    mailbox.select("INBOX", True)
    for number in mailbox.search(None, "UNSEEN")[1][0].split():
        print(mailbox.fetch(number, "(RFC822)"))
