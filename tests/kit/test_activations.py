"""The two given functions: right, of the right shape, and calm at extreme inputs (a warning is an error here)."""

import numpy as np
import pytest

from kit.activations import sigmoid, softmax

EXTREMES = np.array([-1e308, -1e4, -745.0, -1e-300, 0.0, 1e-300, 745.0, 1e4, 1e308])


def test_sigmoid_is_the_logistic_function():
    z = np.linspace(-30, 30, 61)
    assert np.allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-9, atol=1e-16)


def test_sigmoid_stays_between_0_and_1_at_extreme_inputs():
    values = sigmoid(EXTREMES)
    assert values[0] == 0 and values[4] == 0.5 and values[-1] == 1
    assert np.all(np.diff(values) >= 0)


def test_sigmoid_of_opposites_adds_up_to_1():
    z = np.linspace(-8, 8, 33)
    assert np.allclose(sigmoid(z) + sigmoid(-z), 1, rtol=0, atol=1e-15)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4), (0, 3)])
def test_sigmoid_keeps_the_shape(shape):
    assert sigmoid(np.zeros(shape)).shape == shape


def test_sigmoid_takes_plain_numbers():
    assert sigmoid(0) == 0.5


def test_softmax_is_the_normalised_exponential():
    z = np.random.default_rng(1).standard_normal((4, 5))
    assert np.allclose(softmax(z), np.exp(z) / np.exp(z).sum(axis=0), rtol=1e-13, atol=0)


@pytest.mark.parametrize("shape", [(3,), (1, 4), (5, 1), (4, 5), (3, 4, 5)])
def test_columns_of_a_softmax_sum_to_1(shape):
    for scale in (1e-9, 1.0, 1e3, 1e300):
        values = softmax(scale * np.random.default_rng(2).standard_normal(shape))
        assert values.shape == shape and np.all(values >= 0)
        assert np.allclose(values.sum(axis=0), 1, rtol=0, atol=1e-14)


def test_softmax_is_calm_at_extreme_inputs():
    assert np.array_equal(softmax(np.array([[1e308], [-1e307], [0.0]])), [[1], [0], [0]])
    assert np.array_equal(softmax(np.full((2, 3), -1e308)), np.full((2, 3), 0.5))


def test_adding_a_constant_to_a_column_changes_no_softmax():
    z = np.random.default_rng(3).standard_normal((4, 3))
    assert np.allclose(softmax(z + np.array([[100.0, -50.0, 3.0]])), softmax(z), rtol=1e-12, atol=0)


def test_neither_function_changes_its_argument():
    z = np.array([[1.0, 2.0], [3.0, 4.0]])
    sigmoid(z), softmax(z)
    assert np.array_equal(z, [[1, 2], [3, 4]])
