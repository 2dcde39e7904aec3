"""Learned tensors in one file, with where they come from: safetensors, which holds no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qa.errors import BrokenResource

Tensors = Mapping[str, npt.NDArray[np.float32]]

_PROVENANCE = "provenance"  # JSON in the file's metadata


def save_tensors(path: Path, tensors: Tensors, provenance: Mapping[str, object]) -> None:
    """In half precision; replaces the file."""
    from safetensors.numpy import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    halves = {name: np.ascontiguousarray(tensor.astype(np.float16)) for name, tensor in tensors.items()}
    save_file(halves, path, metadata={_PROVENANCE: json.dumps(provenance, ensure_ascii=False)})


def load_tensors(path: Path) -> tuple[Tensors, Mapping[str, Any]]:
    """The tensors and their provenance. Raises BrokenResource when the file is missing or is none."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as stored:
            tensors = {name: stored.get_tensor(name).astype(np.float32) for name in stored.keys()}  # noqa: SIM118
            return tensors, json.loads(stored.metadata()[_PROVENANCE])
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise BrokenResource(
            f"The weights {path} cannot be used ({error}). Make them: python -m eval.training"
        ) from error
