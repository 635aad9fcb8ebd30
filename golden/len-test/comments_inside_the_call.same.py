def drained(*parts):
    if not len(parts  # what came
               ):
        return True
