import email
import imaplib


def save_new(host, folder):
    mailbox = imaplib.IMAP4_SSL(host)
    mailbox.login("me", "secret")
    mailbox.select("INBOX")
    status, found = mailbox.search(None, "UNSEEN")
    for number in found[0].split():
        status, data = mailbox.fetch(number, "(BODY.PEEK[])")
        message = email.message_from_bytes(data[0][1])
        with open(f"{folder}/{number.decode()}", "w") as target:
            target.write(message.as_string())
        mailbox.store(number, "+FLAGS", "\\Seen")
    for uid in mailbox.uid("SEARCH", None, "UNSEEN")[1][0].split():
        # The text alone.
        text = mailbox.uid("FETCH", uid, "(UID BODY.PEEK[TEXT])")[1]
        print(text)
        mailbox.uid("STORE", uid, "+FLAGS", "\\Seen")
    mailbox.close()


def first(mailbox):
    return mailbox.fetch("1", "RFC822")[1]
