"""sequence_loss: the cross-entropy at each step, and its sum over time."""

import numpy as np

from grader.exercise import Case, Exercise, Misconception
from grader.inputs import SIZES, normal, one_hot
from grader.reference.rnn import sequence_loss
from kit.activations import softmax


def cases(rng):
    return [
        Case(
            sizes.label("n_y", "m", "T"),
            (softmax(normal(rng, sizes.n_y, sizes.m, sizes.T, scale=1.0)), one_hot(rng, sizes.n_y, sizes.m, sizes.T)),
        )
        for sizes in SIZES
    ]


def _squared_error(y_pred, y):
    losses = np.sum((y_pred - y) ** 2, axis=(0, 1)) / y.shape[1]
    return np.sum(losses), losses


EXERCISE = Exercise(
    function=sequence_loss,
    assignment="1_recurrent_cells",
    points=10,
    returns=("loss", "losses"),
    cases=cases,
    misconceptions=(
        Misconception(
            "mean_over_time",
            "loss is the mean over the time steps. Here it is their sum, so that each step counts alike in long and short sequences.",
            edits=(("np.sum(losses)", "np.mean(losses)"),),
        ),
        Misconception(
            "sum_over_examples",
            "The losses are summed over the examples. Divide by m, the number of examples.",
            edits=((" / m", ""),),
        ),
        Misconception(
            "divided_by_classes_too",
            "The mean is taken over classes and examples. Sum over the n_y classes, and divide by m only.",
            edits=((" / m", " / (m * y.shape[0])"),),
        ),
        Misconception(
            "sign_missing",
            "The losses are negative. The logarithm of a probability is below 0: put a minus in front.",
            edits=(("-np.sum(", "np.sum("),),
        ),
        Misconception(
            "binary_cross_entropy",
            "You added (1 - y) log(1 - y_pred), which belongs to a single yes-or-no output. With one-hot targets, sum y log(y_pred) alone.",
            edits=(("y * np.log(y_pred)", "y * np.log(y_pred) + (1 - y) * np.log(1 - y_pred)"),),
        ),
        Misconception(
            "log_of_target",
            "The logarithm is taken of y, the target; log(0) gives nan. Take it of y_pred, the prediction.",
            edits=(("np.log(y_pred)", "np.log(y)"),),
        ),
        Misconception(
            "arguments_swapped",
            "y and y_pred have changed places: the prediction weighs the logarithm of the target. Weigh log(y_pred) by y.",
            edits=(("y * np.log(y_pred)", "y_pred * np.log(y + 1e-12)"),),
        ),
        Misconception(
            "entropy_of_prediction",
            "The sum weighs log(y_pred) by y_pred and ignores the target. Weigh it by y.",
            edits=(("y * np.log(y_pred)", "y_pred * np.log(y_pred)"),),
        ),
        Misconception(
            "log_base_2",
            "The logarithm has base 2. Use the natural one, np.log.",
            edits=(("np.log(", "np.log2("),),
        ),
        Misconception(
            "log_base_10",
            "The logarithm has base 10. Use the natural one, np.log.",
            edits=(("np.log(", "np.log10("),),
        ),
        Misconception(
            "epsilon_in_log",
            "A small constant is added inside the logarithm. A softmax never gives 0, so leave it out.",
            edits=(("np.log(y_pred)", "np.log(y_pred + 1e-8)"),),
        ),
        Misconception(
            "squared_error",
            "The losses are squared differences. Probabilities of classes are judged by the cross-entropy, -sum of y log(y_pred).",
            variant=_squared_error,
        ),
        Misconception(
            "last_step_only",
            "loss is the loss of the last step. Sum over all steps.",
            edits=(("np.sum(losses)", "losses[-1]"),),
        ),
        Misconception(
            "only_total",
            "Only one value is returned. Return both: loss, losses.",
            edits=(("return loss, losses", "return loss"),),
        ),
        Misconception(
            "outputs_swapped",
            "The outputs come in the wrong order. Return loss, losses.",
            edits=(("return loss, losses", "return losses, loss"),),
        ),
    ),
)
