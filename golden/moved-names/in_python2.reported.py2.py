from twisted.protocols import telnet  # reported
from twisted.protocols.smtp import sendEmail  # reported

print telnet, sendEmail
