"""Who owns what: finding names in texts, cells and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrtui.model.records import COMPANY, TEAM

_HANDLE = r"@[\w](?:[\w.\-]*\w)?"
_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*"
_FRONT = re.compile(
    rf"(?:\[\s*(?P<login>@?[a-z][a-z0-9_\-]*|{_NAME_WORD}(?: {_NAME_WORD}){{1,2}})\s*\]|"
    rf"(?P<at>{_HANDLE}))"
    r"\s*[:：\-–—]?\s+(?P<rest>\S.*)",
    re.S,
)
_SAID = re.compile(
    r"[\s,;，；–—-]*[\[(（【{]?\s*(?:owners?|dri|lead|assignees?|负责人|责任人|respons[áa]vel)\s*[:：=]\s*"
    r"(?P<who>[^\])）】}]{1,80}?)\s*[\])）】}]?\s*$",
    re.I,
)
_BACK = re.compile(
    rf"[\s,，;；:：\-–—]*[\[(（]?\s*(?P<all>{_HANDLE}(?:\s*[,，、;；/&]\s*{_HANDLE}|"
    rf"\s+{_HANDLE})*)\s*[\])）]?\s*[.。]?$"
)
_BRACKETS = re.compile(r"[(（]\s*(?P<who>[^()（）\d]{1,30}?)\s*[)）]\s*$")
_SPLIT = re.compile(
    r"\s*[,，、;；&+]\s*|\s+/\s+|\s*/\s*(?=@)|\s+and\s+|(?<=\S\S)[和与](?=\S\S)|\s+(?=@)"
)
_LONGEST = 2_000
_NOT_A_TAG = frozenset(
    {
        "x",
        "wip",
        "draft",
        "todo",
        "tbd",
        "done",
        "blocked",
        "new",
        "optional",
        "stretch",
        "p",
        "paused",
    }
)
_NOBODY = frozenset(
    {"", "-", "–", "—", "tbd", "n/a", "na", "none", "nobody", "?", "todo", "无", "待定", "null"}
)
_COMPANY = re.compile(
    r"(?:the\s+)?(?:company|organi[sz]ation|corporate|公司|全公司|集团|empresa)(?:\s*(?:level|"
    r"wide|级|层面))?",
    re.I,
)
_TEAM = re.compile(r"(?:the|our)?\s*(?:whole\s+)?(?:team|团队|全组|全员|equipe|time)", re.I)
_OKRS = r"(?:okrs?|objectives(?: and key results)?|goals|目标)"
_POSSESSIVE = re.compile(rf"(?P<who>\S.{{0,30}}?)(?:['’]s|s['’])\s*(?:{_OKRS})?", re.I)
_POSSESSIVE_CHINESE = re.compile(
    rf"(?P<who>[\u4e00-\u9fff]{{2,3}}?)\s*的?\s*(?:个人\s*)?{_OKRS}", re.I
)
_OF_OKRS = re.compile(rf"\s*[-–—:：]?\s*{_OKRS}\s*$", re.I)
_DEPARTMENT = re.compile(
    r"\b(?:talent|sales|marketing|engineer\w*|product\w*|operations?|ops|people|finance|"
    r"legal|design\w*|"
    r"support|customers?|data|security|infra\w*|platform|growth|company|teams?|hr|research|"
    r"community|"
    r"business|quality|reliability|mobile|web|backend|frontend|developers?|devrel|core|"
    r"content|strategy|"
    r"revenue|users?|efficiency|capability|overview|summary|okrs?|objectives?|goals?|"
    r"vision|mission|"
    r"general|other|internal|external|health|learning|career|personal|work|life|family|appendix)\b",
    re.I,
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛"
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A title without the names in it, and the names. `maybe` is left in the title."""

    title: str
    owner: str | None = None
    collaborators: tuple[str, ...] = ()
    maybe: str | None = None


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell or after `Owner:`, without `@` and without `TBD`."""
    names = (part.strip(" @()（）[]`.?") for part in _SPLIT.split(text.strip()[:200]))
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in _NOBODY))


def no_name(name: str) -> bool:
    """Return whether a word that stands where a name would is none: `TBD`, `wip`, 待定."""
    return name.casefold() in _NOBODY or name.casefold() in _NOT_A_TAG


def is_chinese_name(text: str) -> bool:
    """Return whether a text can be a person's Chinese name: a surname and one or two signs."""
    return text[:1] in _SURNAMES and bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", text))


def names_owner(text: str) -> bool:
    """Return whether a text ends by saying who owns it: `(owner: Lin)`, 负责人：林."""
    match = _SAID.search(text[-_LONGEST:])
    return bool(match and match.start() and split_names(match["who"]))


def owned(text: str) -> Owned:
    """Return a title and who it names as its owner, in front of it or at its end."""
    if len(text) > _LONGEST:
        return Owned(text)
    if match := _SAID.search(text):
        names = split_names(match["who"])
        if names and match.start():
            return Owned(text[: match.start()].strip(), names[0], names[1:])
    match = _FRONT.match(text)
    if match and (name := (match["login"] or match["at"]).lstrip("@")).casefold() not in _NOT_A_TAG:
        return Owned(match["rest"].strip(), name)
    match = _BACK.search(text)
    if match and match.start() and (names := split_names(match["all"])):
        return Owned(text[: match.start()].strip(), names[0], names[1:])
    match = _BRACKETS.search(text)
    if match and match.start() and (names := split_names(match["who"])):
        return Owned(text, maybe=names[0])
    return Owned(text)


def group(text: str) -> str | None:
    """Return `team` or `company` where a heading or cell says so."""
    text = text.strip(" :：")
    if _COMPANY.fullmatch(text):
        return COMPANY
    return TEAM if _TEAM.fullmatch(text) else None


def whose(heading: str) -> str | None:
    """Return whose part of the document a heading opens (`Lin's OKRs`, `@lin`), if it says."""
    heading = heading.strip(" :：")
    if match := re.fullmatch(rf"({_HANDLE})(?:\s*[(（].*[)）])?", heading):
        return match[1].lstrip("@")
    match = _POSSESSIVE.fullmatch(heading) or _POSSESSIVE_CHINESE.fullmatch(heading)
    if match and person(match["who"]):
        return match["who"].lstrip("@").strip()
    return None


def person(text: str) -> bool:
    """Return whether a heading looks like somebody's name and like nothing else."""
    text = plain_name(text)
    if not text or any(character.isdigit() for character in text) or _DEPARTMENT.search(text):
        return False
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text):
        return is_chinese_name(text)
    words = text.split()
    return 1 <= len(words) <= 3 and all(re.fullmatch(_NAME_WORD, word) for word in words)


def plain_name(heading: str) -> str:
    """Return the name in a heading, without a role in brackets and without `OKRs`."""
    bare = re.sub(r"\s*[(（].*[)）]\s*$", "", heading.strip(" :：")).strip()
    return _OF_OKRS.sub("", bare) or bare
