import xml.etree.ElementTree as ET

root = ET.fromstring("<reply><item/></reply>")
item = root.find("item")
if not len(root) or len(item) == 0:
    print("leaf")
