"""What the chat and the reading pages say in their own voice, in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import NoticeCode
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
    # Reading a citation in its document
    open_in_document: str
    outline_title: str
    document_text: str
    open_new_window: str
    close_reader: str
    previous_source: str
    next_source: str
    source_count: str
    reader_loading: str
    reader_failed: str
    place_missing: str
    place_changed: str
    quote_begins: str
    quote_ends: str
    earlier_part: str
    later_part: str
    back_to_asking: str
    flaw_masked_figure: str
    flaw_masked_name: str
    flaw_damaged_text: str
    flaw_truncated: str
    flaw_numbering_gap: str
    flaw_duplicate_number: str
    flaw_tracked_change: str
    flaw_unsupported_object: str
    # What can be done with an answer
    copy_answer: str
    copy_refusal: str
    copied: str
    copy_failed: str
    copied_question: str
    copied_answer: str
    share_question: str
    link_copied: str
    useful_question: str
    thumb_up: str
    thumb_down: str
    reason_up: str
    reason_down: str
    send_reason: str
    thanks: str
    thanks_for_reason: str
    feedback_failed: str
    related_title: str
    covered_title: str
    new_chat: str
    for_programs: str
    # When it does not go smoothly
    slow: str
    offline: str
    unreachable: str
    too_many: str
    too_busy: str

    def explain(self, code: NoticeCode) -> str:
        """What a reader of a paragraph must know of such a notice; "" for what concerns only those who keep the documents."""
        return {
            NoticeCode.MASKED_FIGURE: self.flaw_masked_figure,
            NoticeCode.MASKED_NAME: self.flaw_masked_name,
            NoticeCode.DAMAGED_TEXT: self.flaw_damaged_text,
            NoticeCode.TRUNCATED: self.flaw_truncated,
            NoticeCode.NUMBERING_GAP: self.flaw_numbering_gap,
            NoticeCode.DUPLICATE_NUMBER: self.flaw_duplicate_number,
            NoticeCode.TRACKED_CHANGE: self.flaw_tracked_change,
            NoticeCode.UNSUPPORTED_OBJECT: self.flaw_unsupported_object,
        }.get(code, "")


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
    question_placeholder="输入问题，按回车提问",
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
    open_in_document="在文件中查看",
    outline_title="目录",
    document_text="文件原文",
    open_new_window="在新窗口打开",
    close_reader="关闭",
    previous_source="上一处引文",
    next_source="下一处引文",
    source_count="出处 {number} / {count}",
    reader_loading="正在打开文件",
    reader_failed="现在打不开这份文件，请检查网络后再试。",
    place_missing="这个段落已经不在收录的文件里了，文件可能已更新或移除。请重新提问。",
    place_changed="这个段落的文字在 {date} 更新过，与回答时引用的不同；请以现在的文字为准，或重新提问。",
    quote_begins="引文开始：",
    quote_ends="（引文结束）",
    earlier_part="前面的内容",
    later_part="后面的内容",
    back_to_asking="去提问",
    flaw_masked_figure="原文把这个数字隐去了，文件没有公布具体数值。",
    flaw_masked_name="原文把这个名称隐去了，文件没有写明是哪一个。",
    flaw_damaged_text="原文这里的数字或文字缺失，内容不明；需要准确内容请向发文单位核实。",
    flaw_truncated="原文到这里中断了，后面的内容文件里没有。",
    flaw_numbering_gap="这里的编号与前面不连续，原文如此。",
    flaw_duplicate_number="这里的编号与前面重复，原文如此。",
    flaw_tracked_change="原文这里有修订痕迹，显示的是修订后的文字。",
    flaw_unsupported_object="原文这里有图片或其他内容，无法显示，请查看原文件。",
    copy_answer="复制回答和出处",
    copy_refusal="复制回答",
    copied="已复制",
    copy_failed="没能复制，请手动选取",
    copied_question="问：",
    copied_answer="答：",
    share_question="复制提问链接",
    link_copied="链接已复制",
    useful_question="这个回答有帮助吗？",
    thumb_up="有帮助",
    thumb_down="没帮助",
    reason_up="哪里有帮助？（可不填）",
    reason_down="哪里不对或缺了什么？（可不填，请不要写个人信息）",
    send_reason="发送",
    thanks="谢谢，已记下。",
    thanks_for_reason="谢谢，您的说明已记下。",
    feedback_failed="没能记下，请稍后再试。",
    related_title="文件里还写到",
    covered_title="文件里写到了这些，可以直接点开问",
    new_chat="新对话",
    for_programs="供程序调用",
    slow="比平时慢一些，还在查阅，请稍等",
    offline="网络断开了。接通以后可以继续提问，已有的回答还在。",
    unreachable="暂时连不上服务器，正在重试。您的问题没有丢失。",
    too_many="提问太频繁了，请 {seconds} 秒后再问。",
    too_busy="现在提问的人太多，请过一会儿再问。您的问题还在输入框里。",
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
    open_in_document="See it in the document",
    outline_title="Contents",
    document_text="Text of the document",
    open_new_window="Open in a new window",
    close_reader="Close",
    previous_source="Previous quotation",
    next_source="Next quotation",
    source_count="Source {number} / {count}",
    reader_loading="Opening the document",
    reader_failed="The document cannot be opened now. Please check your connection and try again.",
    place_missing="This paragraph is no longer in the documents, which may have been updated. Please ask again.",
    place_changed="The words of this paragraph changed on {date} and differ from those cited; "
    "please go by the present ones, or ask again.",
    quote_begins="Quotation: ",
    quote_ends=" (end of quotation)",
    earlier_part="What comes before",
    later_part="What comes after",
    back_to_asking="Ask a question",
    flaw_masked_figure="The source hides this figure; the document does not give it.",
    flaw_masked_name="The source hides this name; the document does not say which it is.",
    flaw_damaged_text="The source has lost a figure or words here; ask the issuing body for the exact content.",
    flaw_truncated="The source breaks off here; what follows is not in the document.",
    flaw_numbering_gap="The numbering skips here, as in the source.",
    flaw_duplicate_number="The number is repeated here, as in the source.",
    flaw_tracked_change="The source has revision marks here; the revised words are shown.",
    flaw_unsupported_object="The source has a picture or other content here that cannot be shown; see the original file.",
    copy_answer="Copy with sources",
    copy_refusal="Copy answer",
    copied="Copied",
    copy_failed="Could not copy; please select the text",
    copied_question="Q: ",
    copied_answer="A: ",
    share_question="Copy link",
    link_copied="Link copied",
    useful_question="Was this helpful?",
    thumb_up="Helpful",
    thumb_down="Not helpful",
    reason_up="What helped? (optional)",
    reason_down="What is wrong or missing? (optional; no personal details, please)",
    send_reason="Send",
    thanks="Thank you, noted.",
    thanks_for_reason="Thank you, your comment is noted.",
    feedback_failed="This could not be noted; please try again later.",
    related_title="The documents also cover, in their own Chinese words",
    covered_title="The documents do cover these, in their own Chinese words; click one to ask",
    new_chat="New chat",
    for_programs="For programs",
    slow="Slower than usual, still looking; please wait",
    offline="You are offline. You can go on asking once you are connected; the answers so far are still here.",
    unreachable="The server cannot be reached at the moment, trying again. Your question is not lost.",
    too_many="You are asking very often; please ask again in {seconds} seconds.",
    too_busy="Too many people are asking right now. Please ask again in a while; your question is still in the box.",
)


def choose_words(language: Language) -> Words:
    return ENGLISH if language is Language.EN else CHINESE


def quote_title(title: str, words: Words) -> str:
    """A document's title in title marks, which it has once.

    >>> quote_title("要点", CHINESE), quote_title("《办法》", CHINESE)
    ('《要点》', '《办法》')
    """
    return title if title.startswith("《") and title.endswith("》") else words.document_title.format(title=title)
