from zope.interface import implementer, classImplements, directlyProvides

import mine
from mine import implements


@implementer(mine.IThing)
class Thing:
    implements(mine.IThing)


classImplements(Thing, mine.IOther)
directlyProvides(Thing, mine.IThird)
