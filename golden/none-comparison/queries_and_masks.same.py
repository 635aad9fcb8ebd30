from sqlalchemy import and_, or_


def expired(session, Account, frame):
    email = Account.email
    missing = email == None
    accounts = session.query(Account).filter(Account.email == None, ~(Account.closed == None))
    accounts = accounts.where(and_(email == None, or_(Account.age != None, missing)))
    rows = frame[frame.email == None]
    return accounts, rows, (email == None) | (Account.age == 3), lambda column: column == None
