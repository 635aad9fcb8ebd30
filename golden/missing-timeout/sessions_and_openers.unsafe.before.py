import ftplib
import smtplib
from urllib.request import build_opener, urlretrieve
from xmlrpc.client import ServerProxy

import requests
import urllib3


class Watcher:
    def __init__(self):
        self.session = requests.Session()

    def look(self, url):
        return self.session.get(url).text


def look_at_all(urls):
    with requests.Session() as session:
        return [session.get(url) for url in urls] + [session.post(urls[0], timeout=5)]


def send(host, text):
    mail = smtplib.SMTP()
    mail.connect(host, 25)
    files = ftplib.FTP()
    files.connect(host, timeout=5)
    opener = build_opener()
    urlretrieve("http://localhost/", "page.html")
    return mail, opener.open("http://localhost/"), urllib3.PoolManager(), ServerProxy("http://localhost/")
