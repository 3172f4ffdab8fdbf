"""The basic recurrent network, forward beside backward: the answer key of assignment 1.

Conventions: features first, examples second, time last. x (n_x, m, T_x), a (n_a, m, T_x),
y (n_y, m, T_x). Parameters: Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), ba (n_a, 1), by (n_y, 1).
Knows nothing of grading. Each function stands alone, so that a known mistake can be made in it by an edit.
"""

import numpy as np

from kit.activations import softmax


def rnn_cell_forward(xt, a_prev, parameters):
    """One time step: the new state, the prediction, and what the backward pass needs (row 3; S0).

    xt: (n_x, m), a_prev: (n_a, m).
    Returns a_next (n_a, m), yt_pred (n_y, m), cache (a_next, a_prev, xt, parameters).
    """
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["by"]

    a_next = np.tanh(Wax @ xt + Waa @ a_prev + ba)
    yt_pred = softmax(Wya @ a_next + by)

    cache = (a_next, a_prev, xt, parameters)
    return a_next, yt_pred, cache


def rnn_cell_backward(da_next, cache):
    """Gradients of one time step, given da_next = dL/da_next (row 8; S1, S2).

    da_next: (n_a, m). Returns a dict: dxt (n_x, m), da_prev (n_a, m), dWax, dWaa, dba shaped as the parameters.
    """
    a_next, a_prev, xt, parameters = cache
    Wax, Waa = parameters["Wax"], parameters["Waa"]

    dz = da_next * (1 - a_next**2)  # through the tanh: (n_a, m)

    return {
        "dxt": Wax.T @ dz,
        "da_prev": Waa.T @ dz,
        "dWax": dz @ xt.T,
        "dWaa": dz @ a_prev.T,
        "dba": np.sum(dz, axis=1, keepdims=True),
    }


def rnn_forward(x, a0, parameters):
    """The cell over all time steps, with the same parameters at each (row 4; S0).

    x: (n_x, m, T_x), a0: (n_a, m).
    Returns a (n_a, m, T_x), y_pred (n_y, m, T_x), caches ([cache of each step], x).
    """
    T_x = x.shape[2]
    n_y, n_a = parameters["Wya"].shape

    a = np.zeros((n_a, x.shape[1], T_x))
    y_pred = np.zeros((n_y, x.shape[1], T_x))
    caches = []
    a_next = a0
    for t in range(T_x):
        a_next, yt_pred, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        y_pred[:, :, t] = yt_pred
        caches.append(cache)

    return a, y_pred, (caches, x)


def rnn_backward(da, caches):
    """Backpropagation through time (rows 8 and 9; S1, S4).

    da: (n_a, m, T) with da[:, :, t] the part of dL/da at step t that does not come through step t + 1.
    T is the number of steps to go back over, at most T_x.
    Returns a dict: dx (n_x, m, T), da0 (n_a, m), dWax, dWaa, dba summed over time.
    """
    steps, x = caches
    parameters = steps[0][3]
    T = da.shape[2]

    dx = np.zeros((x.shape[0], x.shape[1], T))
    dWax = np.zeros_like(parameters["Wax"])
    dWaa = np.zeros_like(parameters["Waa"])
    dba = np.zeros_like(parameters["ba"])
    da_prev = np.zeros(da.shape[:2])
    for t in reversed(range(T)):
        gradients = rnn_cell_backward(da[:, :, t] + da_prev, steps[t])
        dx[:, :, t] = gradients["dxt"]
        da_prev = gradients["da_prev"]
        dWax += gradients["dWax"]
        dWaa += gradients["dWaa"]
        dba += gradients["dba"]

    return {"dx": dx, "da0": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}


def sequence_loss(y_pred, y):
    """Cross-entropy at each time step, and its sum over time (row 7; S0, S1).

    y_pred: (n_y, m, T) probabilities, y: (n_y, m, T) one-hot targets.
    Returns loss (a number) and losses (T,), where losses[t] is the mean over the m examples at step t.
    """
    m = y.shape[1]
    losses = -np.sum(y * np.log(y_pred), axis=(0, 1)) / m
    loss = np.sum(losses)
    return loss, losses
