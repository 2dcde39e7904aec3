import pytest

from ingest import tokenize
from qa import Corpus, build_query, expand, find_candidates, prepare_query
from qa.candidates import PARAGRAPH_SIGNALS, SENTENCE_SIGNALS
from qa.terms import with_terms
from tests.fakes import make_corpus, make_paragraph

PARAGRAPHS = (
    make_paragraph("d/1", "新建幼儿园，招收教师。"),
    make_paragraph("d/2", "改善农村学校的伙食。", position=1),
    make_paragraph("d/3", "2022年完成职业教育招生计划。", position=2),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(PARAGRAPHS)


def terms(question: str, corpus: Corpus) -> dict[str, frozenset[str]]:
    return dict(with_terms(build_query(question, ()), corpus).terms)


def test_an_english_question_has_the_words_that_translate_it_in_these_documents(corpus: Corpus) -> None:
    found = terms("How many kindergartens will be built, and which plan covers enrolment in 2022?", corpus)
    assert found["kindergartens"] >= {"幼儿园"}
    assert "招生" in found["enrolment"]
    assert "计划" in found["plan"]
    assert found["2022"] == {"2022"}
    assert not {"how", "many", "will", "which"} & set(found)


def test_a_word_that_the_documents_lack_has_none_and_a_name_that_no_dictionary_knows_is_not_looked_for(
    corpus: Corpus,
) -> None:
    found = terms("Must my passport be shown to Xyqzqa?", corpus)
    assert found == {"passport": frozenset(), "shown": frozenset()} or found["passport"] == frozenset()
    assert "xyqzqa" not in found


def test_the_glossary_s_official_words_count_too(corpus: Corpus) -> None:
    assert "学前教育" in terms("nursery places", make_corpus((make_paragraph("d/1", "办好学前教育。"),)))["nursery"]


def test_a_chinese_question_has_its_own_tokens(corpus: Corpus) -> None:
    question = "幼儿园招收多少教师"
    assert terms(question, corpus) == {token: frozenset((token,)) for token in tokenize(question)}


def test_an_english_question_about_english_documents_has_its_own_tokens() -> None:
    english = make_corpus((make_paragraph("d/1", "The kindergarten hires two teachers."),))
    assert terms("which teachers", english) == {
        token: frozenset((token,)) for token in tokenize(expand("which teachers"))
    }


def test_terms_that_are_known_are_kept(corpus: Corpus) -> None:
    query = with_terms(build_query("幼儿园", ()), corpus)
    assert with_terms(query, corpus) is query


@pytest.mark.parametrize(
    ("question", "first"), [("kindergartens", 0), ("meals in the countryside", 1), ("enrollment", 2)]
)
def test_english_words_find_the_paragraph_that_translates_them(question: str, first: int, corpus: Corpus) -> None:
    candidates = find_candidates(prepare_query(question, corpus), corpus)
    lexical = candidates.signals[:, PARAGRAPH_SIGNALS.index("lexical")].tolist()
    assert lexical.index(max(lexical)) == first
    assert max(lexical) > 0
    assert candidates.sentence_signals[:, SENTENCE_SIGNALS.index("lexical")].max() > 0


def test_a_name_is_found_by_its_sound(corpus: Corpus) -> None:
    of_a_lake = make_corpus((*PARAGRAPHS, make_paragraph("d/4", "青湖小学和荷花池幼儿园招收新生。", position=3)))
    found = terms("How many places do Qinghu Primary and Hehuachi Kindergarten have?", of_a_lake)
    assert found["qinghu"] == {"青湖"}
    assert found["hehuachi"] == {"荷花", "花池"}
    assert terms("What does Qinghu Primary cost?", corpus)["qinghu"] == frozenset()


def test_a_family_name_before_a_name_by_its_sound_is_looked_for_with_it() -> None:
    found = terms("Who is Zhang Weimin?", make_corpus((make_paragraph("d/1", "教育局局长张伟民任组长。"),)))
    assert found == {"zhang": {"张伟"}, "weimin": {"伟民"}}
