"""The long short-term memory network, forward beside backward: the answer key of assignment 2.

Conventions as in rnn.py. Parameters: Wf, Wi, Wc, Wo (n_a, n_a + n_x) act on the stack [a_prev; xt];
bf, bi, bc, bo (n_a, 1); Wy (n_y, n_a), by (n_y, 1). Knows nothing of grading. Each function stands alone,
so that a known mistake can be made in it by an edit.
"""

import numpy as np

from kit.activations import sigmoid, softmax


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """One time step with a memory cell and three gates (row 35; S0, S2, S4).

    xt: (n_x, m), a_prev: (n_a, m), c_prev: (n_a, m).
    Returns a_next (n_a, m), c_next (n_a, m), yt_pred (n_y, m) and
    cache (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters).
    """
    Wf, Wi, Wc, Wo, Wy = (parameters[name] for name in ("Wf", "Wi", "Wc", "Wo", "Wy"))
    bf, bi, bc, bo, by = (parameters[name] for name in ("bf", "bi", "bc", "bo", "by"))

    concat = np.concatenate((a_prev, xt), axis=0)  # (n_a + n_x, m)
    ft = sigmoid(Wf @ concat + bf)
    it = sigmoid(Wi @ concat + bi)
    cct = np.tanh(Wc @ concat + bc)
    c_next = ft * c_prev + it * cct
    ot = sigmoid(Wo @ concat + bo)
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax(Wy @ a_next + by)

    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return a_next, c_next, yt_pred, cache


def lstm_cell_backward(da_next, dc_next, cache):
    """Gradients of one time step, given dL/da_next and dL/dc_next (row 37; S4).

    da_next, dc_next: (n_a, m); dc_next is the part that does not come through a_next.
    Returns a dict: dxt (n_x, m), da_prev, dc_prev (n_a, m), dWf, dbf, dWi, dbi, dWc, dbc, dWo, dbo.
    """
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a = a_next.shape[0]

    dc = dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)  # all that reaches c_next
    dzo = da_next * np.tanh(c_next) * ot * (1 - ot)  # before each gate's squashing: (n_a, m)
    dzf = dc * c_prev * ft * (1 - ft)
    dzi = dc * cct * it * (1 - it)
    dzc = dc * it * (1 - cct**2)

    concat = np.concatenate((a_prev, xt), axis=0)
    dconcat = parameters["Wf"].T @ dzf + parameters["Wi"].T @ dzi + parameters["Wc"].T @ dzc + parameters["Wo"].T @ dzo

    return {
        "dxt": dconcat[n_a:],
        "da_prev": dconcat[:n_a],
        "dc_prev": dc * ft,
        "dWf": dzf @ concat.T,
        "dbf": np.sum(dzf, axis=1, keepdims=True),
        "dWi": dzi @ concat.T,
        "dbi": np.sum(dzi, axis=1, keepdims=True),
        "dWc": dzc @ concat.T,
        "dbc": np.sum(dzc, axis=1, keepdims=True),
        "dWo": dzo @ concat.T,
        "dbo": np.sum(dzo, axis=1, keepdims=True),
    }


def lstm_forward(x, a0, parameters):
    """The LSTM cell over all time steps, from an empty memory c0 = 0 (row 36; S0).

    x: (n_x, m, T_x), a0: (n_a, m).
    Returns a (n_a, m, T_x), y (n_y, m, T_x), c (n_a, m, T_x), caches ([cache of each step], x).
    """
    m, T_x = x.shape[1:]
    n_y, n_a = parameters["Wy"].shape

    a = np.zeros((n_a, m, T_x))
    c = np.zeros((n_a, m, T_x))
    y = np.zeros((n_y, m, T_x))
    caches = []
    a_next = a0
    c_next = np.zeros((n_a, m))
    for t in range(T_x):
        a_next, c_next, yt_pred, cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t] = a_next
        c[:, :, t] = c_next
        y[:, :, t] = yt_pred
        caches.append(cache)

    return a, y, c, (caches, x)


def lstm_backward(da, caches):
    """Backpropagation through time, carrying both da and dc from step to step (row 37; S4).

    da: (n_a, m, T) with da[:, :, t] the part of dL/da at step t that does not come through step t + 1.
    T is the number of steps to go back over, at most T_x.
    Returns a dict: dx (n_x, m, T), da0 (n_a, m), and dWf, dbf, dWi, dbi, dWc, dbc, dWo, dbo summed over time.
    """
    steps, x = caches
    parameters = steps[0][9]
    T = da.shape[2]

    dx = np.zeros((x.shape[0], x.shape[1], T))
    totals = {"d" + name: np.zeros_like(parameters[name]) for name in ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo")}
    da_prev = np.zeros(da.shape[:2])
    dc_prev = np.zeros(da.shape[:2])
    for t in reversed(range(T)):
        gradients = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, steps[t])
        dx[:, :, t] = gradients["dxt"]
        da_prev = gradients["da_prev"]
        dc_prev = gradients["dc_prev"]
        for name in totals:
            totals[name] += gradients[name]

    return {"dx": dx, "da0": da_prev, **totals}
