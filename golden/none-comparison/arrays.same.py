import numpy as np


def holes(values):
    array = np.array(values, dtype=object)
    return (array == None).any(), array[array != None], np.where(values == None, 0, 1)
