import marshal
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import fold, load_segmenter, tokenize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("４：６", "4:6"),
        ("職業教育", "职业教育"),
        ("ＡＢＣ Abc", "abc abc"),
        ("㈠①", "(一)1"),
        ("", ""),
    ],
)
def test_one_spelling_for_width_case_and_script(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "whole", ["4:6", "2022", "三名+", "〔2022〕5号", "0.5", "95%", "1/3", "2022-05-01", "covid-19", "c30"]
)
def test_figures_and_names_with_signs_stay_whole_alone(whole: str) -> None:
    assert whole in tokenize(whole)


@pytest.mark.parametrize("whole", ["4:6", "2022", "〔2022〕5号", "0.5", "95%"])
@given(
    before=st.text(alphabet="不低于招生教育，。（ ", max_size=6), after=st.text(alphabet="年人要求，。） ", max_size=6)
)
def test_figures_stay_whole_among_words(whole: str, before: str, after: str) -> None:
    assert whole in tokenize(before + whole + after)


def test_a_name_with_a_plus_stays_whole_behind_other_words() -> None:
    assert "三名+" in tokenize("深入实施三名+工程")


def test_all_ways_to_write_a_ratio_are_one_token() -> None:
    assert tokenize("4:6") == tokenize("4∶6") == tokenize("４：６") == ["4:6"]


def test_words_and_pairs_of_characters_both_are_tokens() -> None:
    assert tokenize("职业教育") == ["职业", "教育", "职业", "业教", "教育"]


def test_traditional_characters_and_capitals_give_the_same_tokens() -> None:
    assert tokenize("職業教育 PISA") == tokenize("职业教育 pisa")


def test_english_stop_words_and_punctuation_give_none() -> None:
    assert tokenize("What is the ratio?") == ["ratio"]
    assert tokenize("，。！？… —— ") == []
    assert tokenize("") == []


def test_a_percentage_is_another_token_than_the_bare_figure() -> None:
    assert tokenize("95%") == ["95%"]
    assert tokenize("95") == ["95"]


@given(st.text(max_size=60))
def test_no_token_is_empty_or_blank_and_the_same_text_gives_the_same(text: str) -> None:
    tokens = tokenize(text)
    assert all(token.strip() == token != "" for token in tokens)
    assert tokens == tokenize(unicodedata.normalize("NFKC", text))


def test_words_are_kept_beside_the_models_and_not_taken_from_where_anybody_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "temporary"
    planted.mkdir()
    (planted / "jieba.cache").write_bytes(marshal.dumps(({"职": 1}, 1)))
    monkeypatch.setattr(tempfile, "tempdir", str(planted))
    monkeypatch.setenv("POLICY_MODELS", str(tmp_path / "models"))
    assert load_segmenter.__wrapped__().lcut("职业教育") == ["职业", "教育"]
    assert (tmp_path / "models" / "jieba.cache").is_file()


def test_where_words_cannot_be_kept_they_are_read_anew_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("POLICY_MODELS", str(tmp_path / "file" / "models"))
    assert load_segmenter.__wrapped__().lcut("职业教育") == ["职业", "教育"]
    assert capfd.readouterr() == ("", "")
