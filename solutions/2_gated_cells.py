# %% [markdown]
# # 2. Gated cells
#
# The plain recurrent cell rewrites its whole state at every step. The cell of this notebook, the **long short-term memory** (LSTM),
# has a second state that it may leave alone. You will write it, run it over time, and derive and write its gradient.
#
# **Contents**
#
# - 2.1 Why a second state
# - 2.2 One step of the LSTM: `lstm_cell_forward`
# - 2.3 The LSTM over time: `lstm_forward`
# - 2.4 Backward through one step: `lstm_cell_backward`
# - 2.5 Backward through time: `lstm_backward`
# - 2.6 How far does a gradient travel?
# - 2.7 Learning across a long lag
# - What to remember

# %% [markdown]
# ## How this notebook works
#
# Run the cells from top to bottom.
#
# - Each of the four exercises asks for one function. Write it where the cell says `YOUR CODE HERE`, remove the line that raises `NotImplementedError`, and run the cell with **Shift+Enter**.
# - Then run the `check(...)` cell below it. The check compares your results with right ones on several inputs and, if they differ, tells you which mistake is likely. Checks are free and unlimited, so check early. Give `check` the name without parentheses.
# - The remaining cells are demonstrations. Their figures are drawn from what *your* functions compute; they appear once the check above them passes.
# - After a kernel restart, run the first code cell again, then the cells of your functions.
# - *Run All:* a demonstration whose function is not written yet stops with `NotImplementedError`. That is expected; the cells after it still run.

# %%
import numpy as np
from kit import check, plots, sigmoid, softmax

# %% [markdown]
# ## 2.1 Why a second state
#
# Read these two sentences aloud:
#
# > The **dog** that barked at the cats next door **was** tired.
# >
# > The **dogs** that barked at the cat next door **were** tired.
#
# The verb depends on a word eight steps earlier, and the nouns in between are a temptation. To get the verb right, something has to be stored
# at *dog* or *dogs*, left untouched while other words pass, and looked at when the verb is due.
#
# The plain recurrent cell of assignment 1 finds this hard. Its state is $a^{\langle t \rangle} = \tanh(W_{aa}\,a^{\langle t-1 \rangle} + W_{ax}\,x^{\langle t \rangle} + b_a)$:
# at every step all of it goes through a matrix and a $\tanh$. Going backward, the gradient is multiplied at every step by $W_{aa}^\top$ and by slopes $1 - a^2$ of at most 1, and usually it fades.
#
# The LSTM keeps a second state beside $a$, the **memory** $c^{\langle t \rangle}$ (also called cell state), which changes only by *scaling and adding*:
#
# $$c^{\langle t \rangle} = (\text{share to keep}) \odot c^{\langle t-1 \rangle} + (\text{share to write}) \odot (\text{new content}).$$
#
# Here $\odot$ is the product entry by entry; in NumPy it is `*`. Each *share* lies between 0 and 1, is computed from the current input and state,
# and is called a **gate**: near 0 it is shut, near 1 it is open.
#
# *A word on history.* You may read that the LSTM was built from the GRU (gated recurrent unit), another gated cell. It was the other way round: the LSTM was published in 1997
# and got its forget gate in 2000; the GRU followed in 2014 as a simpler relative.

# %% [markdown]
# ## 2.2 One step of the LSTM
#
# ![The inside of one LSTM step. The memory c runs along the top: it is multiplied by the forget gate f, then the update gate i times the candidate is added. Below, the previous state a and the input x are stacked and feed the three gates and the candidate. The new state a is the output gate o times tanh of the new memory; the prediction is computed from a.](kit/figures/lstm_cell.svg)
#
# *Figure 1.* One step. The memory runs along the top and meets only a product and a sum. Everything that decides what happens to it is computed below, from one and the same stack.
#
# **Symbols and shapes.** $m$ sequences are processed side by side; each column belongs to one of them. $n_x$ is the number of input features, $n_a$ the number of units, $n_y$ the number of classes.
#
# | symbol | in code | shape | what it is |
# |---|---|---|---|
# | $x^{\langle t \rangle}$ | `xt` | $(n_x, m)$ | input at step $t$ |
# | $a^{\langle t-1 \rangle},\ a^{\langle t \rangle}$ | `a_prev`, `a_next` | $(n_a, m)$ | state before and after the step: what the cell shows |
# | $c^{\langle t-1 \rangle},\ c^{\langle t \rangle}$ | `c_prev`, `c_next` | $(n_a, m)$ | memory before and after the step: what the cell keeps |
# | $v^{\langle t \rangle} = [a^{\langle t-1 \rangle};\, x^{\langle t \rangle}]$ | your choice | $(n_a + n_x, m)$ | the stack: state on top, input underneath |
# | $f^{\langle t \rangle}$ | `ft` | $(n_a, m)$ | forget gate |
# | $i^{\langle t \rangle}$ | `it` | $(n_a, m)$ | update gate, also called input gate |
# | $\tilde{c}^{\langle t \rangle}$ | `cct` | $(n_a, m)$ | candidate: new content offered to the memory |
# | $o^{\langle t \rangle}$ | `ot` | $(n_a, m)$ | output gate |
# | $\hat{y}^{\langle t \rangle}$ | `yt_pred` | $(n_y, m)$ | prediction: one probability per class |
# | $W_f, W_i, W_c, W_o$ | `Wf`, `Wi`, `Wc`, `Wo` | $(n_a, n_a + n_x)$ | weights on the stack |
# | $b_f, b_i, b_c, b_o$ | `bf`, `bi`, `bc`, `bo` | $(n_a, 1)$ | biases, the same for every column |
# | $W_y,\ b_y$ | `Wy`, `by` | $(n_y, n_a),\ (n_y, 1)$ | output layer |
#
# **The stack.** The semicolon in $[a^{\langle t-1 \rangle};\, x^{\langle t \rangle}]$ means *one above the other*: the first $n_a$ rows are the previous state, the last $n_x$ rows the input.
# One product $W_f\,v^{\langle t \rangle}$ then does the work of two: the first $n_a$ columns of $W_f$ meet the state, the other $n_x$ columns meet the input.
# The order is part of the meaning. With the stack upside down the shapes still fit, and every number is wrong.

# %% [markdown]
# ### One gate at a time
#
# **Forget gate: how much of the old memory stays?** One number between 0 and 1 for each unit and each example; 1 keeps everything and 0 wipes it out. (The name is upside down: an *open* forget gate remembers.)
#
# $$f^{\langle t \rangle} = \sigma\!\left(W_f\,v^{\langle t \rangle} + b_f\right) \qquad (n_a, m)$$
#
# with $\sigma(z) = 1/(1 + e^{-z})$, given to you as `sigmoid`.
#
# **Candidate: what could be written?** It is content, not a share. It may be negative, so that it can push the memory down as well as up; hence $\tanh$.
#
# $$\tilde{c}^{\langle t \rangle} = \tanh\!\left(W_c\,v^{\langle t \rangle} + b_c\right) \qquad (n_a, m)$$
#
# **Update gate: how much of the candidate is written?** With $i = 0$ the candidate is ignored.
#
# $$i^{\langle t \rangle} = \sigma\!\left(W_i\,v^{\langle t \rangle} + b_i\right) \qquad (n_a, m)$$
#
# **The new memory** puts the three together. Keeping and writing are decided separately, so a unit can do both, either, or neither.
#
# $$c^{\langle t \rangle} = f^{\langle t \rangle} \odot c^{\langle t-1 \rangle} + i^{\langle t \rangle} \odot \tilde{c}^{\langle t \rangle} \qquad (n_a, m)$$
#
# **Output gate: how much of the memory is shown?** A unit may remember something now and reveal it later.
#
# $$o^{\langle t \rangle} = \sigma\!\left(W_o\,v^{\langle t \rangle} + b_o\right), \qquad a^{\langle t \rangle} = o^{\langle t \rangle} \odot \tanh\!\left(c^{\langle t \rangle}\right) \qquad (n_a, m)$$
#
# **The prediction** sees what is shown, $a^{\langle t \rangle}$, never the memory itself:
#
# $$\hat{y}^{\langle t \rangle} = \operatorname{softmax}\!\left(W_y\,a^{\langle t \rangle} + b_y\right) \qquad (n_y, m)$$
#
# *Three things you may meet in notes.* The gates are also written $\Gamma_f, \Gamma_u, \Gamma_o$, where $\Gamma_u$ is our $i$. Some notes print $a = \Gamma_o \odot c$;
# for the cell used here it should read $a = \Gamma_o \odot \tanh(c)$. The memory is a sum and may grow beyond 1, and the $\tanh$ brings it back between $-1$ and 1 before it is shown.
# And where you read that the update gate passes the candidate on to the hidden state: it passes it to the *memory*; what reaches the state $a$ is up to the output gate.

# %% [markdown]
# ### Exercise: `lstm_cell_forward`
#
# Write one step. In come `xt`, `a_prev`, `c_prev` and the dictionary `parameters`; out go `a_next`, `c_next`, `yt_pred` and `cache`.
# The cache holds everything that the backward pass of this step will want to look up, in the order given in the code: each value you store now is one you need not compute again.
#
# *Hints.*
#
# - `np.concatenate` takes the arrays to stack as *one* tuple, and `axis` says in which direction they are joined. Check the shape of the result against the table.
# - Of the four activations in the cell, which ones are gates and which one is content?
# - The cache asks for both the old memory and the new one. If you reuse one name for both, one of them is lost.


# %% tags=["lstm_cell_forward"]
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """One time step of the LSTM.

    xt: (n_x, m), a_prev: (n_a, m), c_prev: (n_a, m).
    parameters: Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1), Wy (n_y, n_a), by (n_y, 1).
    Returns a_next (n_a, m), c_next (n_a, m), yt_pred (n_y, m), cache.
    """
    Wf, Wi, Wc, Wo, Wy = (parameters[name] for name in ("Wf", "Wi", "Wc", "Wo", "Wy"))
    bf, bi, bc, bo, by = (parameters[name] for name in ("bf", "bi", "bc", "bo", "by"))

    ### BEGIN SOLUTION
    stack = np.concatenate((a_prev, xt), axis=0)  # (n_a + n_x, m): state above input

    ft = sigmoid(Wf @ stack + bf)  # how much of the old memory to keep
    it = sigmoid(Wi @ stack + bi)  # how much of the candidate to write
    cct = np.tanh(Wc @ stack + bc)  # the candidate: content, so tanh
    ot = sigmoid(Wo @ stack + bo)  # how much of the memory to show

    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax(Wy @ a_next + by)
    ### END SOLUTION

    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return a_next, c_next, yt_pred, cache


# %%
check(lstm_cell_forward)

# %% [markdown]
# Two gates make four extremes. The cell below has one unit and sees four examples at once. Their inputs are switches that open or shut the forget gate and the update gate.
# Every example starts from the memory 0.8 and is offered the candidate $-0.5$. Before you run it, say what each new memory will be.

# %% tags=["demo"]
xt = np.array([[1, 1, -1, -1], [-1, 1, -1, 1]])  # row 0: keep the old? row 1: write the new? (yes 1, no -1)
switches = {
    "Wf": np.array([[0.0, 40, 0]]), "bf": np.zeros((1, 1)),  # columns: the state a, then the two inputs
    "Wi": np.array([[0.0, 0, 40]]), "bi": np.zeros((1, 1)),
    "Wc": np.zeros((1, 3)), "bc": np.arctanh([[-0.5]]),
    "Wo": np.zeros((1, 3)), "bo": np.full((1, 1), 40.0),
    "Wy": np.zeros((1, 1)), "by": np.zeros((1, 1)),
}  # fmt: skip
a_next, c_next, _, cache = lstm_cell_forward(xt, np.zeros((1, 4)), np.full((1, 4), 0.8), switches)
print("forget gate  update gate  c_prev  candidate   c_next   a_next")
for k, name in enumerate(("keep", "keep and write", "erase", "replace")):
    f, i, candidate = (cache[place][0, k] for place in (4, 5, 6))
    print(f"{f:8.2f} {i:12.2f} {0.8:10.1f} {candidate:9.1f} {c_next[0, k]:10.2f} {a_next[0, k]:8.2f}   {name}")

# %% [markdown]
# Note the last two columns: even with the output gate fully open, the cell shows $\tanh(c)$, not $c$.

# %% [markdown]
# ## 2.3 The LSTM over time
#
# Nothing new happens here but bookkeeping. The same cell, with the same parameters, runs once per step. *Two* things travel from one step to the next: the state and the memory.
# The memory starts empty; the state starts from what the caller gives.
#
# $$a^{\langle 0 \rangle} = \texttt{a0}, \qquad c^{\langle 0 \rangle} = 0, \qquad \left(a^{\langle t \rangle}, c^{\langle t \rangle}, \hat{y}^{\langle t \rangle}\right) = \text{cell}\!\left(x^{\langle t \rangle}, a^{\langle t-1 \rangle}, c^{\langle t-1 \rangle}\right), \quad t = 1, \dots, T_x$$
#
# | in code | shape | what it is |
# |---|---|---|
# | `x` | $(n_x, m, T_x)$ | all inputs |
# | `a0` | $(n_a, m)$ | the initial state |
# | `a`, `c` | $(n_a, m, T_x)$ | all states, all memories |
# | `y` | $(n_y, m, T_x)$ | all predictions $\hat{y}$ (`y_pred` in notebook 1, where `y` was the targets) |
# | `caches` | a pair | (list of the $T_x$ caches in order of time, `x`) |
#
# **Counting.** In formulas the first step is $t = 1$; NumPy counts from 0. So $x^{\langle 1 \rangle}$ is `x[:, :, 0]` and $x^{\langle t \rangle}$ is `x[:, :, t - 1]`. In a loop `for t in range(T_x)`
# the slice `x[:, :, t]` is the input of step $t + 1$, and nothing has to be shifted.
#
# ### Exercise: `lstm_forward`
#
# Write the loop. In come `x`, `a0` and `parameters`; out go `a`, `y`, `c` (in this order) and `caches`. The caches let `lstm_backward` walk the same steps in reverse.
#
# *Hints.*
#
# - `c = a` does not make a second array: it gives the first one a second name.
# - A slice such as `c[:, :, 0]` is a window onto `c`, not a copy. If the starting memory is such a window, it changes when you store a result in `c`, and with it the first cache, although every output looks right.
# - Sizes come from the shapes of the arguments, not from variables elsewhere in the notebook.


# %% tags=["lstm_forward"]
def lstm_forward(x, a0, parameters):
    """The LSTM cell over all time steps, starting from an empty memory.

    x: (n_x, m, T_x), a0: (n_a, m), parameters as in lstm_cell_forward.
    Returns a (n_a, m, T_x), y (n_y, m, T_x), c (n_a, m, T_x), caches = (list of the T_x caches, x).
    """
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wy"].shape
    steps = []  # the cache of each step

    ### BEGIN SOLUTION
    a = np.zeros((n_a, m, T_x))
    c = np.zeros((n_a, m, T_x))
    y = np.zeros((n_y, m, T_x))

    a_next = a0
    c_next = np.zeros((n_a, m))  # an array of its own, not a slice of c
    for t in range(T_x):
        a_next, c_next, yt_pred, cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t] = a_next
        c[:, :, t] = c_next
        y[:, :, t] = yt_pred
        steps.append(cache)
    ### END SOLUTION

    caches = (steps, x)
    return a, y, c, caches


# %%
check(lstm_forward)

# %% [markdown]
# ### A cell that minds its grammar
#
# Let your LSTM read two sentences and fill in *is* or *are* where the input says `[verb]`. Nothing is trained: with two units the weights can be set by hand, and each one has a reason.
#
# - Unit `number` shall hold $+1$ after a plural subject and $-1$ after a singular one. Unit `seen` shall hold 1 as soon as a subject has been met.
# - **Forget gates:** open ($b_f = 6$). A noun shuts them ($-12$), to make room, *unless* `seen` shows that the subject is known ($+24$). The full stop shuts them in any case ($-40$).
# - **Update gates:** shut ($b_i = -6$). A noun opens them ($+12$), unless `seen` is on ($-24$).
# - **Output gates:** that of `seen` is always open; that of `number` is shut until `[verb]` opens it.

# %% tags=["demo"]
words = ["the", "dog", "dogs", "gate", "gates", "near", "[verb]", "happy", "."]
number, seen = 0, 1  # the two units, which are also columns 0 and 1 of the stack
nouns, stop, verb = [3, 4, 5, 6], 10, 8  # columns of the stack: 2 + place in the list of words

grammar = {name: np.zeros((2, 2 + len(words))) for name in ("Wf", "Wi", "Wc", "Wo")}
grammar["Wf"][:, nouns], grammar["Wf"][:, seen], grammar["Wf"][:, stop] = -12, 24, -40
grammar["Wi"][:, nouns], grammar["Wi"][:, seen] = 12, -24
grammar["Wc"][number, nouns] = [-3, 3, -3, 3]  # candidate of dog, dogs, gate, gates
grammar["Wo"][number, verb] = 12
grammar["bf"], grammar["bi"] = np.full((2, 1), 6.0), np.full((2, 1), -6.0)
grammar["bc"], grammar["bo"] = np.array([[0.0], [3]]), np.array([[-6.0], [6]])
answers = ["(no verb)", "is", "are"]
grammar["Wy"], grammar["by"] = np.array([[0.0, 0], [-12, 0], [12, 0]]), np.array([[4.0], [0], [0]])


def one_hot(text):
    places = [words.index(word) for word in text.split()]
    return np.eye(len(words))[:, places][:, None, :]  # (n_x, 1, T_x)


text = "the dogs near the gate [verb] happy . the dog near the gates [verb] happy ."
a, y, c, caches = lstm_forward(one_hot(text), np.zeros((2, 1)), grammar)
gates = np.array([[cache[place][number, 0] for cache in caches[0]] for place in (4, 5, 7)])  # f, i, o

figure, axes = plots.card(9.4, 5.2, rows=3, gridspec_kw={"height_ratios": [3, 2, 3]})
share, signed = {"low": 0, "high": 1}, {"low": -1, "high": 1, "colours": "RdBu"}
names = ["forget f", "update i", "output o"]
plots.heat_map(axes[0], gates, title="gates of the unit 'number'", rows=names, columns=[], **share)
plots.heat_map(axes[1], c[:, 0], title="memory c", rows=["number", "seen"], columns=[], **signed)
plots.heat_map(axes[2], y[:, 0], title="prediction", rows=answers, columns=text.split(), **share)
for t, word in enumerate(text.split()):
    f, i, o = gates[:, t]
    if words.index(word) + 2 in (*nouns, verb):
        print(f"{word:7} forget {f:.2f}  update {i:.2f}  output {o:.2f}  'number' {c[number, 0, t]:+.2f}"
              f"  prediction {answers[y[:, 0, t].argmax()]}")

# %% [markdown]
# *Figure 2.* One column per word read. Top: at the first noun of each sentence the forget gate shuts and the update gate opens for one step: *replace*. At the second noun (*gate*, *gates*) both stay as they are: *keep*.
# Middle: the number is held, blue (near $+1$) for plural and red (near $-1$) for singular, until the full stop clears it. Bottom: the verb agrees with the subject, not with the noun next to it.
#
# What does the unit `seen` do for us? Cut its connection to the gates and see.

# %% tags=["demo"]
cut = {name: value.copy() for name, value in grammar.items()}
cut["Wf"][:, seen] = cut["Wi"][:, seen] = 0

for label, parameters in (("as above", grammar), ("'seen' cut off", cut)):
    y = lstm_forward(one_hot(text), np.zeros((2, 1)), parameters)[1]
    chosen = [answers[k] for k in y[:, 0].argmax(axis=0)]
    filled = [answer if word == "[verb]" else word for word, answer in zip(text.split(), chosen)]
    print(f"{label + ':':16}", " ".join(filled))

# %% [markdown]
# Now every noun overwrites the memory, and the verb agrees with the nearest noun: a slip that people make too. Remembering is not enough; a gate has to know *when to leave the memory alone*, and it learns that from the state $a^{\langle t-1 \rangle}$ in the stack.
#
# ### How long does it keep?
#
# If $f = 1$ and $i = 0$, the formula for the memory reads $c^{\langle t \rangle} = c^{\langle t-1 \rangle}$. In the next demonstration one unit is told to store a number at the first step and hold it with $f = 1$, $i = 0$ from then on.
# Beside it, a plain recurrent unit without input, $a^{\langle t \rangle} = \tanh(w\,a^{\langle t-1 \rangle})$, starts from the same number, for two values of the weight $w$.

# %% tags=["demo"]
stored, T_x = np.array([0.8, 0.3, -0.5]), 400
x = np.zeros((2, 3, T_x))
x[0, :, 0], x[1, :, 0] = np.arctanh(stored), 1  # row 0: the number (before the tanh); row 1: "store it now"
keeper = {
    "Wf": np.zeros((1, 3)), "bf": np.full((1, 1), 40.0),  # sigmoid(40) is 1 to all digits that float64 has
    "Wi": np.array([[0.0, 0, 80]]), "bi": np.full((1, 1), -40.0),
    "Wc": np.array([[0.0, 1, 0]]), "bc": np.zeros((1, 1)),
    "Wo": np.zeros((1, 3)), "bo": np.zeros((1, 1)),
    "Wy": np.zeros((1, 1)), "by": np.zeros((1, 1)),
}  # fmt: skip
c = lstm_forward(x, np.zeros((1, 3)), keeper)[2]

plain = {}
for w in (1.0, 1.1):
    a = [stored]
    for _ in range(T_x - 1):
        a.append(np.tanh(w * a[-1]))
    plain[w] = np.array(a)

figure, axes = plots.card(9.4, 3.0, columns=3, sharey=True)
panels = {"LSTM, f = 1 and i = 0": c[0].T}
panels.update({f"plain unit, w = {w}": a for w, a in plain.items()})
for axis, (title, curves) in zip(axes, panels.items()):
    for start, curve, style in zip(stored, curves.T, plots.STYLES):
        axis.plot(range(1, T_x + 1), curve, linestyle=style, linewidth=1.8, label=f"start {start}")
    axis.set(title=title, xlabel="step t", ylim=(-1, 1))
    print(f"{title + ':':24} {stored} after {T_x} steps: {np.round(curves[-1], 3)}")
axes[0].legend(loc=(0.4, 0.28), frameon=False, labelcolor=plots.INK, handlelength=3)
print("largest change of the LSTM's memory after storing:", np.abs(c[0] - c[0][:, :1]).max())
for bias in (2, 4, 6, 8):
    faded = lstm_forward(x, np.zeros((1, 3)), {**keeper, "bf": np.full((1, 1), float(bias))})[2]
    print(f"bf = {bias}: f = {sigmoid(bias):.4f}, share of the memory left after step {T_x}: {faded[0, 0, -1] / 0.8:.2g}")

# %% [markdown]
# *Figure 3.* Three stored numbers, 400 steps. Left: the memory does not lose a digit. Middle: with $w = 1$ the plain unit sinks towards 0, because $\tanh$ shrinks everything a little; 0.8 and 0.3 soon lie on one line.
# Right: with $w = 1.1$ it does not fade, but 0.8 and 0.3 end at the same place: it keeps the sign and loses the number.
#
# The last four printed lines are a warning. "Nearly 1" is not 1: what is left after $k$ steps is $f^{k}$, so $f = 0.98$ means almost nothing after 400 steps.

# %% [markdown]
# ## 2.4 Backward through one step
#
# This is the most demanding exercise of the notebook, and the one where most published programs go wrong. The cure is to go slowly: five short stages, each of them one use of the chain rule.
#
# **What comes in.** Let $L$ be the loss (a number). For any array $u$ we write $du$ for $\partial L / \partial u$; it has the shape of $u$. Two gradients arrive from above and from the right:
#
# | symbol | in code | shape | what it is |
# |---|---|---|---|
# | $da_{\text{next}}$ | `da_next` | $(n_a, m)$ | $\partial L / \partial a^{\langle t \rangle}$, complete: by way of the prediction of this step *and* by way of all later steps |
# | $dc_{\text{next}}$ | `dc_next` | $(n_a, m)$ | the part of $\partial L / \partial c^{\langle t \rangle}$ that comes straight along the memory from step $t+1$, *not* through $a^{\langle t \rangle}$ |
#
# **What goes out.** A dictionary with `dxt` $(n_x, m)$, `da_prev` and `dc_prev` $(n_a, m)$, and for every weight and bias of the three gates and the candidate its gradient, shaped like it: `dWf`, `dbf`, `dWi`, `dbi`, `dWc`, `dbc`, `dWo`, `dbo`.
# ($W_y$ and $b_y$ belong to the output layer; their gradients are taken where the loss is.)
#
# From here to the end of the section everything happens at step $t$, so we write $a, c, f, i, \tilde{c}, o, v$ for $a^{\langle t \rangle}, c^{\langle t \rangle}, \dots, v^{\langle t \rangle}$, and $a_{\text{prev}}, c_{\text{prev}}, x$ for $a^{\langle t-1 \rangle}, c^{\langle t-1 \rangle}, x^{\langle t \rangle}$.
# And we give a name to what enters each squashing function, for example $z_f = W_f\,v + b_f$, so that $f = \sigma(z_f)$; likewise $z_i$, $z_c$, $z_o$, all $(n_a, m)$.

# %% [markdown]
# ### Stage 1: all that reaches the memory
#
# Do this first, for everything behind it needs it. The loss feels a change of $c$ in two ways: directly, because step $t+1$ reads $c$; and through $a = o \odot \tanh(c)$. The first part is handed to us as $dc_{\text{next}}$. For the second, the chain rule gives
# $\frac{\partial a}{\partial c} = o\,(1 - \tanh^2(c))$ entry by entry. Two ways, so two terms:
#
# $$dc = dc_{\text{next}} + da_{\text{next}} \odot o \odot \left(1 - \tanh^2(c)\right) \qquad (n_a, m)$$
#
# This $dc$ is the complete $\partial L / \partial c^{\langle t \rangle}$.
#
# ### Stage 2: back to the gates and the old memory
#
# Two equations use the gates: $a = o \odot \tanh(c)$ and $c = f \odot c_{\text{prev}} + i \odot \tilde{c}$. In a product, the derivative by one factor is the other factor:
#
# $$do = da_{\text{next}} \odot \tanh(c), \qquad df = dc \odot c_{\text{prev}}, \qquad di = dc \odot \tilde{c}, \qquad d\tilde{c} = dc \odot i, \qquad dc_{\text{prev}} = dc \odot f$$
#
# The output gate acts on $a$, *after* the memory, so $do$ contains $da_{\text{next}}$. The others act on $c$, so they contain $dc$.
#
# The last formula is the reason why this cell exists: from $c^{\langle t \rangle}$ back to $c^{\langle t-1 \rangle}$ the gradient meets **one factor, $f$**. No matrix, no slope of a $\tanh$.
# (Within this step, that is all: nothing but this one product reads $c_{\text{prev}}$. What the old memory does through $a_{\text{prev}}$ is added in stage 1 of the step before.)
#
# ### Stage 3: back through the squashing
#
# The slope of the sigmoid can be written with its *value*: if $f = \sigma(z_f)$ then $\frac{\partial f}{\partial z_f} = f\,(1 - f)$. Likewise if $\tilde{c} = \tanh(z_c)$ then $\frac{\partial \tilde{c}}{\partial z_c} = 1 - \tilde{c}^2$. Hence
#
# $$dz_f = df \odot f \odot (1 - f), \qquad dz_i = di \odot i \odot (1 - i), \qquad dz_o = do \odot o \odot (1 - o), \qquad dz_c = d\tilde{c} \odot \left(1 - \tilde{c}^2\right)$$
#
# all of shape $(n_a, m)$. Take care: $\tilde{c}$ **is already a $\tanh$**. You may meet $1 - \tanh^2(\tilde{c})$ in notes; it should read $1 - \tilde{c}^2$. In stage 1 it is different: there $c$ is *not* yet squashed, and $\tanh(c)$ is right.
#
# ### Stage 4: the parameters
#
# One entry of $z_f = W_f\,v + b_f$, in row $r$ and for example $(i)$, is $z_{f,r}^{(i)} = \sum_j W_{f,rj}\,v_j^{(i)} + b_{f,r}$. (In round brackets, $(i)$ counts the examples, as in notebook 1; without them, $i$ is the update gate.)
# The weight $W_{f,rj}$ acts on row $r$ of *every* example, and so its effects add up:
#
# $$\frac{\partial L}{\partial W_{f,rj}} = \sum_{(i)} dz_{f,r}^{(i)}\,v_j^{(i)}, \qquad \frac{\partial L}{\partial b_{f,r}} = \sum_{(i)} dz_{f,r}^{(i)}$$
#
# The first is a matrix product, the second a sum along each row:
#
# $$dW_f = dz_f\,v^\top \quad (n_a, n_a + n_x), \qquad db_f = \sum_{(i)} dz_f^{(i)} \quad (n_a, 1)$$
#
# and the same for $i$, $c$ and $o$ with $dz_i$, $dz_c$, $dz_o$. These are sums over the examples, not means: if the loss is a mean over the examples, its $1/m$ is already inside $da_{\text{next}}$ and $dc_{\text{next}}$.
#
# ### Stage 5: back through the stack
#
# The entry $v_j^{(i)}$ enters all four of $z_f, z_i, z_c, z_o$, so four terms add up:
#
# $$dv = W_f^\top\,dz_f + W_i^\top\,dz_i + W_c^\top\,dz_c + W_o^\top\,dz_o \qquad (n_a + n_x, m)$$
#
# The stack had the state on top and the input underneath. Its gradient has the same order: the first $n_a$ rows of $dv$ are $da_{\text{prev}}$, the last $n_x$ rows are $dx$.

# %% [markdown]
# ### Exercise: `lstm_cell_backward`
#
# Write the five stages in this order. In come `da_next`, `dc_next` and the cache of one step; the dictionary goes out. All forward values you need are in the cache, the weights in its last item.
#
# *Hints.*
#
# - After each stage, compare shapes with the formulas: the gradient of anything has the shape of the thing itself. The biases are $(n_a, 1)$, so a sum over the examples has to keep its axis.
# - $dz$ stands in stage 4 *and* in stage 5. Compute it once and use it in both.
# - $dW_f$ and $W_f$ have the same shape, and it is easy to multiply by the wrong one. The gradient flows back through the weight that was used on the way forward.
# - Take the weights from `parameters`, not from variables of the notebook: the check uses other weights than you have lying about.


# %% tags=["lstm_cell_backward"]
def lstm_cell_backward(da_next, dc_next, cache):
    """Gradients of one time step of the LSTM.

    da_next: (n_a, m), all of dL/da_next.
    dc_next: (n_a, m), the part of dL/dc_next that does not come through a_next.
    cache: as returned by lstm_cell_forward.
    Returns a dictionary: dxt (n_x, m), da_prev (n_a, m), dc_prev (n_a, m),
    dWf, dWi, dWc, dWo (n_a, n_a + n_x), dbf, dbi, dbc, dbo (n_a, 1).
    """
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a = a_next.shape[0]

    ### BEGIN SOLUTION
    # Stage 1: all that reaches the memory
    tanh_c = np.tanh(c_next)
    dc = dc_next + da_next * ot * (1 - tanh_c**2)

    # Stage 2: each factor gets the gradient of its product, times the other factor
    dot = da_next * tanh_c
    dft = dc * c_prev
    dit = dc * cct
    dcct = dc * it
    dc_prev = dc * ft

    # Stage 3: through the squashing functions, whose values we have
    dzf = dft * ft * (1 - ft)
    dzi = dit * it * (1 - it)
    dzc = dcct * (1 - cct**2)
    dzo = dot * ot * (1 - ot)

    # Stage 4: the parameters; every example contributes
    stack = np.concatenate((a_prev, xt), axis=0)
    dWf, dWi, dWc, dWo = (dz @ stack.T for dz in (dzf, dzi, dzc, dzo))
    dbf, dbi, dbc, dbo = (np.sum(dz, axis=1, keepdims=True) for dz in (dzf, dzi, dzc, dzo))

    # Stage 5: the stack was read four times
    Wf, Wi, Wc, Wo = (parameters[name] for name in ("Wf", "Wi", "Wc", "Wo"))
    dstack = Wf.T @ dzf + Wi.T @ dzi + Wc.T @ dzc + Wo.T @ dzo
    da_prev, dxt = dstack[:n_a], dstack[n_a:]
    ### END SOLUTION

    return {
        "dxt": dxt, "da_prev": da_prev, "dc_prev": dc_prev,
        "dWf": dWf, "dbf": dbf, "dWi": dWi, "dbi": dbi,
        "dWc": dWc, "dbc": dbc, "dWo": dWo, "dbo": dbo,
    }  # fmt: skip


# %%
check(lstm_cell_backward)

# %% [markdown]
# Look at the two ways back through a single step. Below, one step of 50 random units; the gradient 1 arrives on the memory of each unit, and nothing on the state.

# %% tags=["demo"]
rng = np.random.default_rng(3)


def random_lstm(rng, n_x, n_a, n_y, forget_bias=0.0):
    """Random parameters: weights of size 1 / sqrt(n_a + n_x), biases 0 but for bf."""
    size = (n_a + n_x) ** -0.5
    parameters = {name: size * rng.standard_normal((n_a, n_a + n_x)) for name in ("Wf", "Wi", "Wc", "Wo")}
    parameters.update({name: np.zeros((n_a, 1)) for name in ("bf", "bi", "bc", "bo")})
    parameters["bf"] += forget_bias
    parameters.update(Wy=rng.standard_normal((n_y, n_a)) * n_a**-0.5, by=np.zeros((n_y, 1)))
    return parameters


n_a, n_x = 50, 10
print("bf   mean forget gate   mean dc_prev   root mean square of da_prev")
for bias in (0, 2, 6):
    cell = random_lstm(rng, n_x, n_a, 1, forget_bias=bias)
    xt, a_prev, c_prev = (rng.standard_normal((size, 1)) for size in (n_x, n_a, n_a))
    cache = lstm_cell_forward(xt, 0.5 * a_prev, c_prev, cell)[-1]
    gradients = lstm_cell_backward(np.zeros((n_a, 1)), np.ones((n_a, 1)), cache)
    back_c, back_a = gradients["dc_prev"], gradients["da_prev"]
    print(f"{bias:2} {cache[4].mean():18.3f} {back_c.mean():14.3f} {np.sqrt((back_a**2).mean()):25.3f}")

# %% [markdown]
# Along the memory, what comes out *is* the forget gate: `dc_prev` equals `ft`. Through the gates it is whatever the slopes and the four matrices make of it.

# %% [markdown]
# ## 2.5 Backward through time
#
# ![Gradients flowing from right to left over three steps. On top, from memory to memory, each arrow carries one factor, the forget gate. Below, a second road leads from each memory and state through the gate slopes and the transposed weight matrices to the state of the step before, and from there back up into its memory.](kit/figures/lstm_gradient_paths.svg)
#
# *Figure 4.* The two roads back. The upper one meets only forget gates. The lower one passes four matrices at every step, like the plain RNN. Both have to be walked.
#
# **What is `da`?** The loss is a sum over the steps, and step $t$'s own prediction pulls on $a^{\langle t \rangle}$. But $a^{\langle t \rangle}$ is also read by step $t+1$. The chain rule adds the two:
#
# $$\frac{\partial L}{\partial a^{\langle t \rangle}} = \underbrace{da^{\langle t \rangle}}_{\text{not through step } t+1} + \underbrace{da_{\text{prev}}\ \text{of step } t+1}_{\text{through step } t+1}$$
#
# The caller gives you the first part for all steps: `da[:, :, t - 1]` is **the part of $\partial L / \partial a^{\langle t \rangle}$ that does not come through the next step**. The second part you get from your own function, one step later in time, which is one turn earlier in the loop.
#
# The memory $c^{\langle t \rangle}$ is read by nobody but $a^{\langle t \rangle}$ and step $t+1$. So no first part is given for it:
#
# $$dc_{\text{next}}\ \text{at step } t \;=\; dc_{\text{prev}}\ \text{of step } t+1$$
#
# At the last step there is no step $t+1$, and both carried parts are zero there.
#
# **Parameters.** All steps use the same $W_f$, so $W_f$ acts on the loss once at each step, and the contributions add up: $dW_f = \sum_{t} dW_f^{\langle t \rangle}$. The same holds for the other weights and the biases. The inputs differ: each $x^{\langle t \rangle}$ is used once, so `dx[:, :, t - 1]` is simply what step $t$ returns as `dxt`.
# At the end of the walk, what came out as `da_prev` of the first step is the gradient of the initial state, `da0`.
#
# ### Exercise: `lstm_backward`
#
# Write the loop. In come `da` $(n_a, m, T)$ and the `caches` of `lstm_forward`; out goes a dictionary with `dx` $(n_x, m, T)$, `da0` $(n_a, m)$ and the eight summed parameter gradients.
# $T$ is the length of `da`. It may be smaller than $T_x$: then the loss depends on the first $T$ steps only, and the walk back starts at step $T$.
#
# *Hints.*
#
# - Two things travel from step to step on the way forward; how many on the way back?
# - Try your function on $T = 1$ and on $T = 2$ with pencil and paper. If nothing is carried, the last slice of `dx` is right and all others are wrong.
# - At which value does each carried gradient start, and which variable holds `da0` when the loop is done?
#
# *On printed answers.* For this very function, a list of "expected values" was in circulation for years that was not the gradient: it came from a program that handed neither $da$ nor $dc$ from step to step. Many careful people changed a right program until it agreed. That can happen to anyone who writes numbers down by hand.
# So trust the chain rule, and trust the numerical derivative below, which knows nothing of how you wrote your program.


# %% tags=["lstm_backward"]
def lstm_backward(da, caches):
    """Backpropagation through time for the LSTM.

    da: (n_a, m, T), at each step the part of dL/da that does not come through the next step.
    caches: as returned by lstm_forward, for T_x >= T steps.
    Returns a dictionary: dx (n_x, m, T), da0 (n_a, m),
    and dWf, dbf, dWi, dbi, dWc, dbc, dWo, dbo, shaped as the parameters.
    """
    steps, x = caches
    parameters = steps[0][9]  # the last item of each cache
    n_a, m, T = da.shape
    names = ("Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo")

    ### BEGIN SOLUTION
    gradients = {"d" + name: np.zeros_like(parameters[name]) for name in names}
    gradients["dx"] = np.zeros((x.shape[0], m, T))

    da_prev = np.zeros((n_a, m))  # nothing comes from beyond the last step,
    dc_prev = np.zeros((n_a, m))  # neither to the state nor to the memory
    for t in reversed(range(T)):
        step = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, steps[t])
        da_prev = step["da_prev"]  # both travel on to the step before
        dc_prev = step["dc_prev"]
        gradients["dx"][:, :, t] = step["dxt"]
        for name in names:
            gradients["d" + name] += step["d" + name]  # shared parameters: add up

    gradients["da0"] = da_prev
    ### END SOLUTION

    return gradients


# %%
check(lstm_backward)

# %% [markdown]
# ### Convince yourself
#
# A gradient can be measured instead of derived: nudge one number $\theta$ (one entry of a weight, an input, the initial state) up and down by a small $h$ and see how much the loss changes. The error of
#
# $$\frac{\partial L}{\partial \theta} \approx \frac{L(\theta + h) - L(\theta - h)}{2h}$$
#
# falls like $h^2$, until the rounding of the computer takes over; $h = 10^{-5}$ is a good middle. As loss we take $L = \sum_{t} \sum_{(i)} \sum_{r} g_r^{(i)\langle t \rangle}\, a_r^{(i)\langle t \rangle}$ with fixed random numbers $g$ of the shape of $a$. Its derivative by $a^{\langle t \rangle}$, later steps aside, is $g^{\langle t \rangle}$: exactly what `da` asks for.
# The measurement uses only your `lstm_forward`. It nudges *every* entry of every input and compares.

# %% tags=["demo"]
rng = np.random.default_rng(0)
n_x, n_a, n_y, m, T_x = 2, 3, 2, 2, 5
values = {"x": rng.standard_normal((n_x, m, T_x)), "a0": rng.standard_normal((n_a, m))}
values.update(random_lstm(rng, n_x, n_a, n_y))
g = rng.standard_normal((n_a, m, T_x))


def loss_of(values):
    return np.sum(g * lstm_forward(values["x"], values["a0"], values)[0])


def measured(name, h=1e-5):
    """dL/d(values[name]) by nudging one entry at a time."""
    slope = np.zeros_like(values[name])
    for entry in np.ndindex(slope.shape):
        nudge = np.zeros_like(slope)
        nudge[entry] = h
        up, down = ({**values, name: values[name] + sign * nudge} for sign in (1, -1))
        slope[entry] = (loss_of(up) - loss_of(down)) / (2 * h)
    return slope


derived = lstm_backward(g, lstm_forward(values["x"], values["a0"], values)[3])
print("gradient   entries   largest entry   largest difference, derived against measured")
for name in ("x", "a0", "Wf", "bf", "Wi", "bi", "Wc", "bc", "Wo", "bo"):
    slope = measured(name)
    print(f"{'d' + name:8} {slope.size:8} {np.abs(slope).max():14.3f} {np.abs(derived['d' + name] - slope).max():18.1e}")

# %% [markdown]
# Differences near $10^{-10}$ are rounding. A forgotten factor or a gradient that is not carried shows up in the first digits. Keep this little program: it works for every gradient you will ever write.

# %% [markdown]
# ## 2.6 How far does a gradient travel?
#
# Let the loss depend on the *last* state only: `da` is zero but for its last slice. How strongly does it feel an input $k$ steps earlier? Your `lstm_backward` knows: it is the norm of `dx` at that step.
#
# Four networks with 32 units and random, untrained weights read the same random input: a plain RNN, and three LSTMs which share all their numbers except the bias $b_f$ of the forget gate. (The figure has a fifth curve, explained below it.) Which of the four will fall fastest? Decide before you run it.


# %% tags=["demo"]
def plain_forward(x, p):
    """The T_x + 1 states (n_a, m) of a plain tanh RNN; the first is the zero state that it starts from."""
    a = [np.zeros((p["Waa"].shape[0], x.shape[1]))]
    for t in range(x.shape[2]):
        a.append(np.tanh(p["Wax"] @ x[:, :, t] + p["Waa"] @ a[-1] + p["ba"]))
    return a


def plain_backward(da_last, a, x, p):
    """Its gradients when the loss depends on the last state only."""
    gradients = {"dWax": 0, "dWaa": 0, "dba": 0, "dx": np.zeros_like(x)}
    da = da_last
    for t in reversed(range(x.shape[2])):
        dz = da * (1 - a[t + 1] ** 2)
        gradients["dWax"] += dz @ x[:, :, t].T
        gradients["dWaa"] += dz @ a[t].T
        gradients["dba"] += dz.sum(axis=1, keepdims=True)
        gradients["dx"][:, :, t] = p["Wax"].T @ dz
        da = p["Waa"].T @ dz
    return gradients


def random_plain(rng, n_x, n_a):
    size = (n_a + n_x) ** -0.5  # as for the LSTM
    Wax, Waa = size * rng.standard_normal((n_a, n_x)), size * rng.standard_normal((n_a, n_a))
    return {"Wax": Wax, "Waa": Waa, "ba": np.zeros((n_a, 1))}


rng = np.random.default_rng(5)
n_x, n_a, m, T_x = 8, 32, 20, 150
x, da_last = rng.standard_normal((n_x, m, T_x)), rng.standard_normal((n_a, m))
da = np.zeros((n_a, m, T_x))
da[:, :, -1] = da_last


def fading(dx):
    """Norm of dx, k = 0, 1, ... steps before the end, as a share of its norm at the end."""
    norms = np.sqrt((dx**2).sum(axis=(0, 1)))[::-1]
    return norms / norms[0]


p = random_plain(rng, n_x, n_a)
curves = {"plain RNN": fading(plain_backward(da_last, plain_forward(x, p), x, p)["dx"])}
cell = random_lstm(rng, n_x, n_a, 1)
for bias in (0.0, 3.0, 6.0):
    cell["bf"] = np.full((n_a, 1), bias)
    curves[f"LSTM, bf = {bias:.0f}"] = fading(lstm_backward(da, lstm_forward(x, np.zeros((n_a, m)), cell)[3])["dx"])

cell["bf"] = np.full((n_a, 1), 3.0)
for name in ("Wf", "Wi", "Wc", "Wo"):
    cell[name][:, :n_a] = 0  # the gates no longer see the state: only the memory road is left
caches = lstm_forward(x, np.zeros((n_a, m)), cell)[3]
curves["LSTM, bf = 3, memory road only"] = fading(lstm_backward(da, caches)["dx"])

figure, axis = plots.card(8.6, 3.8)
plots.lines(axis, curves, x="steps k before the end", y="norm of dx, relative", log=True)
for label, curve in curves.items():
    print(f"{label:31} left after 10 steps: {curve[10]:.1e}   after 100 steps: {curve[100]:.1e}")

# %% [markdown]
# *Figure 5.* How much of the gradient is left $k$ steps before the end (logarithmic scale; each mark on the left is a factor of $10^4$). The surprise: the LSTM with $b_f = 0$ falls *fastest*, faster than the plain RNN it was meant to replace.
# Its gates have weights that know nothing yet, so $f$ is about 0.5, and half of everything is forgotten at every step. The same weights with $b_f = 3$ or $6$ carry the gradient over the whole sequence.
#
# The fifth curve shows the memory road of Figure 4 alone: the gates have been made blind to the state. It falls by the mean forget gate, about 0.95 a step, which leaves $0.5\,\%$ after 100 steps.
# The curve $b_f = 3$ (green, dotted) has the same bias and stays far above it: there the gate road adds gradient of its own. Towards the right it and the curve $b_f = 6$ (red, dash-dotted) even climb above 1. So there is **no guarantee** in either direction.
# The LSTM does not forbid vanishing or exploding gradients. It gives the network a dial, $f$, with which it can *learn* to keep them, and a sensible start is a forget bias well above 0.

# %% [markdown]
# ## 2.7 Learning across a long lag
#
# Does it matter for learning? A small task: the first input is one of four symbols, then come 39 random fillers, and after the last one the network must name the first symbol. A guess is right in one case of four, and guessing with equal probabilities costs a loss of $\ln 4 \approx 1.39$.
#
# The cell below trains three networks of 16 units with 120 updates each, every one from four different random starts, because a single start can be lucky. The gradients are those of your `lstm_backward`.
# The rule that turns a gradient into an update, Adam, is given here. This takes some seconds.


# %% tags=["demo"]
def recall_batch(rng, m, T_x):
    """First one of four symbols, then random fillers. Target: the first symbol, asked for at the end."""
    target = rng.integers(4, size=m)
    ids = rng.integers(4, 6, size=(m, T_x))  # two kinds of filler, 4 and 5
    ids[:, 0] = target
    return np.eye(6)[ids].transpose(2, 0, 1), np.eye(4)[target].T  # (6, m, T_x), (4, m)


def adam(parameters, gradients, memory, rate=0.01):
    """One step of the Adam rule: a gradient step, scaled for each entry by its recent size. In place."""
    memory["n"] = n = memory.get("n", 0) + 1
    for name, g in gradients.items():
        mean, square = memory.get(name, (0, 0))
        mean, square = memory[name] = (0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g**2)
        parameters[name] -= rate * (mean / (1 - 0.9**n)) / (np.sqrt(square / (1 - 0.99**n)) + 1e-8)


def lstm_step(x, target, p):
    a, y, _, caches = lstm_forward(x, np.zeros((n_a, x.shape[1])), p)
    ds = (y[:, :, -1] - target) / x.shape[1]  # gradient of the cross-entropy by the scores of the last step
    da = np.zeros_like(a)
    da[:, :, -1] = p["Wy"].T @ ds
    gradients = lstm_backward(da, caches)
    gradients = {name: gradients["d" + name] for name in p if name not in ("Wy", "by")}
    return y[:, :, -1], {**gradients, "Wy": ds @ a[:, :, -1].T, "by": ds.sum(axis=1, keepdims=True)}


def plain_step(x, target, p):
    a = plain_forward(x, p)
    y = softmax(p["Wy"] @ a[-1] + p["by"])
    ds = (y - target) / x.shape[1]
    gradients = plain_backward(p["Wy"].T @ ds, a, x, p)
    gradients = {name: gradients["d" + name] for name in ("Wax", "Waa", "ba")}
    return y, {**gradients, "Wy": ds @ a[-1].T, "by": ds.sum(axis=1, keepdims=True)}


def learn(step, forget_bias, start, updates=120):
    """The loss at each update, from one random start, and the share of right answers on 1000 new sequences."""
    rng, memory, losses = np.random.default_rng(start), {}, []
    p = random_lstm(rng, n_x, n_a, n_y, forget_bias)
    if step is plain_step:
        p = {**random_plain(rng, n_x, n_a), "Wy": p["Wy"], "by": p["by"]}
    for _ in range(updates):
        x, target = recall_batch(rng, 32, T_x)
        y, gradients = step(x, target, p)
        adam(p, gradients, memory)
        losses.append(-np.mean(np.sum(target * np.log(y), axis=0)))
    x, target = recall_batch(rng, 1000, T_x)
    return losses, np.mean(step(x, target, p)[0].argmax(axis=0) == target.argmax(axis=0))


n_x, n_a, n_y, T_x = 6, 16, 4, 40
figure, axes = plots.card(9.4, 3.2, columns=3, sharey=True)
networks = {"plain RNN": (plain_step, 0.0), "LSTM, bf = 0": (lstm_step, 0.0), "LSTM, bf = 3": (lstm_step, 3.0)}
for axis, (label, (step, forget_bias)) in zip(axes, networks.items()):
    right, final = [], []
    for start in range(4):
        losses, share = learn(step, forget_bias, start)
        axis.plot(losses, linewidth=1.4)
        right.append(f"{share:5.0%}")
        final.append(f"{np.mean(losses[-10:]):5.2f}")
    axis.axhline(np.log(4), color=plots.INK, linestyle="--", linewidth=1.2)
    axis.set(title=label, xlabel="update")
    print(f"{label:13} four starts: right answers", *right, "  loss over the last 10 updates", *final)
print(f"guessing:     25% right, loss {np.log(4):.2f}")
_ = axes[0].set_ylabel("loss")

# %% [markdown]
# *Figure 6.* Loss against updates, one curve for each random start; the dashed line is guessing. Right: with $b_f = 3$ the LSTM learns the task from every start. Middle: with $b_f = 0$, the curve that fell fastest in Figure 5, it learns nothing from any of them.
# Left: the plain RNN is a matter of luck. Here it fails from two starts, succeeds from one, and from one it settles at $\ln 2 \approx 0.69$, with half of the answers right: it can tell two groups of symbols apart but not the symbols within a group. That is the plain unit of Figure 3 again, which keeps a sign and loses the number.
# (Training amplifies rounding, so on your computer single curves may look a little different.)
#
# Try other lags (`T_x`), forget biases and starts. How far can you go before the LSTM fails, too?

# %% [markdown]
# ## What to remember
#
# - An LSTM carries two states: the memory $c$, which it keeps, and the state $a = o \odot \tanh(c)$, which it shows.
# - Gates are shares between 0 and 1, computed by a sigmoid from the stack $[a^{\langle t-1 \rangle};\, x^{\langle t \rangle}]$; the candidate is content and goes through a $\tanh$.
# - $c^{\langle t \rangle} = f \odot c^{\langle t-1 \rangle} + i \odot \tilde{c}$: with $f = 1$ and $i = 0$ the memory stays as it is, for as long as you like.
# - Backward, collect first all that reaches $c$: $dc_{\text{next}}$ *and* what comes through $a$. Then gates, squashing, parameters, stack.
# - Along the memory the gradient meets one factor per step: $f$. Back through time both $da$ and $dc$ are carried, and the gradients of shared parameters add up.
# - There is no guarantee: $f^k$ vanishes too if $f$ is not close to 1, and the road through the gates may vanish or explode. A forget bias above 0 at the start is a cheap remedy.
# - A printed number may be wrong. A numerical derivative tells.
