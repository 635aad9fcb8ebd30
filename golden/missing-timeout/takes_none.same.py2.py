import imaplib, sys

mail = imaplib.IMAP4(sys.argv[1])
print mail.capability()
