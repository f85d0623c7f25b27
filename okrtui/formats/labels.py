"""Recognising what a line says it is: an objective, a key result, a heading over them, a remark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from okrtui.formats.inline import Inline
from okrtui.formats.kinds import kind_line

_SEPARATOR = r"(?:\s*[:：]\s*|\s*[.．、）)\]】]\s+|\s*[、】]\s*|\s+[-–—|]+\s+)"
_NUMBER = (
    r"(?:\s*(?:o|kr)\s?\d+(?:\.\d+)*|"
    r"\s*[#№]?\s*(?:\d+(?:[.\-]\d+)*|[一二三四五六七八九十]{1,3}|(?-i:[A-H])(?=\s*[:：.])))"
)
# What stands between a label and its colon: a weight, an owner.
_SIDE = r"(?:\s*[（(](?P<side>[^()（）]{1,30})[)）])?"

_OBJECTIVE_WORDS = (
    r"objectives?|objetivos?|objectifs?|obiettivo|ziel|doelstelling|目标|目標|цель|목표"
)
_KEY_RESULT_WORDS = (
    r"key[\s-]*results?|krs?|result(?=\s*#?\d)|key[\s-]*res|resultados?[\s-]*chave|resultados?[\s-]*clave|"
    r"r[ée]sultats?[\s-]*cl[ée]s?|risultat[oi][\s-]*chiave|schl[üu]sselergebniss?e?|"
    r"关键结果|关键成果|關鍵結果|關鍵成果|主要な?結果|主な結果|成果指標|"
    r"ключев(?:ой|ые)[\s-]*результаты?|핵심\s*결과"
)
_WEAK_WORDS = (
    r"problem area|focus area|goal|theme|strategic theme|pillar|priority|big rock|方向|主题"
)

_OBJECTIVE = re.compile(
    rf"(?:(?:team|company|individual|personal|shared|团队|公司|个人|部门)\s*)?"
    rf"(?:{_OBJECTIVE_WORDS}){_NUMBER}?{_SIDE}{_SEPARATOR}(?P<text>\S.*)",
    re.I | re.S,
)
_OBJECTIVE_LETTER = re.compile(
    rf"(?:O\s?-?\d+(?:\.\d+)*(?:{_SIDE}{_SEPARATOR}|\s+)|O\s*[:：]\s*)(?P<text>\S.*)", re.S
)
_KEY_RESULT = re.compile(
    rf"(?:O\s?\d+\s*[.\-/ ]?\s*)?(?:{_KEY_RESULT_WORDS}){_NUMBER}?{_SIDE}{_SEPARATOR}"
    r"(?P<text>\S.*)",
    re.I | re.S,
)
_KEY_RESULT_NUMBERED = re.compile(
    r"(?:O\s?\d+\s*[.\-/ ]?\s*)?KR[\s-]?\d+(?:\.\d+)*\s+(?P<text>\S.*)", re.S
)
# `CRO KR: …` says whose key result it is; the words in front belong to its text.
_KEY_RESULT_OF = re.compile(
    r"(?P<text>[A-Z][\w&/.]*(?: [A-Z&][\w&/.]*){0,2} KR\s?\d*\s*[:：]\s*\S.*)"
)
_WEAK = re.compile(rf"(?:{_WEAK_WORDS}){_NUMBER}?\s*[:：]\s*(?P<text>\S.*)", re.I | re.S)

_OVER_OBJECTIVES = re.compile(
    rf"(?:(?:our|the|main|team|company|individual|我的|团队|公司)\s*)?(?:{_OBJECTIVE_WORDS}|O){_NUMBER}?"
    rf"\s*(?:\([^)]*\))?\s*[:：]?",
    re.I,
)
_OVER_KEY_RESULTS = re.compile(
    rf"(?:(?:the|our|main|measurable)\s+)?(?:{_KEY_RESULT_WORDS}|results)"
    rf"{_NUMBER}?\s*(?:[（(][^)）]*[)）])?\s*[:：]?",
    re.I,
)
_MERE_RESULTS = re.compile(r"(?:(?:the|our|main)\s+)?results\s*[:：]?", re.I)
_ONLY_NUMBER = re.compile(
    rf"(?:(?:{_KEY_RESULT_WORDS}|{_OBJECTIVE_WORDS}|o)\s*)?[#№]?\s*\d[\d.\-]*\s*[:：.]?", re.I
)
_ABOUT_OKRS = re.compile(
    rf"\bokrs?\b|\bobjectives?\b|key[\s-]*results?|\bgoals?\b|\bobjetivos?\b|"
    rf"(?<![a-z])(?:{_KEY_RESULT_WORDS})(?![a-z])|目标|目標",
    re.I,
)

_REMARKS = re.compile(
    r"(?P<name>why|context|background|rationale|note|notes|update|updates?|status|score|"
    r"scores?|final score|"
    r"grade|progress|confidence|priority|p|risk|risks|blockers?|dependenc(?:y|ies)|depends on|"
    r"alignment|aligned with|[\w/ ]{0,30}okr alignment|owners?|dri|lead|assignees?|assigned to|"
    r"respons[áa]vel|responsable|tracking|baseline|base line|starting (?:value|point)|start|from|"
    r"current(?: value)?|actual|target|goal value|meta|objetivo final|stretch(?: goal)?|"
    r"metrics?|measure(?:d by)?|kpi|unit|due(?: date)?|deadline|end date|by when|"
    r"tasks?|initiatives?|actions?|action items?|deliverables?|milestones?|category|type|"
    r"weight|tags?|"
    r"comments?|links?|epic|issue|cycle|quarter|period|state|value|周期|季度|"
    r"原因|背景|说明|备注|进展|进度|状态|评分|得分|信心(?:指数)?|优先级|风险|依赖|对齐|负责人|责任人|"
    r"owner|协作人|基线|起始值|初始值|当前值?|目标值|指标|单位|截止(?:日期|时间)?|任务|工作任务|"
    r"举措|行动|里程碑|类别|权重|标签)"
    r"\s*[:：]\s*(?P<value>.*)",
    re.I | re.S,
)

_SAYS_OWNER = re.compile(r"\s*(?:owner|dri|lead|负责人|责任人|respons[áa]vel)\s*[:：=]", re.I)
# A number is a list's only with a sign behind it: `3 blog posts` begins with what it counts.
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*(?:[.)．]\s+|[.．](?=[\u4e00-\u9fff])|[、）]\s*)|[①-⑳]\s*)(?P<text>\S.*)",
    re.S,
)
_ENDING = re.compile(r"\s*(?:=>|⇒)\s*[\w ,.%/'’()-]{1,60}$|\s*\|+\s*$", re.S)
_SIGNS = re.compile(r"^(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+\s*)+(?=\S)")


_OPENS = re.compile(
    r"(?:\S+\s+){0,7}\S*\bokrs?\b(?:\s+\S+){0,7}|.{0,12}okrs?(?![a-z]).{0,12}|"
    r"(?:\S+\s+){0,6}objectives?\s*(?:and|&|\+|/)\s*key\s*results?(?:\s+\S+){0,6}|"
    r"(?:\S+\s+){0,2}(?:goals?|objectives?|objetivos?)(?:\s+\S+){0,2}|.{0,8}(?:目标|目標).{0,3}",
    re.I,
)


class Role(Enum):
    """What a line says it is."""

    OBJECTIVE = auto()
    KEY_RESULT = auto()
    OVER_OBJECTIVES = auto()
    OVER_KEY_RESULTS = auto()
    REMARK = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A line, understood.

    text: what is left of it when the label is off. name: the name of a remark, as written.
    ending: what was taken off the end (`=> Achieved`).
    """

    role: Role
    text: str
    name: str = ""
    ending: str = ""


def understand(text: str, lead: str = "") -> Label:
    """Return what a line is.

    Args:
        text: the line in plain text.
        lead: what stands in bold or italics at its beginning, if anything does; there a
            label needs no colon (`**KR1** Ten customers`).
    """
    text = without_signs(text)
    lead = without_signs(lead)
    if _OVER_KEY_RESULTS.fullmatch(text):
        # Mere `Results` are those of an objective only below one.
        mere = text if _MERE_RESULTS.fullmatch(text) else ""
        return Label(Role.OVER_KEY_RESULTS, "", name=mere)
    if _OVER_OBJECTIVES.fullmatch(text):
        return Label(Role.OVER_OBJECTIVES, "")
    for pattern, role in (
        (_KEY_RESULT, Role.KEY_RESULT),
        (_KEY_RESULT_NUMBERED, Role.KEY_RESULT),
        (_OBJECTIVE, Role.OBJECTIVE),
        (_OBJECTIVE_LETTER, Role.OBJECTIVE),
        (_KEY_RESULT_OF, Role.KEY_RESULT),
    ):
        if match := pattern.match(text):
            body, ending = without_ending(match["text"])
            side = match.groupdict().get("side") or ""
            if side and is_owner(side):
                body, side = f"{body} ({side})", ""
            return Label(role, body, ending=side or ending)
    rest = text[len(lead) :].strip()
    if lead and rest and text.startswith(lead):
        if _OVER_KEY_RESULTS.fullmatch(lead) and not _MERE_RESULTS.fullmatch(lead):
            return Label(Role.KEY_RESULT, without_ending(rest)[0])
        if _OVER_OBJECTIVES.fullmatch(lead):
            return Label(Role.OBJECTIVE, without_ending(rest)[0])
    if told := kind_line(text):
        return Label(Role.REMARK, told[1], name=told[0])
    if match := _REMARKS.match(text):
        return Label(Role.REMARK, match["value"].strip(), name=match["name"].strip())
    body, ending = without_ending(text)
    return Label(Role.NONE, body, ending=ending)


def understand_line(inline: Inline) -> tuple[Inline, Label]:
    """Return what a line of a document is; struck through counts also when its label is not."""
    label = understand(inline.text, inline.lead)
    if inline.before and label.role in {Role.OBJECTIVE, Role.KEY_RESULT}:
        just_label = understand(f"{inline.before} x")
        if just_label.role is label.role and just_label.text == "x":
            inline = replace(inline, struck=True)
    return inline, label


def without_signs(text: str) -> str:
    """Return a text without the pictures that decorate its beginning."""
    return _SIGNS.sub("", text)


def without_ending(text: str) -> tuple[str, str]:
    """Return a text and what its end says of it: `Ship it`, `Achieved` of `Ship it => Achieved`."""
    match = _ENDING.search(text)
    if match is None or match.start() == 0:
        return text.strip(), ""
    return text[: match.start()].strip(), match[0].strip(" \t=>⇒-|")


def title_of(text: str) -> str:
    """Return an unlabelled title: without number, and without `Goal:` or `Problem area:`."""
    text, _ = without_ending(without_signs(text))
    if match := _NUMBERED.match(text):
        text = match["text"]
    if match := _WEAK.match(text):
        text = match["text"]
    return without_signs(text).strip()


def is_owner(text: str) -> bool:
    """Return whether a text in brackets says that it is an owner."""
    return text.lstrip().startswith("@") or bool(_SAYS_OWNER.match(text))


def only_number(text: str) -> bool:
    """Return whether a cell holds just `KR 1`, `O2` or `3`: a name, and no text."""
    return bool(_ONLY_NUMBER.fullmatch(text.strip()))


def opens_okrs(text: str) -> bool:
    """Return whether a heading only says that OKRs follow: `Team OKRs 2026`, `Our goals`."""
    return bool(_OPENS.fullmatch(text.strip(" :："))) and not _WEAK.match(without_signs(text))


def about_okrs(text: str) -> bool:
    """Return whether a heading speaks of OKRs, objectives or goals."""
    return bool(_ABOUT_OKRS.search(text))
