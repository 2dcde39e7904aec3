"""How many threads compute at once: no more than pay for themselves."""

from __future__ import annotations


def count_processors() -> int:
    """The processors that this process may use: those of the machine, or its container's share of them."""
    from joblib import cpu_count

    return int(cpu_count())


def bound_threads() -> None:
    """Let numpy multiply on one thread, and torch on as many as this process has cores, a container's share included.

    Called when an encoder loads, whoever started the process, since numpy is there before any setting could be read.
    numpy's threads spin while they wait for each other and fight over cores that others use: a question took 97 ms
    of processor time with two of them, 41 ms with one.
    """
    import torch
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
    torch.set_num_threads(min(torch.get_num_threads(), count_processors()))
