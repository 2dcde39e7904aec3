"""Everything the pages say in their own voice, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from qa import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One language's texts. Texts with {braces} are filled with str.format; all of them are plain text, not HTML."""

    language: Language
    html_language: str
    page_title: str
    page_subtitle: str
    switch_label: str
    welcome_title: str
    welcome_text: str
    examples_title: str
    question_label: str
    question_placeholder: str
    ask_button: str
    disclaimer: str
    you_asked: str
    searching: str
    answer_label: str
    citations_label: str
    citation_name: str
    marker_label: str
    back_to_answer: str
    document_title: str
    show_whole_paragraph: str
    show_less: str
    not_verified: str
    refusal_title: str
    consulted_title: str
    try_instead: str
    trouble: str
    too_long: str
    by_extraction: str
    by_model: str


CHINESE = Words(
    language=Language.ZH,
    html_language="zh-CN",
    page_title="教育政策问答",
    page_subtitle="只依据正式文件回答，句句有出处",
    switch_label="页面语言",
    welcome_title="您想了解什么？",
    welcome_text="用平常的话提问就可以。回答只来自已收录的政策文件，并在旁边列出原文；文件里没有的，会直接告诉您没有。",
    examples_title="可以这样问",
    question_label="您的问题",
    question_placeholder="请输入您的问题，按回车提问",
    ask_button="提问",
    disclaimer="回答仅供参考，以主管部门正式发布的文件为准。请不要在问题中填写个人信息。",
    you_asked="您的问题",
    searching="正在查阅文件",
    answer_label="回答",
    citations_label="原文出处",
    citation_name="出处 {number}",
    marker_label="查看出处 {number}",
    back_to_answer="回到回答",
    document_title="《{title}》",
    show_whole_paragraph="展开整段",
    show_less="收起",
    not_verified="这条引文尚未与原文核对一致，请勿据此办理。",
    refusal_title="文件中没有找到答案",
    consulted_title="查阅过、但没有采用的段落",
    try_instead="可以换一种说法，或者试试这些问题",
    trouble="抱歉，现在暂时无法回答，您的问题没有丢失。请过一会儿再试；如果一直这样，请告诉网站的管理人员。",
    too_long="问题太长了：现在是 {count} 个字，最多 {limit} 个字。请删短一些再提问。",
    by_extraction="回答摘自文件原文",
    by_model="由语言模型 {name} 整理，已逐句与原文核对",
)

ENGLISH = Words(
    language=Language.EN,
    html_language="en",
    page_title="Education Policy Answers",
    page_subtitle="Answers only from official documents, with the original text beside every sentence",
    switch_label="Page language",
    welcome_title="What would you like to know?",
    welcome_text="Ask in your own words. Answers come only from the policy documents kept here, and the original "
    "Chinese text stands beside them. If the documents do not say, you will be told so.",
    examples_title="You could ask",
    question_label="Your question",
    question_placeholder="Type your question",
    ask_button="Ask",
    disclaimer="For information only: the documents as officially published prevail. "
    "Please leave personal details out of your question.",
    you_asked="Your question",
    searching="Looking it up in the documents",
    answer_label="Answer",
    citations_label="Original text",
    citation_name="Source {number}",
    marker_label="See source {number}",
    back_to_answer="Back to the answer",
    document_title="《{title}》",
    show_whole_paragraph="Show the whole paragraph",
    show_less="Show less",
    not_verified="This quotation could not be matched with the original text; please do not rely on it.",
    refusal_title="The documents do not answer this",
    consulted_title="Looked at, but not used",
    try_instead="Try other words, or one of these questions",
    trouble="Sorry, no answer is possible at the moment; your question is still here. Please try again in a while, "
    "and tell the people who run this site if it goes on.",
    too_long="This question is too long: {count} characters; the limit is {limit}. Please shorten it and ask again.",
    by_extraction="Quoted from the documents",
    by_model="Written by the language model {name}, checked against the original text sentence by sentence",
)


def choose_words(language: Language) -> Words:
    return ENGLISH if language is Language.EN else CHINESE


def choose_language(chosen: str, accept_language: str) -> Language:
    """The page's language: what the person chose ("zh", "en", "" for nothing), else what their browser prefers.

    `accept_language` is the HTTP header (RFC 9110, 12.5.4). Of several, the highest weight wins, the
    first among equals; weight 0 means "not this one". Chinese when it names neither language.

    >>> choose_language("", "fr;q=0.9, en-GB;q=0.8, zh;q=0.5").value
    'en'
    """
    if chosen in {Language.ZH.value, Language.EN.value}:
        return Language(chosen)
    preferred, best_weight = Language.ZH, 0.0
    for entry in accept_language.split(","):
        tag, _, parameter = entry.partition(";")
        code = tag.strip().lower().partition("-")[0]
        weight = _parse_weight(parameter)
        if code in {Language.ZH.value, Language.EN.value} and weight > best_weight:
            preferred, best_weight = Language(code), weight
    return preferred


def _parse_weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
