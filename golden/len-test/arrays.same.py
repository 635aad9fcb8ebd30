import numpy as np


def any_samples(samples):
    window = np.array([0])
    if len(window) > 0 and not len(samples):
        return False
    return len(samples) > 0
