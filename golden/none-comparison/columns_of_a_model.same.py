from sqlalchemy.ext.hybrid import hybrid_property

from .database import Base, Column, String


class Account(Base):
    deleted = Column(String)

    @hybrid_property
    def alive(self):
        return self.deleted == None
