# %% [markdown]
# # 1. Recurrent cells
#
# A recurrent network reads a sequence one step at a time and keeps a small memory of what it has read. In this
# notebook you write one from scratch in NumPy: the forward pass, the loss, and the gradients that make it learn. At
# the end you train it on a task that it can only solve by remembering, and you look at where its memory ends.
#
# **You need** matrix products, the chain rule, and a little NumPy. Nothing else is assumed.
#
# ### How this notebook works
#
# - Each of the five exercises asks for one function. Write it where the cell says `YOUR CODE HERE`, remove the line
#   that raises `NotImplementedError`, and run the cell with **Shift+Enter**.
# - Then run the cell below it, such as `check(rnn_cell_forward)`. The check tells you whether the function is right
#   and, if it is not, which mistake is likely. Checks are free: run them as often as you like. Give `check` the name
#   without parentheses.
# - The remaining cells are demonstrations. They call *your* functions, so run them in order, once the checks above
#   them pass.
# - After a kernel restart, run the first code cell again, then the cells of your functions.
# - *Run All:* a demonstration whose function is not written yet stops with `NotImplementedError` (one that goes on from
#   there, with `NameError` or `KeyError`). That is expected; the cells after it still run.
#
# ### Contents
#
# | Section | You write |
# |---|---|
# | 1.1 Sequences and how to write them | |
# | 1.2 Why a recurrent network? | |
# | 1.3 One time step | `rnn_cell_forward` |
# | 1.4 The whole sequence | `rnn_forward` |
# | 1.5 Five ways to connect inputs and outputs | |
# | 1.6 The loss of a sequence | `sequence_loss` |
# | 1.7 From the loss to the states | |
# | 1.8 Back through one time step | `rnn_cell_backward` |
# | 1.9 Back through time | `rnn_backward` |
# | 1.10 What can it learn to remember? | |
# | 1.11 What to remember | |

# %%
import numpy as np
from kit import check, plots, sigmoid, softmax

# %% [markdown]
# ## 1.1 Sequences and how to write them
#
# A *sequence* is an ordered list of vectors: the letters of a word, the notes of a tune, the samples of a recording.
# We have $m$ example sequences and number them with $i$; inside a sequence we number the *time steps* with $t$.
#
# | Symbol | Meaning |
# |---|---|
# | $x^{(i)\langle t \rangle}$ | input vector of example $i$ at time step $t$; it has $n_x$ entries |
# | $y^{(i)\langle t \rangle}$ | target (what should come out), $n_y$ entries |
# | $\hat{y}^{(i)\langle t \rangle}$ | prediction (what does come out), $n_y$ entries |
# | $a^{(i)\langle t \rangle}$ | state: the memory of the network after step $t$, $n_a$ entries |
# | $T_x^{(i)},\ T_y^{(i)}$ | number of time steps of the input and of the output of example $i$ |
# | $a^{(i)[l]\langle t \rangle}_k$ | all indices at once: entry $k$, layer $[l]$, time step $\langle t \rangle$, example $(i)$ |
#
# Round brackets count examples, square brackets layers, angle brackets time steps; the subscript counts entries of
# the vector. So $a^{(2)[3]\langle 4 \rangle}_5$ belongs to the second example, third layer, fourth time step, and is
# the fifth entry. Our network has a single layer, so we leave $[l]$ out, and we leave $(i)$ out whenever all examples
# are treated alike.
#
# **In NumPy** one array holds all examples, *features first, examples second, time last*:
#
# | Array | Shape | Holds |
# |---|---|---|
# | `x` | $(n_x, m, T_x)$ | all inputs |
# | `a` | $(n_a, m, T_x)$ | all states |
# | `y_pred` and `y` | $(n_y, m, T_y)$ | all predictions and all targets |
#
# **Counting:** in formulas $t$ and $i$ start at 1, in NumPy every index starts at 0. The vector
# $x^{(i)\langle t \rangle}$ is `x[:, i - 1, t - 1]`.
#
# Sequences of one array must be equally long, so here every $T_x^{(i)}$ is the same number $T_x$. (Different lengths
# in one array need padding. Different arrays may have different lengths: the functions you write take $T_x$ from the
# array.)

# %% tags=["demo"]
words = ["tone", "note", "neon"]
letters = ["e", "n", "o", "t"]

x_words = np.zeros((len(letters), len(words), 4))  # (n_x, m, T_x)
for i, word in enumerate(words):
    for t, letter in enumerate(word):
        x_words[letters.index(letter), i, t] = 1  # one-hot: a single 1 says which letter it is

print("shape of x:", x_words.shape, " that is (n_x, m, T_x)")
one = x_words[:, 1, 2]
print("second example, third time step: x[:, 1, 2] =", one, "->", letters[np.argmax(one)])

# %% [markdown]
# ## 1.2 Why a recurrent network?
#
# We could glue all inputs of a sequence into one long vector and feed it to a standard network. That fails in three
# ways:
#
# - **Lengths differ.** A standard network has a fixed number of inputs and outputs; sentences do not.
# - **Nothing is shared between positions.** What the network learns about the word "not" in position 2 does not help
#   it in position 7, where other weights read the word.
# - **Too many weights.** Their number grows with the length of the sequence.
#
# A recurrent network uses one small *cell* again and again. At step $t$ the cell reads the input
# $x^{\langle t \rangle}$ and the state $a^{\langle t-1 \rangle}$ that it left behind itself one step ago. The first
# state $a^{\langle 0 \rangle}$ is usually zero.
#
# ![On the left one cell with a loop from its state back to itself. On the right the same cell drawn once per time step, from the start state to the last step; each step has an input below, a prediction above and a loss on top, and the losses are added.](kit/figures/unrolled_graph.svg)
#
# *Figure 1.* The same network twice: folded, with a loop, and *unrolled* over time. The unrolled graph has no loop,
# so the chain rule works on it as on any other network. Only one thing is special: arrows of one colour carry the
# same weights.
#
# Two things to read off the figure:
#
# - **Unrolling is not depth.** The picture is $T_x$ cells wide, yet there is one layer with one set of weights. Depth
#   counts the layers $[l]$ stacked on top of each other, not the time steps.
# - **No arrow points to the left.** The prediction at step $t$ depends on inputs up to $t$ and on nothing later. To
#   use what comes later as well, one needs a second network reading from right to left.

# %% [markdown]
# ## 1.3 One time step
#
# The cell mixes two things: what it sees now, $x^{\langle t \rangle}$, and what it remembers,
# $a^{\langle t-1 \rangle}$. Each entry of the new state is a kind of vote: a weighted sum over all inputs and all
# remembered values, squashed into the range from $-1$ to $1$. A prediction is then read off the *new* state.
#
# ![Inside the cell: the previous state times W_aa, the input times W_ax and the bias b_a are added to z; tanh gives the new state, which goes to the next step. The new state times W_ya plus b_y gives scores, and softmax gives the prediction.](kit/figures/rnn_cell.svg)
#
# *Figure 2.* One time step. The new state leaves the cell twice: to the right for the next step, and upwards for the
# prediction of this step.
#
# | Symbol | In code | Shape | What it is |
# |---|---|---|---|
# | $x^{\langle t \rangle}$ | `xt` | $(n_x, m)$ | input of this step, one column per example |
# | $a^{\langle t-1 \rangle}$ | `a_prev` | $(n_a, m)$ | state before this step |
# | $a^{\langle t \rangle}$ | `a_next` | $(n_a, m)$ | state after this step |
# | $\hat{y}^{\langle t \rangle}$ | `yt_pred` | $(n_y, m)$ | prediction of this step |
# | $W_{ax}$ | `Wax` | $(n_a, n_x)$ | weights from input to state |
# | $W_{aa}$ | `Waa` | $(n_a, n_a)$ | weights from state to state |
# | $W_{ya}$ | `Wya` | $(n_y, n_a)$ | weights from state to prediction |
# | $b_a,\ b_y$ | `ba`, `by` | $(n_a, 1),\ (n_y, 1)$ | biases |
#
# The subscripts say *to* and *from*: $W_{ya}$ leads to $y$ from $a$. The step, with the sums before squashing called
# $z$ and $s$:
#
# $$
# \begin{aligned}
# z^{\langle t \rangle} &= W_{ax}\, x^{\langle t \rangle} + W_{aa}\, a^{\langle t-1 \rangle} + b_a & & (n_a, m)\\
# a^{\langle t \rangle} &= \tanh\!\big(z^{\langle t \rangle}\big) & & (n_a, m)\\
# s^{\langle t \rangle} &= W_{ya}\, a^{\langle t \rangle} + b_y & & (n_y, m)\\
# \hat{y}^{\langle t \rangle} &= \mathrm{softmax}\big(s^{\langle t \rangle}\big) & & (n_y, m)
# \end{aligned}
# $$
#
# Softmax turns each column of scores into probabilities: $\hat{y}_k = e^{s_k} / \sum_j e^{s_j}$. You have it already:
# `softmax(s)` works on axis 0.
#
# ### Exercise: `rnn_cell_forward`
#
# Compute the new state and the prediction for all $m$ examples at once, without a loop. Also return a *cache*: the
# tuple `(a_next, a_prev, xt, parameters)`, in this order. It stores what the gradients of this step will need in
# section 1.8.
#
# **Hints**
# - In NumPy `@` is the matrix product and `*` multiplies entry by entry.
# - A bias is a column of shape $(n_a, 1)$. NumPy repeats it for every example when you add it to an $(n_a, m)$ array.

# %% tags=["rnn_cell_forward"]
def rnn_cell_forward(xt, a_prev, parameters):
    """One time step of the recurrent network.

    xt: (n_x, m), a_prev: (n_a, m), parameters: dict with Wax, Waa, Wya, ba, by.
    Returns a_next (n_a, m), yt_pred (n_y, m) and cache = (a_next, a_prev, xt, parameters).
    """
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    ba, by = parameters["ba"], parameters["by"]

    ### BEGIN SOLUTION
    z = Wax @ xt + Waa @ a_prev + ba  # (n_a, m)
    a_next = np.tanh(z)

    s = Wya @ a_next + by  # (n_y, m)
    yt_pred = softmax(s)

    cache = (a_next, a_prev, xt, parameters)
    ### END SOLUTION
    return a_next, yt_pred, cache

# %%
check(rnn_cell_forward)

# %% [markdown]
# ### One matrix instead of two
#
# Many texts write the step with a single matrix. Put the two matrices side by side and the two vectors on top of each
# other:
#
# $$
# W_a = \big[\, W_{aa} \;\; W_{ax} \,\big] \quad (n_a,\ n_a + n_x),
# \qquad
# \big[\, a^{\langle t-1 \rangle} ;\, x^{\langle t \rangle} \,\big] = \begin{bmatrix} a^{\langle t-1 \rangle} \\ x^{\langle t \rangle} \end{bmatrix} \quad (n_a + n_x,\ m).
# $$
#
# Then
# $W_a \big[\, a^{\langle t-1 \rangle} ;\, x^{\langle t \rangle} \,\big] = W_{aa}\, a^{\langle t-1 \rangle} + W_{ax}\, x^{\langle t \rangle}$:
# the same sum, in shorter notation. The order must match: the columns of $W_{aa}$ come first because
# $a^{\langle t-1 \rangle}$ is on top.

# %% tags=["demo"]
def random_parameters(n_x, n_a, n_y, scale, seed):
    """Random weights, for the demonstrations."""
    rng = np.random.default_rng(seed)
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}


rng = np.random.default_rng(1)
parameters = random_parameters(n_x=3, n_a=5, n_y=2, scale=0.5, seed=0)
xt, a_prev = rng.standard_normal((3, 4)), rng.standard_normal((5, 4))  # m = 4

a_next, yt_pred, _ = rnn_cell_forward(xt, a_prev, parameters)
Wa = np.hstack([parameters["Waa"], parameters["Wax"]])
stacked = np.vstack([a_prev, xt])

print("shape of Wa:", Wa.shape, "  shape of the stack:", stacked.shape)
a_stacked = np.tanh(Wa @ stacked + parameters["ba"])
print("largest difference between the two ways:", np.max(np.abs(a_stacked - a_next)))
print("each column of yt_pred sums to", np.sum(yt_pred, axis=0))

# %% [markdown]
# A difference around $10^{-16}$ is rounding: the two ways are the same computation.
#
# ### Which squashing function where?

# %% tags=["demo"]
z = np.linspace(-4, 4, 201)
scores = np.array([1.0, 3.0, 0.0, 2.0])

figure, (left, middle, right) = plots.card(9, 2.8, columns=3)
plots.lines(left, {"tanh": (z, np.tanh(z)), "sigmoid": (z, sigmoid(z))}, title="tanh and sigmoid", x="z")
plots.lines(middle, {"ReLU": (z, np.maximum(0, z))}, title="ReLU: max(0, z)", x="z")
right.bar(range(1, 5), softmax(scores), color=plots.COLOURS[:4])
right.set(title="softmax", xlabel="entry (scores 1, 3, 0, 2)", ylabel="probability", xticks=range(1, 5))
print(f"at z = 2: tanh {np.tanh(2):.2f}, sigmoid {sigmoid(2):.2f}, ReLU {max(0, 2)};"
      f" at z = -2: tanh {np.tanh(-2):.2f}, sigmoid {sigmoid(-2):.2f}, ReLU {max(0, -2)}")
print("softmax of the scores 1, 3, 0, 2:", np.round(softmax(scores), 2))

# %% [markdown]
# *Figure 3.* Four activation functions. The first three act on each number by itself; softmax looks at the whole
# column, and its outputs sum to 1.
#
# | Function | Range | Used for |
# |---|---|---|
# | tanh | $(-1, 1)$ | the state: bounded, centred on zero, with a simple derivative, $1 - \tanh^2$ |
# | ReLU | $[0, \infty)$ | also possible for the state, but nothing stops it from growing from step to step |
# | sigmoid | $(0, 1)$ | a yes/no output: one probability |
# | softmax | $(0, 1)$, sum 1 | a choice of one out of $n_y$ classes: what we use here |

# %% [markdown]
# ## 1.4 The whole sequence
#
# To read a sequence, run the cell once per time step and hand each state to the next step. The parameters never
# change on the way: the same cell, with the same weights, reads step 1 and step 100.
#
# For $t = 1, \dots, T_x$, starting from the given $a^{\langle 0 \rangle}$:
#
# $$
# a^{\langle t \rangle},\ \hat{y}^{\langle t \rangle} = \mathrm{cell}\big(x^{\langle t \rangle},\ a^{\langle t-1 \rangle}\big).
# $$
#
# ### Exercise: `rnn_forward`
#
# | | Name | Shape |
# |---|---|---|
# | in | `x`, `a0`, `parameters` | $(n_x, m, T_x)$, $(n_a, m)$, as before |
# | out | `a`: all states after steps $1$ to $T_x$ | $(n_a, m, T_x)$ |
# | out | `y_pred`: all predictions | $(n_y, m, T_x)$ |
# | out | `caches`: the tuple `(list of the caches of all steps, x)` | |
#
# Use your `rnn_cell_forward`. The start state $a^{\langle 0 \rangle}$ is an input; it is not stored in `a`.
#
# **Hints**
# - In a loop `for t in range(T_x)`, `x[:, :, t]` has shape $(n_x, m)$: exactly what the cell wants.
# - Which state does the second call get? If every step starts from `a0`, the network remembers nothing.

# %% tags=["rnn_forward"]
def rnn_forward(x, a0, parameters):
    """The cell over all time steps, with the same parameters at each.

    x: (n_x, m, T_x), a0: (n_a, m), parameters: dict with Wax, Waa, Wya, ba, by.
    Returns a (n_a, m, T_x), y_pred (n_y, m, T_x), caches = (list of the caches of all steps, x).
    """
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wya"].shape
    a = np.zeros((n_a, m, T_x))
    y_pred = np.zeros((n_y, m, T_x))

    ### BEGIN SOLUTION
    cache_list = []
    a_next = a0
    for t in range(T_x):
        a_next, yt_pred, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        y_pred[:, :, t] = yt_pred
        cache_list.append(cache)

    caches = (cache_list, x)
    ### END SOLUTION
    return a, y_pred, caches

# %%
check(rnn_forward)

# %% [markdown]
# ### The same parameters for every length
#
# The cell has $n_a n_x + n_a n_a + n_a + n_y n_a + n_y$ parameters. There is no $T_x$ in this sum. For comparison,
# the demonstration also counts one standard layer that reads the whole sequence at once and computes as many states,
# $T_x n_a$ of them, each from all $T_x n_x$ inputs.

# %% tags=["demo"]
parameters = random_parameters(n_x=8, n_a=16, n_y=4, scale=0.3, seed=2)
number = sum(array.size for array in parameters.values())
a0 = np.zeros((16, 1))

print("  T_x   shape of y_pred   recurrent network   standard layer")
for T_x in (1, 10, 100, 1000):
    _, y_pred, _ = rnn_forward(np.ones((8, 1, T_x)), a0, parameters)  # m = 1
    standard = (T_x * 16) * (T_x * 8) + T_x * 16
    print(f"{T_x:5d}   {y_pred.shape!s:15s}   {number:17,d}   {standard:14,d}")

# %% [markdown]
# One set of weights reads sequences of every length, and the count does not move. This is *parameter sharing*. (For
# $T_x = 1$ the standard layer is smaller because it has no $W_{aa}$ and no output weights; from then on it grows like
# $T_x^2$.)
#
# ### What a single input can reach
#
# Now let a sequence run twice, with one input changed at step 8, and compare the states.

# %% tags=["demo"]
parameters = random_parameters(n_x=4, n_a=16, n_y=4, scale=0.2, seed=3)
rng = np.random.default_rng(4)
x = rng.standard_normal((4, 1, 24))
x_changed = x.copy()
x_changed[:, :, 7] += 1.0  # time step 8 is index 7

a, _, _ = rnn_forward(x, np.zeros((16, 1)), parameters)
a_changed, _, _ = rnn_forward(x_changed, np.zeros((16, 1)), parameters)
difference = np.linalg.norm(a_changed - a, axis=(0, 1))  # (T_x,)

print("steps 1 to 7, largest difference:", difference[:7].max())
print("after that:", ", ".join(f"step {t} {difference[t - 1]:.0e}" for t in (8, 12, 16, 20, 24)))
steps = np.arange(1, 25)
figure, axis = plots.card(8, 2.8)
axis.bar(steps[7:], difference[7:], width=0.5)
axis.set(yscale="log", ylim=(1e-8, 10), xlim=(0, 25), xlabel="time step", ylabel="change of the state");

# %% [markdown]
# *Figure 4.* How far the state moves when the input of step 8 changes (logarithmic scale). Before step 8 the change
# is exactly zero, so there is nothing to draw: a later input cannot reach an earlier state. From step 8 on, the
# change fades. This network, with random weights, forgets.

# %% [markdown]
# ## 1.5 Five ways to connect inputs and outputs
#
# The same cell serves many tasks. What changes is which steps get an input and which steps are asked for an output.
#
# ![Five small unrolled networks side by side: one to one, one to many, many to one, many to many with equal lengths, and many to many with unequal lengths, which has an encoder followed by a decoder.](kit/figures/five_types.svg)
#
# *Figure 5.* The five types. In the last one an *encoder* (grey boxes) only reads and a *decoder* only writes; each has
# its own weights. Dashed: a prediction fed back as the next input (so $n_x = n_y$ there).
#
# | Type | Lengths | Inputs $x$ | Outputs $\hat{y}$ | Examples |
# |---|---|---|---|---|
# | one to one | $T_x = T_y = 1$ | $(n_x, m)$ | $(n_y, m)$ | a standard network: classify an image |
# | one to many | $T_x = 1,\ T_y \gt 1$ | $(n_x, m)$ | $(n_y, m, T_y)$ | generate music, describe an image |
# | many to one | $T_x \gt 1,\ T_y = 1$ | $(n_x, m, T_x)$ | $(n_y, m)$ | sentiment of a review, recognise a speaker |
# | many to many, equal | $T_x = T_y$ | $(n_x, m, T_x)$ | $(n_y, m, T_x)$ | find the names in a sentence, predict each next character |
# | many to many, unequal | $T_x \neq T_y$ | $(n_x, m, T_x)$ | $(n_y, m, T_y)$ | translation, speech to text |
#
# Your `rnn_forward` gives an output at every step: many to many, equal. Reading only the last output,
# `y_pred[:, :, -1]`, makes it many to one. With $T_x = 1$ and $a^{\langle 0 \rangle} = 0$ it is a standard network
# with one hidden layer.

# %% [markdown]
# ## 1.6 The loss of a sequence
#
# Each step makes a prediction, so each step has a loss; the loss of the sequence is their sum. For a choice among
# $n_y$ classes, the target $y^{\langle t \rangle}$ is *one-hot*: a 1 at the true class, 0 elsewhere. The loss is
# minus the logarithm of the probability that the network gave to the true class: 0 for a certain and right
# prediction, large for a certain and wrong one.
#
# With the mean over the $m$ examples:
#
# $$
# L^{\langle t \rangle} = -\frac{1}{m} \sum_{i=1}^{m} \sum_{k=1}^{n_y} y_k^{(i)\langle t \rangle} \, \ln \hat{y}_k^{(i)\langle t \rangle},
# \qquad
# L = \sum_{t=1}^{T} L^{\langle t \rangle} .
# $$
#
# Here $\ln$ is the natural logarithm (`np.log` in NumPy), and $T$ is the number of steps that have an output.
#
# > **A slip to know.** For a single yes/no output with probability $\hat{y}$, the loss is
# > $-\,y \ln \hat{y} - (1 - y) \ln (1 - \hat{y})$. You may meet $-\,y \ln y - (1 - y) \ln (1 - y)$ in notes,
# > without the hats. It should read as above: the version without hats does not contain the prediction at all. (With
# > two classes, $\hat{y}_1 = \hat{y}$ and $\hat{y}_2 = 1 - \hat{y}$, the sum over $k$ above is this same formula.)
#
# ### Exercise: `sequence_loss`
#
# | | Name | Shape |
# |---|---|---|
# | in | `y_pred`: probabilities | $(n_y, m, T)$ |
# | in | `y`: one-hot targets | $(n_y, m, T)$ |
# | out | `loss`: the number $L$ | a number |
# | out | `losses`: the numbers $L^{\langle 1 \rangle}, \dots, L^{\langle T \rangle}$ | $(T,)$ |
#
# **Hints**
# - *Sum* over classes, *mean* over examples, *sum* over time. Dividing by $n_y$ or by $T$ as well is the typical
#   trap.
# - `np.sum` takes a tuple of axes: `axis=(0, 1)`.

# %% tags=["sequence_loss"]
def sequence_loss(y_pred, y):
    """Cross-entropy at each time step, and its sum over time.

    y_pred: (n_y, m, T) probabilities, y: (n_y, m, T) one-hot targets.
    Returns loss (a number) and losses (T,): the loss of each step, a mean over the m examples.
    """
    n_y, m, T = y.shape

    ### BEGIN SOLUTION
    losses = -np.sum(y * np.log(y_pred), axis=(0, 1)) / m  # (T,)
    loss = np.sum(losses)
    ### END SOLUTION
    return loss, losses

# %%
check(sequence_loss)

# %% tags=["demo"]
y = np.zeros((4, 1, 3))
y[2] = 1  # the true class is the third of four, at each of three steps

guesses = {
    "no idea (1/4 for each class)": np.full((4, 1, 3), 0.25),
    "0.97 on the true class": np.full((4, 1, 3), 0.01) + 0.96 * y,
    "0.97 on a wrong class": np.full((4, 1, 3), 0.01) + 0.96 * np.roll(y, 1, axis=0),
}
for name, guess in guesses.items():
    loss, losses = sequence_loss(guess, y)
    print(f"{name:30s} loss per step {losses[0]:.3f}   whole sequence {loss:.3f}")
print(f"for comparison: ln 4 = {np.log(4):.3f}")

# %% [markdown]
# A network without any idea pays $\ln n_y$ per step. Keep this number in mind: it is the *chance level* that training
# has to beat.

# %% [markdown]
# ## 1.7 From the loss to the states
#
# To train, we need the gradient of $L$ with respect to each parameter. We walk through Figure 1 against the arrows:
# from the loss to the states (this section, given), through one cell (1.8) and through the chain of cells (1.9).
#
# **Notation.** For any array $v$, $dv$ means $\partial L / \partial v$. It has the shape of $v$. The chain rule then
# always has the same form: a gradient arrives from above, and we pass it on to what $v$ was computed from.
#
# **The scores.** Take one example and one step, and leave out $(i)$ and $\langle t \rangle$. From
# $\hat{y}_k = e^{s_k} / \sum_j e^{s_j}$ we get $\ln \hat{y}_k = s_k - \ln \sum_j e^{s_j}$, so
#
# $$
# \frac{\partial \ln \hat{y}_k}{\partial s_j} = [\,j = k\,] - \hat{y}_j ,
# $$
#
# where $[\,j = k\,]$ is 1 if $j = k$ and 0 otherwise. This example adds $-\frac{1}{m} \sum_k y_k \ln \hat{y}_k$ to
# the loss. Hence
#
# $$
# ds_j = -\frac{1}{m} \sum_{k} y_k \big( [\,j = k\,] - \hat{y}_j \big) = \frac{1}{m} \Big( \hat{y}_j \sum_k y_k - y_j \Big) = \frac{\hat{y}_j - y_j}{m}.
# $$
#
# The last step uses that a one-hot target sums to 1. In words: *predicted minus true*.
#
# **Through the output weights.** With $s^{\langle t \rangle} = W_{ya}\, a^{\langle t \rangle} + b_y$ and the same
# $W_{ya}$, $b_y$ at each step, the gradients of all steps add up. (Why the transposes stand where they stand is
# derived, entry by entry, in section 1.8.)
#
# $$
# \begin{aligned}
# dW_{ya} &= \sum_{t} ds^{\langle t \rangle} \, a^{\langle t \rangle \top} & & (n_y, n_a)\\
# db_y &= \sum_{t} \sum_{i} ds^{(i)\langle t \rangle} & & (n_y, 1)\\
# da^{\langle t \rangle} &= W_{ya}^\top \, ds^{\langle t \rangle} & & (n_a, m)
# \end{aligned}
# $$
#
# > **Another slip to know.** You may meet the chain rule for the output weights (there called $W^O$, with output $O$)
# > printed as $\frac{\partial L}{\partial W^O} = \frac{\partial L}{\partial O} \frac{\partial L}{\partial W^O}$ in
# > notes. It should read $\frac{\partial L}{\partial O} \frac{\partial O}{\partial W^O}$: a factor cannot be the very
# > thing one is computing. Likewise the gradient of the state needs the transpose,
# > $W^{O\top} \frac{\partial L}{\partial O}$.
#
# **One exception to the notation.** $da^{\langle t \rangle}$ is only *a part* of $\partial L / \partial a^{\langle t \rangle}$:
# the part that comes through the prediction of step $t$. The state also acts on all later steps; section 1.9 adds
# that. The next cell gives you this part of the backward pass, for use in 1.9 and 1.10.

# %% tags=["demo"]
def output_layer_backward(a, y_pred, y, parameters):
    """Gradients of the loss through softmax and output weights (given).

    a: (n_a, m, T), y_pred and y: (n_y, m, T).
    A step without a target has zeros in y and adds nothing.
    Returns da (n_a, m, T), dWya (n_y, n_a), dby (n_y, 1).
    """
    m, T = y.shape[1:]
    ds = (y_pred * np.sum(y, axis=0) - y) / m  # (n_y, m, T)

    da = np.zeros(a.shape)
    dWya = np.zeros(parameters["Wya"].shape)
    for t in range(T):
        da[:, :, t] = parameters["Wya"].T @ ds[:, :, t]
        dWya += ds[:, :, t] @ a[:, :, t].T
    dby = np.sum(ds, axis=(1, 2)).reshape(-1, 1)
    return da, dWya, dby


rng = np.random.default_rng(5)
parameters = random_parameters(n_x=4, n_a=6, n_y=4, scale=0.5, seed=5)
x = np.eye(4)[:, rng.integers(4, size=(3, 5))]  # random one-hot inputs (n_x, m, T_x): m = 3, T_x = 5
y = np.eye(4)[:, rng.integers(4, size=(3, 5))]
a, y_pred, caches = rnn_forward(x, np.zeros((6, 3)), parameters)
da, dWya, dby = output_layer_backward(a, y_pred, y, parameters)
print("a", a.shape, "-> da", da.shape, "  dWya", dWya.shape, "  dby", dby.shape)

# %% [markdown]
# ## 1.8 Back through one time step
#
# Now the inside of the cell. The gradient of the new state, `da_next`
# $= da^{\langle t \rangle}_{\text{total}} = \partial L / \partial a^{\langle t \rangle}$, arrives from outside and
# already counts *every* way in which this state acts on the loss. We ask what it means for the five arrays that the
# state was computed from: $x^{\langle t \rangle}$, $a^{\langle t-1 \rangle}$, $W_{ax}$, $W_{aa}$, $b_a$.
#
# **First through the tanh.** We have $a^{\langle t \rangle} = \tanh(z^{\langle t \rangle})$ and
# $\tanh'(z) = 1 - \tanh^2(z)$. Since $\tanh(z^{\langle t \rangle})$ *is* $a^{\langle t \rangle}$, no new tanh is
# needed. With $\odot$ for multiplication entry by entry:
#
# $$
# dz^{\langle t \rangle} = da^{\langle t \rangle}_{\text{total}} \odot \big( 1 - a^{\langle t \rangle} \odot a^{\langle t \rangle} \big) \qquad (n_a, m).
# $$
#
# **Then through the sum.** Write
# $z^{\langle t \rangle} = W_{ax}\, x^{\langle t \rangle} + W_{aa}\, a^{\langle t-1 \rangle} + b_a$ for row $r$ and
# example $i$:
#
# $$
# z_r^{(i)} = \sum_k (W_{ax})_{rk} \, x_k^{(i)} + \sum_k (W_{aa})_{rk} \, a_k^{(i)\langle t-1 \rangle} + (b_a)_r .
# $$
#
# - The weight $(W_{ax})_{rk}$ touches row $r$ of *every* example, each time with the factor $x_k^{(i)}$. So
#   $(dW_{ax})_{rk} = \sum_i dz_r^{(i)} x_k^{(i)}$, which is the matrix product $dz\, x^\top$.
# - The input $x_k^{(i)}$ touches *every* row $r$ of its own example, with the factor $(W_{ax})_{rk}$. So
#   $dx_k^{(i)} = \sum_r (W_{ax})_{rk}\, dz_r^{(i)}$, which is $W_{ax}^\top dz$.
# - The bias $(b_a)_r$ touches row $r$ of every example, with the factor 1.
#
# The state $a^{\langle t-1 \rangle}$ stands beside $W_{aa}$ exactly as $x^{\langle t \rangle}$ stands beside
# $W_{ax}$. Together:
#
# | Gradient | In code | Formula | Shape |
# |---|---|---|---|
# | of $x^{\langle t \rangle}$ | `dxt` | $W_{ax}^\top \, dz^{\langle t \rangle}$ | $(n_x, m)$ |
# | of $a^{\langle t-1 \rangle}$ | `da_prev` | $W_{aa}^\top \, dz^{\langle t \rangle}$ | $(n_a, m)$ |
# | of $W_{ax}$ | `dWax` | $dz^{\langle t \rangle} \, x^{\langle t \rangle \top}$ | $(n_a, n_x)$ |
# | of $W_{aa}$ | `dWaa` | $dz^{\langle t \rangle} \, a^{\langle t-1 \rangle \top}$ | $(n_a, n_a)$ |
# | of $b_a$ | `dba` | $\sum_i dz^{(i)\langle t \rangle}$ | $(n_a, 1)$ |
#
# ### Exercise: `rnn_cell_backward`
#
# In: `da_next` of shape $(n_a, m)$ and the cache that your `rnn_cell_forward` stored. Out: a dictionary with the five
# gradients under the names in the table.
#
# **Hints**
# - `a_next` comes out of the cache with the tanh already applied.
# - The factor $\frac{1}{m}$ of the loss is already inside `da_next`. Sum over the examples, do not average again.
# - `dba` must stay a column: look up `keepdims` of `np.sum`.

# %% tags=["rnn_cell_backward"]
def rnn_cell_backward(da_next, cache):
    """Gradients of one time step.

    da_next: (n_a, m), the whole gradient of the loss with respect to a_next.
    cache: from rnn_cell_forward.
    Returns a dict: dxt (n_x, m), da_prev (n_a, m), dWax (n_a, n_x), dWaa (n_a, n_a),
    dba (n_a, 1).
    """
    a_next, a_prev, xt, parameters = cache
    Wax, Waa = parameters["Wax"], parameters["Waa"]

    ### BEGIN SOLUTION
    dz = da_next * (1 - a_next**2)  # (n_a, m)

    dxt = Wax.T @ dz
    da_prev = Waa.T @ dz
    dWax = dz @ xt.T
    dWaa = dz @ a_prev.T
    dba = np.sum(dz, axis=1, keepdims=True)
    ### END SOLUTION
    return {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}

# %%
check(rnn_cell_backward)

# %% [markdown]
# Notice what the tanh does: a state near $1$ or $-1$ has $1 - a^2$ near 0 and lets almost no gradient through. Such a
# state is called *saturated*. The demonstration sets `da_next` to 1 and uses one example, so `dba` is $1 - a^2$ itself:
# the share of the gradient that passes.

# %% tags=["demo"]
for scale in (0.1, 1.0, 3.0):
    parameters = random_parameters(n_x=4, n_a=50, n_y=4, scale=scale, seed=6)
    a_next, _, cache = rnn_cell_forward(np.ones((4, 1)), np.zeros((50, 1)), parameters)
    gradients = rnn_cell_backward(np.ones((50, 1)), cache)
    print(f"weights of size {scale}: average |a_next| {np.mean(np.abs(a_next)):.2f},"
          f" average share of the gradient that passes {np.mean(gradients['dba']):.2f}")

# %% [markdown]
# ## 1.9 Back through time
#
# The state $a^{\langle t \rangle}$ reaches the loss in two ways (Figure 1): up, through its own prediction, and
# right, through the next state. The chain rule adds the two:
#
# $$
# \underbrace{da^{\langle t \rangle}_{\text{total}}}_{\text{everything}}
# \;=\; \underbrace{da^{\langle t \rangle}}_{\text{up: prediction } t}
# \;+\; \underbrace{W_{aa}^\top\, dz^{\langle t+1 \rangle}}_{\text{right: step } t+1} .
# $$
#
# - $da^{\langle t \rangle}$ is what section 1.7 computed and what your function receives as `da[:, :, t - 1]` (NumPy
#   counting): *the part of* $\partial L / \partial a^{\langle t \rangle}$ *that does not come through step* $t+1$.
# - $W_{aa}^\top\, dz^{\langle t+1 \rangle}$ is the `da_prev` that the cell of step $t+1$ handed back.
#
# So we must start at the end, where nothing comes from the right, and walk to the beginning. This is *backpropagation
# through time*. Unfolding the recursion shows which losses a state feels:
#
# $$
# \frac{\partial L}{\partial a^{\langle t \rangle}} = \sum_{u = t}^{T_x} \frac{\partial L^{\langle u \rangle}}{\partial a^{\langle t \rangle}} .
# $$
#
# The losses before step $t$ are missing, because a state has no influence on the past.
#
# **Shared weights.** Imagine that every step had its own copy of $W_{aa}$. Each copy would have its own gradient, the
# one that `rnn_cell_backward` returns. The copies are tied together, so moving the one real $W_{aa}$ moves all copies
# at once, and the gradients add up. The same holds for $W_{ax}$ and $b_a$:
#
# $$
# dW_{ax} = \sum_{t=1}^{T_x} dW_{ax}^{\langle t \rangle}, \qquad
# dW_{aa} = \sum_{t=1}^{T_x} dW_{aa}^{\langle t \rangle}, \qquad
# db_a = \sum_{t=1}^{T_x} db_a^{\langle t \rangle} .
# $$
#
# Inputs are not shared: each $x^{\langle t \rangle}$ keeps its own gradient.
#
# ### Exercise: `rnn_backward`
#
# | | Name | Shape |
# |---|---|---|
# | in | `da`: for each step, what comes from its own prediction | $(n_a, m, T_x)$ |
# | in | `caches`, from `rnn_forward`: `(list of caches, x)` | |
# | out, in a dictionary | `dx`: gradient of each input | $(n_x, m, T_x)$ |
# | | `da0`: gradient of the start state $a^{\langle 0 \rangle}$ | $(n_a, m)$ |
# | | `dWax`, `dWaa`, `dba`: sums over time | as the parameters |
#
# `da` covers the same $T_x$ steps as `x`. Where a step adds nothing to the loss, its slice of `da` is zero.
#
# **Hints**
# - Two things arrive at each step. Give the cell their sum.
# - Add the gradients of the weights up; do not overwrite them.
# - What is left over after the first step has been passed? You need it for one of the outputs.

# %% tags=["rnn_backward"]
def rnn_backward(da, caches):
    """Backpropagation through time.

    da: (n_a, m, T_x), at each step the part of the gradient of the state that does not come
    through the next step.
    caches: from rnn_forward, (list of the caches of all steps, x).
    Returns a dict: dx (n_x, m, T_x), da0 (n_a, m), and dWax, dWaa, dba summed over time.
    """
    cache_list, x = caches
    parameters = cache_list[0][3]
    n_a, m, T_x = da.shape
    n_x = x.shape[0]

    ### BEGIN SOLUTION
    dx = np.zeros((n_x, m, T_x))
    dWax = np.zeros((n_a, n_x))
    dWaa = np.zeros((n_a, n_a))
    dba = np.zeros((n_a, 1))

    da_prev = np.zeros((n_a, m))  # nothing comes from beyond the last step
    for t in reversed(range(T_x)):
        gradients = rnn_cell_backward(da[:, :, t] + da_prev, cache_list[t])
        dx[:, :, t] = gradients["dxt"]
        da_prev = gradients["da_prev"]
        dWax += gradients["dWax"]
        dWaa += gradients["dWaa"]
        dba += gradients["dba"]

    da0 = da_prev  # what the first step hands back belongs to the start state
    ### END SOLUTION
    return {"dx": dx, "da0": da0, "dWax": dWax, "dWaa": dWaa, "dba": dba}

# %%
check(rnn_backward)

# %% [markdown]
# ### Convince yourself: check a gradient by numbers
#
# A gradient is a claim: *if this number grows by a tiny* $\varepsilon$, *the loss grows by* $\varepsilon$ *times the
# gradient*. The claim can be tested without any calculus. Move one number up and down and compare:
#
# $$
# \frac{\partial L}{\partial w} \approx \frac{L(w + \varepsilon) - L(w - \varepsilon)}{2 \varepsilon} .
# $$

# %% tags=["demo"]
rng = np.random.default_rng(7)
parameters = random_parameters(n_x=4, n_a=6, n_y=4, scale=0.5, seed=7)
x = rng.standard_normal((4, 3, 10))  # (n_x, m, T_x)
y = np.eye(4)[:, rng.integers(4, size=(3, 10))]
a0 = rng.standard_normal((6, 3))


def loss_now():
    return sequence_loss(rnn_forward(x, a0, parameters)[1], y)[0]


def slope(array, index, epsilon):
    """Central difference of the loss, moving one entry of an array."""
    kept = array[index]
    array[index] = kept + epsilon
    up = loss_now()
    array[index] = kept - epsilon
    down = loss_now()
    array[index] = kept
    return (up - down) / (2 * epsilon)


a, y_pred, caches = rnn_forward(x, a0, parameters)
da, dWya, dby = output_layer_backward(a, y_pred, y, parameters)
gradients = rnn_backward(da, caches) | {"dWya": dWya, "dby": dby}
arrays = parameters | {"x": x, "a0": a0}

print("entry              by formula      by numbers      difference")
entries = {"Wax": (2, 1), "Waa": (0, 4), "ba": (3, 0), "Wya": (1, 5), "by": (2, 0)}
entries |= {"x": (1, 2, 0), "a0": (5, 1)}
for name, index in entries.items():
    formula, numbers = gradients["d" + name][index], slope(arrays[name], index, 1e-5)
    print(f"{name + str(list(index)):16s} {formula:+.9f}    {numbers:+.9f}    {abs(formula - numbers):.0e}")

# %% tags=["demo"]
sizes = 10.0 ** -np.arange(0.5, 12.1, 0.5)
true = gradients["dWaa"][0, 4]
errors = [abs(slope(parameters["Waa"], (0, 4), size) - true) / abs(true) for size in sizes]

figure, axis = plots.card(7, 2.8)
axis.loglog(sizes, errors, marker="o", markersize=4)
axis.set(xlabel="step size ε", ylabel="relative difference")
best = np.argmin(errors)
print(f"relative difference: {errors[0]:.0e} at ε = {sizes[0]:.0e}, smallest {errors[best]:.0e} at ε = {sizes[best]:.0e},"
      f" {errors[-1]:.0e} at ε = {sizes[-1]:.0e}")

# %% [markdown]
# *Figure 6.* Relative difference between your gradient and the numerical slope for one entry of $W_{aa}$, against the
# step size $\varepsilon$. On the right the slope is measured over too long a stretch (the error falls like
# $\varepsilon^2$); on the left rounding takes over, because two nearly equal losses are subtracted. A step near
# $10^{-5}$ is a good choice. If a gradient is wrong, the curve stays high for every $\varepsilon$.
#
# ### A map of influence
#
# Backpropagation answers more than "how do I change the weights?". It can tell which inputs a prediction depends on.
# Choose a step $t$ and a class $k$, and let the "loss" be the score $s_k^{\langle t \rangle}$ itself. Its gradient
# with respect to the states is row $k$ of $W_{ya}$ at step $t$ and zero elsewhere; your `rnn_backward` turns it into
# $\partial s_k^{\langle t \rangle} / \partial x^{\langle u \rangle}$ for all input steps $u$ at once. For each pair
# $(t, u)$ we draw one number: the size (norm) of all these derivatives together.

# %% tags=["demo"]
def influence(x, a0, parameters):
    """How strongly the scores of step t depend on the input of step u.

    x: (n_x, m, T), a0: (n_a, m).
    Returns (T, T): row t, column u, the root mean square over the m examples.
    """
    a, _, caches = rnn_forward(x, a0, parameters)
    T = x.shape[2]
    squares = np.zeros((T, T))
    for t in range(T):
        for row in parameters["Wya"]:  # one class after the other
            da = np.zeros(a.shape)
            da[:, :, t] = row.reshape(-1, 1)
            dx = rnn_backward(da, caches)["dx"]
            squares[t] += np.mean(np.sum(dx**2, axis=0), axis=0)
    return np.sqrt(squares)


def logarithm(values):
    """Base-10 logarithm where a value is positive; blank where it is exactly zero."""
    return np.where(values > 0, np.log10(np.where(values > 0, values, 1.0)), np.nan)


T = 20
labels = [str(t) if t == 1 or t % 5 == 0 else "" for t in range(1, T + 1)]
rng = np.random.default_rng(8)
parameters = random_parameters(n_x=4, n_a=24, n_y=4, scale=0.1, seed=8)
x = np.eye(4)[:, rng.integers(4, size=(8, T))]
before = influence(x, np.zeros((24, 8)), parameters)

above = before[np.triu_indices(T, k=1)]
print(f"entries above the diagonal: {above.size}, of them exactly zero: {np.sum(above == 0)}; largest {above.max()}")
means = (f"{distance} below it: {np.diagonal(before, -distance).mean():.0e}" for distance in (1, 5, 10, 15))
print(f"mean on the diagonal: {np.diagonal(before).mean():.0e};", ", ".join(means))
figure, axis = plots.card(6.4, 4.2)
plots.heat_map(axis, logarithm(before), x="input step u", y="score of step t", columns=labels, rows=labels,
               title="influence, powers of ten");

# %% [markdown]
# *Figure 7.* Influence of each input (column) on the scores of each step (row), in powers of ten, for a network with
# random weights. Above the diagonal the influence is not small but *exactly zero*, so it is left blank: no input acts
# on the past. On the diagonal a prediction looks at the input of its own step. Away from it the colour fades by about
# the same amount with each step: the memory of this network fades exponentially.

# %% [markdown]
# ## 1.10 What can it learn to remember?
#
# You now have everything that learning needs. Here is a task that is about memory and nothing else: the inputs are
# random symbols out of four, and at each step the network must name **the symbol it saw $k$ steps ago**. The current
# input is no help at all. Guessing costs $\ln 4 \approx 1.386$ per step, our chance level.
#
# Training repeats four moves: forward, loss, backward, and a small step of all parameters against their gradients
# (*gradient descent*).

# %% tags=["demo"]
def memory_task(k, m, T, rng):
    """Random one-hot symbols x (4, m, T); y is x moved k steps to the right.

    The first k steps have no target: their column in y is zero.
    """
    x = np.eye(4)[:, rng.integers(4, size=(m, T))]
    y = np.zeros(x.shape)
    y[:, :, k:] = x[:, :, : T - k]
    return x, y


def train(k, iterations=600, scale=0.1, m=32, T=20, n_a=24, rate=0.3, seed=0):
    """Gradient descent on the memory task.

    Returns the parameters and the loss per step at each iteration.
    """
    rng = np.random.default_rng(seed)
    parameters = random_parameters(4, n_a, 4, scale, seed)
    a0 = np.zeros((n_a, m))
    history = []
    for _ in range(iterations):
        x, y = memory_task(k, m, T, rng)
        a, y_pred, caches = rnn_forward(x, a0, parameters)
        loss, _ = sequence_loss(y_pred, y)
        da, dWya, dby = output_layer_backward(a, y_pred, y, parameters)
        gradients = rnn_backward(da, caches) | {"dWya": dWya, "dby": dby}
        for name in parameters:
            # T - k steps have a target, so the loss per step is L / (T - k)
            parameters[name] = parameters[name] - rate * gradients["d" + name] / (T - k)
        history.append(loss / (T - k))
    return parameters, history


trained, histories = {}, {}
for k in (1, 2, 4, 12):
    trained[k], histories[k] = train(k)

print(" k   loss per step (chance: 1.386)   right answers (chance: 25 %)")
for k, parameters in trained.items():
    x, y = memory_task(k, 500, 20, np.random.default_rng(9))  # sequences it has never seen
    _, y_pred, _ = rnn_forward(x, np.zeros((24, 500)), parameters)
    right = np.mean(np.argmax(y_pred[:, :, k:], axis=0) == np.argmax(y[:, :, k:], axis=0))
    print(f"{k:2d}   {sequence_loss(y_pred, y)[0] / (20 - k):29.3f}   {100 * right:25.1f} %")

figure, axis = plots.card(8, 3.4)
plots.lines(axis, {f"k = {k}": history for k, history in histories.items()}, x="iteration", y="loss per step")
axis.axhline(np.log(4), color=plots.INK, linestyle=":", linewidth=1)
axis.text(600, np.log(4) - 0.02, "chance level, ln 4", ha="right", va="top", color=plots.INK);

# %% [markdown]
# *Figure 8.* Loss per step during training, for four distances $k$. One and two steps back are learnt almost at once.
# Four steps back takes longer: the loss stays near the chance level for a while before it falls. Twelve steps back,
# nothing is learnt in this time.
#
# Where does the trained network look? Nobody told it how far back to look; it only saw losses. Let us draw its map of
# influence.

# %% tags=["demo"]
x, _ = memory_task(1, 32, T, np.random.default_rng(10))
maps = {"before training": random_parameters(4, 24, 4, scale=0.1, seed=0)}
maps |= {f"learnt: {k} back": trained[k] for k in (1, 2, 4)}

figure, axes = plots.card(11, 3.0, columns=4)
for axis, (title, parameters) in zip(axes, maps.items()):
    values = influence(x, np.zeros((24, 32)), parameters)
    relative = values / np.max(values, axis=1, keepdims=True)
    relative[values == 0] = np.nan  # blank, as in Figure 7
    print(f"{title + ':':16s} steps back to the brightest input in the last row: {T - 1 - np.argmax(values[-1])}")
    plots.heat_map(axis, relative, title=title, x="input step u", columns=labels, rows=labels, low=0, high=1)
axes[0].set_ylabel("score of step t");

# %% [markdown]
# *Figure 9.* The map of influence before training and after it, each row scaled so that its largest entry is 1. The
# bright line has moved: from the diagonal to exactly one, two and four steps below it. Gradients alone have bent a
# fading memory into one that reaches for a chosen moment. (In the top rows the wanted step does not exist yet.)
#
# Why does it fail at twelve? Look at what the start of training has to offer: how much of the symbol $k$ steps ago is
# felt at all.

# %% tags=["demo"]
start = influence(x, np.zeros((24, 32)), maps["before training"])
for k in (1, 2, 4, 12):
    share = start[-1, -1 - k] / start[-1, -1]
    print(f"k = {k:2d}: influence of that input, relative to the current input: {share:.0e}")

# %% [markdown]
# Each step back multiplies the gradient by $W_{aa}^\top$ and by the factors $1 - a^2$. After twelve such products
# very little is left of the one signal that could teach the network. This is the *vanishing gradient*. It is why a
# basic recurrent network works best when each prediction can be made from **local context**: from inputs close to
# step $t$. Notebook 2 gives the cell gates that keep the way open.
#
# **Try it.** Train longer (`train(12, iterations=2000)`), or start with somewhat larger weights
# (`train(12, scale=0.15)`), so that the signal reaches further back from the beginning. Which of the two helps? Plot
# the history: what is the price?

# %% [markdown]
# ## 1.11 What to remember
#
# - A recurrent network is one cell used again at every step:
#   $a^{\langle t \rangle} = \tanh(W_{ax} x^{\langle t \rangle} + W_{aa} a^{\langle t-1 \rangle} + b_a)$, and the
#   prediction is read off the new state.
# - Its weights are shared over time. Their number does not depend on $T_x$, and unrolled steps are not layers.
# - Inputs and outputs can be connected in five ways; the cell stays the same.
# - Every step has its own loss; the loss of the sequence is their sum.
# - Backwards, a state receives two gradients: from its own prediction and from the next step. Add them, then go on to
#   the step before.
# - Gradients of shared weights add up over time; each input keeps its own.
# - Nothing acts on the past: derivatives with respect to later inputs are exactly zero.
# - Influence tends to fade with distance, so a basic recurrent network learns local context well and distant context
#   badly. And if in doubt about a gradient, check it by numbers.
