import ftplib
import smtplib
from urllib.request import build_opener, urlretrieve
from xmlrpc.client import ServerProxy

import requests
import urllib3


NETWORK_TIMEOUT = 60


class Watcher:
    def __init__(self):
        self.session = requests.Session()

    def look(self, url):
        return self.session.get(url, timeout=NETWORK_TIMEOUT).text


def look_at_all(urls):
    with requests.Session() as session:
        return [session.get(url, timeout=NETWORK_TIMEOUT) for url in urls] + [session.post(urls[0], timeout=5)]


def send(host, text):
    mail = smtplib.SMTP(timeout=NETWORK_TIMEOUT)
    mail.connect(host, 25)
    files = ftplib.FTP()
    files.connect(host, timeout=5)
    opener = build_opener()
    urlretrieve("http://localhost/", "page.html")
    return mail, opener.open("http://localhost/", timeout=NETWORK_TIMEOUT), urllib3.PoolManager(timeout=NETWORK_TIMEOUT), ServerProxy("http://localhost/")
