"""Which layers of an encoder tell the vectors of single tokens: the last but one, and the one halfway.

What the last gives is made to be averaged, and lies close together. Of multilingual-e5-small, late interaction with
layer 11 puts the right sentence first for 64 % of English questions on Chinese policies, with layer 12 for 58 %; the
small reader on layers 11 and 6 for 70 %, on 11 for 62, on 12 for 58 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TOKEN_LAYERS = ("late_tokens", "halfway_tokens")  # what they are called among what the model tells


def add_token_layers(model: SentenceTransformer) -> None:
    """From here on the model tells these two of each text, where it tells its layers (its embeddings are the first). The
    vectors of whole texts stay the same."""
    import torch

    class TokenLayers(torch.nn.Module):
        def forward(self, features: dict[str, Any]) -> dict[str, Any]:
            layers = features.pop("all_layer_embeddings", None)
            if layers is not None and len(layers) > len(TOKEN_LAYERS):
                features.update(zip(TOKEN_LAYERS, (layers[-2], layers[len(layers) // 2]), strict=True))
            return features

    first: Any = model[0]
    if hasattr(getattr(first, "model", None), "config"):
        first.model.config.output_hidden_states = True
        model.append(TokenLayers())
