import imaplib, sys

box = imaplib.IMAP4(sys.argv[1])
box.login(sys.argv[2], sys.argv[3])
box.select()
for num in box.search(None, "ALL")[1][0].split():
    data = box.fetch(num, "(BODY.PEEK[TEXT])")[1]
    if not data: continue
    print "Message %s\n%s\n" % (num, data[0][1])
    box.store(num, "+FLAGS", "\\Seen")
box.logout()
