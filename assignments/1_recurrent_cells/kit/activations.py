"""The two squashing functions that every assignment uses. Given to students, not graded."""

import numpy as np


def sigmoid(z):
    """Logistic function 1 / (1 + exp(-z)), entry by entry, without overflow.

    z: array of any shape. Returns an array of the same shape with entries in [0, 1].
    """
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


def softmax(z):
    """Turn each column of scores into probabilities.

    z: array (n, ...). The classes lie on axis 0. Returns an array of the same shape
    whose entries are positive and sum to 1 over axis 0.
    """
    shifted = np.exp(z - np.max(z, axis=0, keepdims=True))
    return shifted / np.sum(shifted, axis=0, keepdims=True)
