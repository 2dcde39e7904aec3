import random
from collections.abc import Callable

from langchain_core.runnables import RunnableLambda

from eval.corpus import Corpus
from eval.typos import add_typos, ask_with_typos, find_homophones
from qa import Answer, Question

# Each of 教 交 (jiao) and 生 升 (sheng) stands three times; 校 (xiao) has no other of its sound; 较 is rare.
TEXT = "教交生升校" * 3 + "较"


def test_homophones_are_other_common_characters_of_the_same_sound() -> None:
    homophones = find_homophones([TEXT])
    assert homophones == {"教": ("交",), "交": ("教",), "生": ("升",), "升": ("生",)}


def test_as_many_characters_as_asked_are_replaced_and_no_others() -> None:
    homophones = find_homophones([TEXT])
    for count, wanted in ((1, 1), (2, 2), (3, 2)):
        typed = add_typos("教学生", count, homophones, random.Random(1))
        assert sum(a != b for a, b in zip("教学生", typed, strict=True)) == wanted
        assert typed[1] == "学"
    assert add_typos("abc", 2, homophones, random.Random(1)) == "abc"


def test_every_chain_is_asked_the_same_typos_and_all_else_as_it_was(
    make_corpus: Callable[..., Corpus], make_answer: Callable[..., Answer]
) -> None:
    corpus = make_corpus({"d/1": TEXT})
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return make_answer(corpus)

    question = Question("教生校", history=("教？",), id="q")
    for _ in range(2):
        ask_with_typos(RunnableLambda(ask), 1, corpus).invoke(question)
    assert asked[0] == asked[1]
    assert asked[0].text in {"交生校", "教升校"}
    assert (asked[0].history, asked[0].id) == (("教？",), "q")
    ask_with_typos(RunnableLambda(ask), 2, corpus).invoke("教生校")
    assert asked[2].text == "交升校"
