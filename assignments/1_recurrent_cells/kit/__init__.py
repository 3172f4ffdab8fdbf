"""What every student gets beside the notebook: self-check, figures and two given functions."""

from kit.activations import sigmoid, softmax
from kit.check import check

__all__ = ["check", "sigmoid", "softmax"]
