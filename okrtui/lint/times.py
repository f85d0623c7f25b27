"""Where a text speaks of time, and whether it says by when.

A rhythm (`per week`, 每月), a yardstick (`than in 2024`, 同比), a window in which something is
measured (`7-day retention`) and a period that only names a thing (`Q3 renewals`) set no limit. What
is left of dates, months, quarters, years, feasts and spans does. All of it is taken out of the
text, so that its numbers are not mistaken for what is to be reached.
"""

from __future__ import annotations

import re
from functools import cache

from okrtui.lint.patterns import any_of
from okrtui.lint.time_words import (
    COUNT,
    DAY_UNIT,
    DIGITS,
    EVENTS_EN,
    EVENTS_ZH,
    FEASTS_EN,
    FEASTS_ZH,
    MONTH,
    MONTH_BUT_MAY,
    MONTHS_ZH,
    PART,
    PERIOD,
    PLANS,
    PLANS_ZH,
    QUARTER,
    SHORT_SPAN,
    SPAN,
    UNIT,
    YEAR,
)

MASK = "\x00"
"""What stands where something was taken out: no letter, no digit, no blank."""

# -- what sets no limit

_NO_LIMIT = (
    # Yardsticks: `than in 2024`, 相比去年.
    (
        r"\b(?:than|vs\.?|versus|compared (?:to|with)|relative to|against|over|since|above|"
        r"from)\s+(?:in\s+|the\s+|our\s+)?"
        rf"(?:(?:same (?:period|quarter) (?:of |in )?)?(?:last|previous|prior)\s+{PERIOD}|"
        rf"(?:{QUARTER}\s?)?{YEAR}\b(?!\s?[-–]\s?\d)|{QUARTER})(?:['’]s)?(?:\s+(?:levels?|"
        r"figures?|baselines?|numbers))?"
    ),
    (
        r"\b(?:Yo[YW]|QoQ|MoM|WoW|year[- ]over[- ]year|year[- ]on[- ]year|"
        r"quarter[- ]over[- ]quarter|"
        r"month[- ]over[- ]month|week[- ]over[- ]week|last (?:year|quarter|month|week))\b|同比|"
        r"环比|去年|上季度|上个?月"
    ),
    # Windows: the last 30 days, 7-day retention, a 12-month roadmap, 近30天.
    rf"\b(?:last|past|previous|trailing|rolling)\s+{COUNT}\s+(?:{SHORT_SPAN}|{SPAN})",
    (
        r"\b(?:\d+|one|two|three|four|five|six|nine|twelve|thirty|sixty|ninety|multi)-(?:day|week|"
        r"month|quarter|year)s?\b"
    ),
    (
        r"\b(?:day|week|month|D|W|M)[- ]?\d{1,3}(?=\s+(?:retention|activation|churn|return|"
        r"engagement|conversion|survival))"
    ),
    # Rhythms.
    (
        rf"\b(?:per|every|each|any given)\s+(?:(?:single|other|{COUNT})\s+)?(?:hour|minute|second|"
        rf"{SHORT_SPAN}|{SPAN}|"
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|working day|half-?year)s?\b"
    ),
    r"(?<=\d)\s?/\s?(?:s|sec|second|min|minute|h|hr|hour|day|d|wk|week|mo|month|yr|year|quarter)\b",
    (
        r"\b(?:times?|x|once|twice|hours?|days?|posts?|[a-z]+s)\s+an?\s+(?:day|week|fortnight|"
        r"month|quarter|year)\b"
    ),
    r"\b(?:bi-?|semi-?)?(?:daily|weekly|monthly|quarterly|annual(?:ly)?|yearly|fortnightly)\b",
    # Periods that name a thing.
    (
        rf"\b(?:{QUARTER}|{YEAR})(?:['’]s)?\s+(?:(?:annual|quarterly|and|product|company|team|"
        rf"sales|marketing|hiring)\s+){{0,2}}"
        rf"{PLANS}\b"
    ),
    (
        rf"\b{PLANS}\s+(?:\w+\s+){{0,3}}for\s+(?:the\s+)?(?:(?:{QUARTER}|{YEAR})(?:\s?(?:,|&|"
        r"and|\+|-)\s?)?)+"
    ),
    # What only looks like time.
    (
        r"\b(?:end[- ]to[- ]end|week-?ends?|real[- ]time|first[- ]time|full[- ]time|part[- ]time|"
        r"day[- ]to[- ]day|year-?round|day one|May (?:be|we|not|I)|24/7|24x7|7[x×*]24)\b|日常|日志|"
        r"日程|月老|年会(?!前)"
    ),
)
_NO_LIMIT_ZH = (
    (
        rf"(?:比|相比|相较于?|较|对比|比起|自|超过|高于|低于)\s*(?:{YEAR}年?(?:{QUARTER})?|"
        rf"{QUARTER}|去年|上年|上季度|上个?月|前年|"
        r"[上去]年|往年|历年)(?:同期|全年|底|末|度)?"
    ),
    rf"(?:近|过去|最近|连续|滚动)\s*{DIGITS}\s*(?:{DAY_UNIT}|{UNIT})",
    (
        rf"(?:次|当|首|新增?|{DIGITS})(?:日|天|周|月|{UNIT})(?=(?:内)?(?:的)?(?:留存|复购|活跃|"
        r"回访|转化|续费|流失|回购|激活|滚动|均|离职))"
    ),
    (
        rf"(?:每逢?|平均每?)\s*(?:隔)?\s*{DIGITS}?\s*(?:个)?\s*(?:小时|分钟|秒钟?|{DAY_UNIT}|"
        rf"{UNIT}|季)"
    ),
    (
        r"(?<![本整当这上下一二三四1-4])(?:月|季|年|日|周)(?:均|销|费|报|会|度(?!内|末|底|结束|前|"
        r"目标))(?!前)|月度|周度|日度|双周|月子|年化|年轻|年龄|周边"
    ),
    r"(?:\d+|[一二三五十]+)\s?年(?:以上|期|规划|战略|计划|愿景|经验|级|制|老店|陈)",
    (
        r"(?=[\dQHF'’年季月上下今明来])"
        rf"(?:{YEAR}年?+(?:度)?+|{QUARTER}|年度|季度|月度|上半年|下半年|今年|明年|下季度|"
        r"下一?季度?|来年)(?:的)?(?!初|底|末|前|内|中|发布|完成|制定|输出|提交|上线|"
        rf"启动)(?:\w{{0,4}}?)(?={PLANS_ZH})"
    ),
)

# -- what does

_LIMIT = (
    # Days.
    (
        r"(?<![\d.])(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}[日号]?(?:前|之前|"
        r"以前)?(?!\d)"
    ),
    r"(?<![\d.])(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?!\d)",
    r"\b\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? {YEAR})?",
    rf"\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!%|\+|\.\d)(?:,? {YEAR})?",
    (
        r"\b(?:by|before|on|until|till|due|no later than)\s+(?:the\s+)?(?:\d{1,2}[/.]\d{1,2}\b(?!%)"
        r"|\d{1,2}(?:st|nd|rd|th)\b(?! half)|"
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|tonight|then\b)"
    ),
    # Months, quarters, halves, years.
    (
        r"\b(?:by |before |until |in |end of |during )?(?:the )?(?:1st|2nd|first|"
        r"second) half of (?:20\d\d|the (?:year|quarter))\b"
    ),
    rf"\b(?:mid-?|early |late |end[- ]of[- ]|end )?(?:{MONTH_BUT_MAY})\b\.?(?: {YEAR})?",
    (
        r"\b(?:in|by|until|till|before|of|end|mid|early|late|during|from|since|through|and|or|to|"
        rf"this|next)[- ](?-i:May)\b|\b(?-i:May) {YEAR}"
    ),
    (
        rf"(?<![A-Za-z0-9])(?:end of |by |mid-?|early |late )?{QUARTER}(?![A-Za-z0-9])(?:季度|底|"
        r"末|初|内|结束|前|中)?"
    ),
    (
        rf"(?<![\w$€£¥#.,/~≥≤><=+-])(?:{YEAR})(?!\s?(?:[%+×x*]|[.,]\d|[a-z]+s\b|个|人|万|亿|次|元|"
        r"家|名|篇|条|份|分|倍|台|件)|[\w])"
    ),
    (
        r"\b(?:EO[QYMDW]|year[- ]?end|quarter[- ]?end|month[- ]?end|mid[- ]?(?:year|quarter|month|"
        r"cycle|term)|end[- ]of[- ](?:year|quarter|month|week|cycle|sprint|term))\b"
    ),
    (
        r"\b(?:end|start|beginning|middle|close|half|first week|last week|"
        r"first month)\s+of\s+(?:(?:the|this|our|next|calendar|fiscal|financial|current|school|"
        rf"academic|coming)\s+){{0,3}}(?:{PERIOD}|summer|winter|spring|autumn|fall|day|"
        r"business)\b"
    ),
    (
        rf"\b(?:this|next|(?:the )?(?:coming|current|following|upcoming))\s+(?:{PERIOD}|summer|"
        r"winter|spring|autumn|fall)\b"
    ),
    (
        r"\b(?:in|within|during|over|throughout|through|by)\s+the\s+(?:(?:first|second|third|"
        rf"fourth|next|coming|whole|full|current)\s+)?(?:{PERIOD}|summer|winter|autumn|"
        r"holidays)\b"
    ),
    (
        r"\b(?:first|second)\s+half\b(?=\s+of|\s*$|\s*[,.;])|\b(?:first|second|third|fourth|final|"
        r"last|next)\s+(?:quarter|trimester|semester|half-year)\b"
    ),
    (
        r"\b(?:by|before|until|end of|in|during|at|through)\s+(?:the\s+)?(?:end of\s+)?(?:week|"
        r"month|day|sprint|quarter|iteration|PI|cycle)\s?#?\d{1,3}\b"
    ),
    r"\b(?:week\s?|(?-i:W))\d{1,2}\b(?=\s*(?:$|[.,;:)]))",
    # Spans from now, or from an event.
    (
        r"\b(?:within|in|inside|over|during|for)\s+(?:(?:the|our|its)\s+)?(?:next|first|coming|"
        rf"following|initial)\s+(?:{COUNT}\s+)?(?:full\s+)?(?:{SHORT_SPAN}|{SPAN})\b"
    ),
    (
        rf"\b(?:the\s+)?first\s+(?:{COUNT}\s+)(?:{SHORT_SPAN}|{SPAN})\b|\bfirst\s+(?:day|week|"
        r"month|quarter|year)\s+(?:of|after|in|post)\b"
    ),
    (
        rf"\b{COUNT}\s+(?:{SHORT_SPAN}|{SPAN})\s+(?:after|from|post|before|prior to|following|"
        r"of)[- ](?:(?:the|our|its|general|public|go)[- ])?"
        r"(?:launch|release|GA|go-?live|availability|kick-?off|start|deployment|roll-?out|now|"
        r"today|migration|signing|beta|event)\b"
    ),
    # Feasts and events.
    rf"\b(?:{FEASTS_EN})\b",
    (
        r"\b(?:before|by|prior to|ahead of|in time for|until|in advance of|"
        r"no later than)\s+(?:(?:the|our|its|this|next|final|first|annual|public|"
        rf"general)\s+){{0,3}}(?:[\w'’-]+\s+){{0,2}}?{EVENTS_EN}\b(?!\s+(?:time|rate|bugs?|"
        r"defects?|process))"
    ),
    # Of other tongues.
    (
        r"\b(?:n[oa]s?|em)\s+(?:primeir[oa]s?|próxim[oa]s?)\s+(?:\d+\s+)?(?:dias?|semanas?|"
        r"m[eê]s(?:es)?|trimestres?|anos?)(?:\s+complet[oa]s?)?\b"
    ),
    (
        r"\bem\s+\d+\s+(?:dias|semanas|meses|trimestres|anos)\b|\b(?:até|"
        r"antes d[oae])\s+(?:o\s+)?(?:fi[mn]|final|dezembro|junho|março|setembro|lançamento|\d)"
    ),
)
_LIMIT_ZH = (
    (
        r"(?<![\d.])\d{1,2}[./]\d{1,2}(?:日|号)?\s?(?:前|之前|以前)|(?:在|截至|截止到?|"
        r"(?<![低高小大少多等优])于)\s?\d{1,2}[./]\d{1,2}(?=\s?(?:[日号，,、]|上线|完成|发布|交付|"
        r"$))"
    ),
    r"(?<![\d.])\d{1,2}[日号](?:前|之前|以前|上线|发布|截止)",
    (
        r"(?=[\s\d年一二三四五六七八九十][^月]{0,12}月)"
        rf"(?:{YEAR}|\d\d)?\s?年?\s?(?<![\d个])(?:\d{{1,2}}\s?[-–~至到]"
        rf"\s?)?{MONTHS_ZH}\s?月(?!度|活|均|销|费|薪|报|会|嫂){PART}(?:\d{{1,2}}[日号])?(?:前|"
        r"之前|以前)?"
    ),
    (
        r"第?[一二三四1-4]\s?季度?(?:度)?(?:底|末|内|前|结束)|第?[一二三四1-4]季度|上半年|下半年|"
        r"前三季度|全年|[整本当]季度?(?:度)?|年内|年底|年末|年前|"
        r"年终(?!奖|总结)|年中|月底|月末|月初|月中|本?季末|季度(?:末|内|底|结束)|期末|期中|"
        r"[上中下]旬|周末前|月内|半年内"
    ),
    (
        r"(?:今|明|后|当|本|来)(?:个)?(?:年|财年|学年|学期)(?!会|轻)(?:度)?(?:内|底|末|初|中|前)?|"
        r"(?:本|这|当|下)(?:一)?(?:个)?(?:季度?|月|周|星期|双月|周期|迭代|季)(?!活|均|刊)(?:内|底|"
        r"末|初|中|前)?"
    ),
    (
        rf"{YEAR}\s?年(?:度|底|末|初|内|前|中|全年)?|(?<!\d)2\d年(?:底|末|初|内|前|中|Q\d|上半年|"
        rf"下半年)|{YEAR}(?=[、，,]\s?{YEAR})"
    ),
    (
        rf"(?:未来|接下来|今后|头|首|前|后)\s?{DIGITS}?\s?(?:{UNIT}|{DAY_UNIT}|"
        r"(?<=首)[周月])(?:之内|内)?(?!留存|前)"
    ),
    (
        r"(?:上线|发布|启动|签约|交付|投产|开业|试点)(?:之?后)(?:的)?(?:首|第|"
        rf"头)?\s?{DIGITS}\s?(?:{UNIT}|{DAY_UNIT})(?:之内|以内|内)?"
    ),
    (
        r"第\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:周|个?月|个季度|个迭代)(?:底|末|内|前|"
        r"结束)?|W\d{1,2}(?:前|底|结束)"
    ),
    rf"{FEASTS_ZH}(?:期间|前|之前|当天|大促|后)?",
    (
        rf"{EVENTS_ZH}(?:之|以)?前(?=[，,、；;。]|\s|$|完成|交付|实现|达到|达成|通过|发布|上线|建|"
        r"把|将|做|拿|签|招|形成|输出|产出|全部|确保|至少)"
    ),
    r"(?:发布会|考试|周期|项目|学期|赛季|合同|活动|会议|迭代)结束(?:之?前|时)",
)

# `within N days` is a limit for the work, or what the work is to be like (`answer within 2 days`).
_WITHIN = re.compile(
    rf"\b(?:within|in|inside|over)\s+(?:{COUNT})\s+(?:{SHORT_SPAN}|{SPAN})\b|"
    rf"{DIGITS}\s?(?:{UNIT}|{DAY_UNIT})(?:之内|以内|内)",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies|ied)|resol\w+|answer\w*|turnaround|SLAs?|fix(?:ed|es)?|"
    r"clos(?:e|ed|es)|"
    r"approv\w+|refund\w*|process(?:ed|es|ing)?|handl\w+|triag\w+|acknowledg\w+|fulfil\w*|"
    r"deliver(?:ed|ies|y)|"
    r"ship(?:ped|ping)|remediat\w+|patch\w*|onboard(?:ed|ing)?|productive|ramp\w*|activat\w+|"
    r"pa(?:id|yback)|"
    r"duration|lead time|cycle time|every|each|all|of (?:any|each|every|an?|\w+ing|receipt|"
    r"submission|sign-?up|report\w*|"
    r"request|order|"
    r"purchase|joining|hire|creation|being|opening))\b|"
    r"响应|解决率|回复|处理|办结|修复|闭环|到货|发货|送达|审批|办理|反馈率|关闭|交付率|及时|"
    r"时效|周期|时长|工单",
    re.IGNORECASE,
)
_AFTER_EVENT = re.compile(
    r"\b(?:after|from|of|post|following)[- ](?:the |our )?(?:launch|release|go-?live|roll-?out|"
    r"deployment)\b",
    re.IGNORECASE,
)


@cache
def _no_limits(*, english: bool) -> re.Pattern[str]:
    # English texts need not look for Chinese words, and those are half of it.
    return any_of(*_NO_LIMIT, *(() if english else _NO_LIMIT_ZH))


@cache
def _limits(*, english: bool) -> re.Pattern[str]:
    return any_of(*_LIMIT, *(() if english else _LIMIT_ZH))


# Nearly all patterns need a digit or one of these; looking for them first is ten times as fast.
_PERHAPS = any_of(
    r"(?:19|20)\d\d|\d\s?[./-]\s?\d|\d(?:st|nd|rd|th)\b|[QHWFYD]\s?\d|\dQ|\d\s?/|618|双1|"
    r"[年月日号周季天旬节末底前后内庆]|春节|两会|十一|黑五|双旦|大促|圣诞|元旦|暑|七夕|端午|"
    r"中秋|同比|环比|学期|周期|迭代|"
    r"\b(?:quarter|year|month|week|day|half|semester|trimes|sprint|iteration|cycle|fortnight|"
    r"term|season|summer|winter|spring|autumn|"
    r"fall|by|before|until|till|prior|ahead|in time|no later|eo[qymdw]\b|mid|end|within|first|"
    r"next|this|per|every|each|than|vs|"
    r"bi-?w|daily|annual|yo|qo|mo|wo|christmas|thanks|black|cyber|easter|new year|hallo|diwali|"
    r"ramadan|eid|valen|prime|single|"
    r"chinese|lunar|golden|indep|labo|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|até|"
    r"antes|primeir|pr[óo]xim|em)"
)


def without_times(text: str) -> tuple[str, bool]:
    """Return a text in which times are masked, and whether one of them says by when."""
    if not _PERHAPS.search(text):
        return text, False
    english = text.isascii()
    text = _no_limits(english=english).sub(MASK, text)
    text, limits = _limits(english=english).subn(MASK, text)
    found = bool(limits)
    if _WITHIN.search(text) and (not _SERVICE.search(text) or _AFTER_EVENT.search(text)):
        text = _WITHIN.sub(MASK, text)
        found = True
    return text, found
