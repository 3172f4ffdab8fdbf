"""Every backward function is proven: by complex-step differentiation of formulas written here, and by PyTorch.

Nothing of the reference's forward code is used for the proof. The complex step has no cancellation: the derivative
is the imaginary part of f(x + 1e-30 i) / 1e-30, exact to rounding.
"""

import numpy as np
import pytest

from grader.reference import lstm, rnn

STEP = 1e-30
BAR = 1e-9
SHAPES = [(3, 4, 5, 6, 6), (4, 3, 1, 2, 2), (2, 5, 4, 1, 1), (1, 1, 2, 3, 3), (3, 4, 2, 5, 3), (2, 3, 4, 4, 1)]
IDS = [f"n_x={n_x},n_a={n_a},m={m},T_x={T_x},T={T}" for n_x, n_a, m, T_x, T in SHAPES]
RNN_NAMES = {"Wax": "ax", "Waa": "aa", "ba": "a1"}
LSTM_NAMES = {name + gate: "as" if name == "W" else "a1" for gate in "fico" for name in "Wb"}


# --- the formulas, once more, for complex numbers ------------------------------------------------------------


def squash(z):
    return 1 / (1 + np.exp(-z))


def rnn_step(values, xt, a):
    return np.tanh(values["Wax"] @ xt + values["Waa"] @ a + values["ba"])


def lstm_step(values, xt, a, c):
    stack = np.vstack([a, xt])
    f, i, o = (squash(values["W" + gate] @ stack + values["b" + gate]) for gate in "fio")
    c = f * c + i * np.tanh(values["Wc"] @ stack + values["bc"])
    return o * np.tanh(c), c


def rnn_states(values):
    """The states of all steps, as a list."""
    found, a = [], values["a0"]
    for t in range(values["x"].shape[2]):
        a = rnn_step(values, values["x"][:, :, t], a)
        found.append(a)
    return found


def lstm_states(values):
    found, a, c = [], values["a0"], np.zeros(values["a0"].shape)
    for t in range(values["x"].shape[2]):
        a, c = lstm_step(values, values["x"][:, :, t], a, c)
        found.append(a)
    return found


# --- the proof -----------------------------------------------------------------------------------------------


def complex_step(loss, values):
    """The gradient of loss(values) with respect to every entry of every array."""
    return {name: np.reshape([_slope(loss, values, name, place) for place in np.ndindex(array.shape)], array.shape)
            for name, array in values.items()}  # fmt: skip


def _slope(loss, values, name, place):
    moved = values[name].astype(complex)
    moved[place] += STEP * 1j
    return loss(values | {name: moved}).imag / STEP


def worst_error(gradients, right):
    """The largest relative error over all gradients (absolute where all are 0), named d + the value's name."""
    assert {name.removeprefix("d") for name in gradients} == set(right)
    errors = []
    for name, expected in right.items():
        actual = gradients["d" + name]
        assert actual.shape == expected.shape, name
        errors.append(np.max(np.abs(actual - expected)) / (np.max(np.abs(expected)) or 1.0))
    return max(errors)


def draw(rng, names, n_x, n_a):
    sizes = {"a": n_a, "x": n_x, "s": n_a + n_x, "1": 1}
    return {name: 0.7 * rng.standard_normal([sizes[axis] for axis in axes]) for name, axes in names.items()}


def with_outputs(rng, parameters, wy, n_a):
    return parameters | {wy: rng.standard_normal((2, n_a)), "by": rng.standard_normal((2, 1))}


def record(record_property, worst):
    record_property("worst_relative_error", worst)
    print(f"worst relative error {worst:.1e}")
    assert worst < BAR


@pytest.fixture
def rng(request):
    return np.random.default_rng(SHAPES.index(request.node.callspec.params["shape"]))


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_rnn_cell_backward_is_the_derivative(shape, rng, record_property):
    n_x, n_a, m, _, _ = shape
    values = draw(rng, RNN_NAMES, n_x, n_a)
    values |= {"xt": rng.standard_normal((n_x, m)), "a_prev": rng.standard_normal((n_a, m))}
    da = rng.standard_normal((n_a, m))
    right = complex_step(lambda v: np.sum(da * rnn_step(v, v["xt"], v["a_prev"])), values)
    cache = rnn.rnn_cell_forward(values["xt"], values["a_prev"], with_outputs(rng, values, "Wya", n_a))[2]
    record(record_property, worst_error(rnn.rnn_cell_backward(da, cache), right))


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_lstm_cell_backward_is_the_derivative(shape, rng, record_property):
    n_x, n_a, m, _, _ = shape
    values = draw(rng, LSTM_NAMES, n_x, n_a) | {"xt": rng.standard_normal((n_x, m))}
    values |= {name: rng.standard_normal((n_a, m)) for name in ("a_prev", "c_prev")}
    da, dc = rng.standard_normal((2, n_a, m))

    def loss(v):
        a, c = lstm_step(v, v["xt"], v["a_prev"], v["c_prev"])
        return np.sum(da * a + dc * c)

    states = values["xt"], values["a_prev"], values["c_prev"]
    cache = lstm.lstm_cell_forward(*states, with_outputs(rng, values, "Wy", n_a))[3]
    record(record_property, worst_error(lstm.lstm_cell_backward(da, dc, cache), complex_step(loss, values)))


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_rnn_backward_is_the_derivative_over_time(shape, rng, record_property):
    values, da = sequence(rng, RNN_NAMES, shape)
    right = complex_step(lambda v: weighted(da, rnn_states(v)), values)
    parameters = with_outputs(rng, values, "Wya", shape[1])
    caches = rnn.rnn_forward(values["x"], values["a0"], parameters)[2]
    record(record_property, worst_error(rnn.rnn_backward(da, caches), cut(right, da)))


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_lstm_backward_is_the_derivative_over_time(shape, rng, record_property):
    values, da = sequence(rng, LSTM_NAMES, shape)
    right = complex_step(lambda v: weighted(da, lstm_states(v)), values)
    parameters = with_outputs(rng, values, "Wy", shape[1])
    caches = lstm.lstm_forward(values["x"], values["a0"], parameters)[3]
    record(record_property, worst_error(lstm.lstm_backward(da, caches), cut(right, da)))


def sequence(rng, names, shape):
    """Values of a whole sequence, and random weights da of the states of its first T steps."""
    n_x, n_a, m, T_x, T = shape
    values = draw(rng, names, n_x, n_a)
    values |= {"x": rng.standard_normal((n_x, m, T_x)), "a0": rng.standard_normal((n_a, m))}
    return values, rng.standard_normal((n_a, m, T))


def weighted(da, states):
    """The loss: all states that da covers, each entry with its weight."""
    return sum(np.sum(da[:, :, t] * states[t]) for t in range(da.shape[2]))


def cut(right, da):
    """The gradients, where dx ends with da; beyond that it must be zero."""
    T = da.shape[2]
    assert not np.any(right["x"][:, :, T:])
    return right | {"x": right["x"][:, :, :T]}


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_forward_functions_follow_the_formulas(shape, rng):
    n_a = shape[1]
    values, _ = sequence(rng, RNN_NAMES, shape)
    parameters = with_outputs(rng, values, "Wya", n_a)
    a, y, (steps, x) = rnn.rnn_forward(values["x"], values["a0"], parameters)
    assert np.allclose(a, np.stack(rnn_states(values), axis=2), rtol=1e-12, atol=1e-14)
    assert np.allclose(y, probabilities(a, parameters["Wya"], parameters["by"]), rtol=1e-12, atol=0)
    assert x is values["x"] and len(steps) == shape[3]
    assert all(step[3] is parameters and np.array_equal(step[0], a[:, :, t]) for t, step in enumerate(steps))


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_lstm_forward_follows_the_formulas(shape, rng):
    values, _ = sequence(rng, LSTM_NAMES, shape)
    parameters = with_outputs(rng, values, "Wy", shape[1])
    a, y, c, (steps, x) = lstm.lstm_forward(values["x"], values["a0"], parameters)
    assert np.allclose(a, np.stack(lstm_states(values), axis=2), rtol=1e-12, atol=1e-14)
    assert np.allclose(y, probabilities(a, parameters["Wy"], parameters["by"]), rtol=1e-12, atol=0)
    assert np.array_equal(c, np.stack([step[1] for step in steps], axis=2))
    assert not np.any(steps[0][3]) and all(step[9] is parameters for step in steps) and x is values["x"]


def probabilities(a, Wy, by):
    scores = np.exp(np.einsum("ya,amt->ymt", Wy, a) + by[:, :, None])
    return scores / scores.sum(axis=0)


@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_sequence_loss_is_the_cross_entropy_of_the_right_classes(shape, rng):
    _, n_y, m, T, _ = shape
    y_pred = rng.dirichlet(np.ones(n_y), size=(m, T)).transpose(2, 0, 1)
    classes = rng.integers(n_y, size=(m, T))
    loss, losses = rnn.sequence_loss(y_pred, np.eye(n_y)[classes].transpose(2, 0, 1))
    by_hand = [-sum(np.log(y_pred[classes[i, t], i, t]) for i in range(m)) / m for t in range(T)]
    assert losses.shape == (T,) and np.allclose(losses, by_hand, rtol=1e-13, atol=1e-15)
    assert np.isclose(loss, sum(by_hand), rtol=1e-13, atol=1e-15)


# --- PyTorch -------------------------------------------------------------------------------------------------


def torch_run(kind, values, weights, da):
    """States of all steps and gradients named as here, by PyTorch's own layer `kind`, in float64.

    weights: (weight on the input, weight on the state, bias), already stacked in PyTorch's order.
    """
    torch = pytest.importorskip("torch")
    n_x, n_a = values["x"].shape[0], values["a0"].shape[0]
    layer = getattr(torch.nn, kind)(n_x, n_a, dtype=torch.float64)
    on_input, on_state, bias = map(torch.tensor, weights)
    with torch.no_grad():
        for mine, its in zip((on_input, on_state, bias, 0 * bias), layer.parameters(), strict=True):
            its.copy_(mine)
    x = torch.tensor(values["x"].transpose(2, 1, 0), requires_grad=True)  # (T_x, m, n_x)
    a0 = torch.tensor(values["a0"].T[None].copy(), requires_grad=True)  # (1, m, n_a)
    states = layer(x, a0 if kind == "RNN" else (a0, torch.zeros_like(a0)))[0]
    (states[: da.shape[2]] * torch.tensor(da.transpose(2, 1, 0))).sum().backward()
    found = [states.detach(), x.grad, a0.grad, layer.weight_ih_l0.grad, layer.weight_hh_l0.grad, layer.bias_ih_l0.grad]
    a, dx, da0, d_input, d_state, d_bias = (item.numpy() for item in found)
    back = {"dx": dx.transpose(2, 1, 0)[:, :, : da.shape[2]], "da0": da0[0].T}
    return a.transpose(2, 1, 0), back, (d_input, d_state, d_bias[:, None])


def agree(actual, right):
    return np.max(np.abs(actual - right)) <= 1e-12 * max(1, np.max(np.abs(right)))


@pytest.mark.torch
@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_rnn_agrees_with_pytorch(shape, rng):
    values, da = sequence(rng, RNN_NAMES, shape)
    states, right, (dWax, dWaa, dba) = torch_run("RNN", values, (values["Wax"], values["Waa"], values["ba"][:, 0]), da)
    a, _, caches = rnn.rnn_forward(values["x"], values["a0"], with_outputs(rng, values, "Wya", shape[1]))
    gradients = rnn.rnn_backward(da, caches)
    right |= {"dWax": dWax, "dWaa": dWaa, "dba": dba}
    assert agree(a, states) and set(gradients) == set(right)
    assert all(agree(gradients[name], right[name]) for name in right)


@pytest.mark.torch
@pytest.mark.parametrize("shape", SHAPES, ids=IDS)
def test_lstm_agrees_with_pytorch(shape, rng):
    n_a, order = shape[1], "ifco"  # PyTorch: input, forget, candidate, output; ours act on the stack [a_prev; xt]
    values, da = sequence(rng, LSTM_NAMES, shape)
    W = np.vstack([values["W" + gate] for gate in order])
    b = np.vstack([values["b" + gate] for gate in order])[:, 0]
    states, right, (d_input, d_state, d_bias) = torch_run("LSTM", values, (W[:, n_a:], W[:, :n_a], b), da)
    for number, gate in enumerate(order):
        rows = slice(number * n_a, (number + 1) * n_a)
        right |= {"dW" + gate: np.hstack([d_state[rows], d_input[rows]]), "db" + gate: d_bias[rows]}
    a, _, _, caches = lstm.lstm_forward(values["x"], values["a0"], with_outputs(rng, values, "Wy", n_a))
    gradients = lstm.lstm_backward(da, caches)
    assert agree(a, states) and set(gradients) == set(right)
    assert all(agree(gradients[name], right[name]) for name in right)
