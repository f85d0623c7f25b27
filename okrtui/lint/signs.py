"""Signs in a text that a rule looks for: a launch, a figure that flatters, a method, a problem."""

from __future__ import annotations

import re

from okrtui.lint.patterns import any_of

_LAUNCH = any_of(
    r"\b(?:launch(?:ed|es|ing)?|releas(?:e|ed|es|ing)|ship(?:s|ped|ping)?|go(?:es|ing)? live|"
    r"went live|goes? to production|roll(?:s|ed|ing)? out|deploy(?:s|ed|ing)?|publish(?:es|ed|"
    r"ing)?)\b|"
    r"上线|发布|投产|推出|开通|首发"
)
_FLATTERS = any_of(
    r"\b(?:page ?views?|impressions|followers|likes|downloads|installs|app installs|"
    r"(?:total|cumulative|all-time) (?:users?|sign-?ups?|registrations|visits)|registered users|"
    r"registrations|stars|shares|retweets|hits)\b|"
    r"粉丝(?:数|量)?|点赞|曝光(?:量|次数)?|下载量|浏览量|阅读量|播放量|转发(?:量|数)|"
    r"累计(?:注册|用户|下载|访问)[^，,。；;]{0,4}|注册(?:用户)?(?:数|量)|装机量"
)
_PAYS_OFF = re.compile(
    r"\b(?:convert\w*|conversion|retention|retained|active|paying|paid|revenue|orders?|purchas\w+|"
    r"renew\w*|qualified|of (?:them|whom|these))\b|"
    r"转化|留存|活跃|付费|成交|下单|复购|续费|收入|营收|有效",
    re.IGNORECASE,
)
_METHOD = any_of(
    r"\b(?:through|via|using|by means of|with the help of|thanks to|by (?:not |first )?\w+ing|"
    r"based on|"
    r"leveraging)\b|"
    r"通过(?!率|评审|验收|审|测|认证|考|检)|借助|依靠|依托|利用|采用|运用|基于|凭借|围绕|"
    r"以[^，,。；;]{1,20}(?:方式|手段|为抓手|为核心|为基础)|经由"
)
_PROBLEM = any_of(
    r"\b(?:so that|because|solv\w+|fix(?:es|ing)? (?:the|their|our) \w+ problem|who|whose|pain|"
    r"(?:lets?|helps?|enabl(?:es?|ing)|allow(?:s|ing)?|spares?|relieves?) (?:\w+ )?\w+s|"
    r"(?:for|of|among|by) (?:our |the |new |all |every |small |"
    r"\w+ )?"
    r"(?:customers?|users?|merchants?|sellers?|buyers?|teams?|patients?|students?|teachers?|"
    r"readers?|"
    r"developers?|visitors?|members?|partners?|clients?|shops?|families|parents|subscribers?)|"
    r"without (?:waiting|having|needing))\b|"
    r"解决|痛点|难题|问题|困扰|让[^，,。；;]{0,8}(?:用户|客户|商家|孩子|员工|老师|学生|"
    r"开发者)(?!满意|[^，,。；;]{0,4}[率数量])|"
    r"(?:帮助|支持|满足)[^，,。；;]{0,8}(?:用户|客户|商家|员工|老师|学生|开发者)"
)
_COMPARED = any_of(
    r"\b(?:from|vs\.?|versus|compared|than|current(?:ly)?|baseline|industry|benchmark|record|"
    r"average|"
    r"by (?:a |an )?(?:\d|one|half|third)|double|triple|halve|twice|up|more|less|fewer|another|"
    r"additional|increase\w*|grow\w*|reduc\w+|cut|improv\w+|rais\w+|lower\w*|top \d+)\b|\dx\b|"
    r"[+-]\d|→|->|"
    r"从|由|原|目前|当前|现有|相比|较|比|同比|环比|行业|标杆|新高|翻|倍|提升|提高|增长|增加|"
    r"新增|拉新|"
    r"降低|降至|下降|缩短|减少|突破|排名|前[一二三四五六七八九十\d]"
)
_LEVELS = (
    r"\b(?:nps|csat|uptime|availability|satisfaction|rate|ratio|score|rating|coverage|latency|"
    r"retention|"
    r"churn|conversion|accuracy|precision|recall|share|margin|revenue|arr|mrr|dau|mau)\b|"
    r"率|满意度|可用性|评分|得分|占比|份额|营收|收入|利润|日活|月活|时长"
)
_ANY_LEVEL = any_of(_LEVELS)
_LEVEL = any_of(
    rf"(?:{_LEVELS})[^,.;:，。；：(（\d]{{0,25}}\d",
    rf"\d[\d.,]*\s?[%％]?\+?\s?[^,.;:，。；：(（\d]{{0,12}}(?:{_LEVELS})",
)
_LONG = any_of(
    r"(?<![A-Za-z0-9])Q[1-4](?![0-9A-Za-z])|\bH[12]\b|\bFY\d|\bEO[QY]\b|"
    r"\b(?:quarter|half|year|semester|trimester)s?\b|季度|季末|半年|年底|年末|年内|全年|今年|"
    r"明年|财年|"
    r"\b20\d\d\b(?![-/年])"
)
_SHORTER = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\bweek\b|\b(?:mid|first month)|"
    r"\d\s?月|月(?:底|中|初|末)|"
    r"\d[./-]\d|周|[上中下]旬|日前|号前"
)
_RHYTHM = any_of(
    r"每(?:隔)?[一二两三四半双\d]?个?(?:天|日|周|星期|月|季度?|年|双周)|\b(?:per|every|each|"
    r"an?|once a|twice a)\s+(?:\w+\s+)?"
    r"(?:day|week|fortnight|month|quarter)s?\b|\b(?:bi-?)?(?:daily|weekly|monthly|quarterly)\b"
)
_PARTNER = any_of(
    r"\b(?:in partnership with|in (?:collaboration|cooperation) with|together with|jointly with|"
    r"depend(?:s|ing)? on|blocked (?:on|by)|with (?:the )?(?:support|help) (?:of|from)|"
    r"requires? \w+ from)\b|"
    r"依赖|协同|配合|联合|合作方|协作|与[^，,。；;]{1,10}合作"
)


def launches(text: str) -> bool:
    """Return whether a text speaks of putting something out."""
    return bool(_LAUNCH.search(text))


def flatters(text: str) -> str | None:
    """Return the figure in a text that only ever grows and pays for nothing, if there is one."""
    found = _FLATTERS.search(text)
    return found[0] if found and not _PAYS_OFF.search(text) else None


def has_method(text: str) -> bool:
    """Return whether a text says by what means."""
    return bool(_METHOD.search(text))


def has_problem(text: str) -> bool:
    """Return whether a text says for whom, or against what trouble."""
    return bool(_PROBLEM.search(text))


def is_level_alone(text: str) -> bool:
    """Return whether a text says what level to reach and nothing of where one stands."""
    return not _COMPARED.search(text) and _reaches_level(text)


def is_of_a_level(text: str) -> bool:
    """Return whether a text has a number that something reaches, and not one that is made."""
    return "%" in text or "％" in text or _reaches_level(text)


def _reaches_level(text: str) -> bool:
    # A number near it, not just somewhere; looking for both at once costs five times as much.
    return bool(_ANY_LEVEL.search(text) and _LEVEL.search(text))


def is_compared(text: str) -> bool:
    """Return whether a text says against what its number is large or small."""
    return bool(_COMPARED.search(text))


def is_long(text: str) -> bool:
    """Return whether a text sets a quarter or more as its time, and nothing shorter."""
    return bool(_LONG.search(text)) and not _SHORTER.search(text)


def has_rhythm(text: str) -> bool:
    """Return whether a text says how often: the method takes that for a limit in time (5.2)."""
    return bool(_RHYTHM.search(text))


def names_partner(text: str) -> bool:
    """Return whether a text says that others must do their part."""
    return bool(_PARTNER.search(text))


# -- objectives

_VERBS_ZH = re.compile(
    r"提升|提高|打造|构建|建设|建立|建成|赋能|促进|落地|成为|实现|推动|推进|保障|保证|确保|"
    r"优化|完善|拓展|拓宽|"
    r"加强|降低|增加|增强|扩大|让|使|为|确定|探索|完成|上线|发布|开发|培养|培育|打通|跑通|形成|"
    r"支撑|支持|服务|引领|"
    r"改善|改进|缩短|减少|激发|激活|深化|夯实|巩固|聚焦|统一|开拓|开展|突破|做|成长|走|赢|守住|"
    r"保持|维持|稳定|"
    r"创造|创新|孵化|沉淀|储备|吸引|留住|满足|解决|消除|转型|升级|重塑|驱动|助力|融合|开放|"
    r"掌握|学会|找到|搭建|"
    r"营造|树立|达成|达到|超越|加速|加快|健康|可持续"
)
_VERBS_EN = re.compile(
    r"\b(?:never|always|nobody|everybody|everyone|everything|nothing|every|each|whoever|where|"
    r"when|how|what|why|without|"
    r"more|less|fewer|better|faster|\w+n['’]t|is|are|be|being|becom\w+|has|have|can|will|"
    r"should|must|make[s]?|making|to \w+|that|who|"
    r"we|our|us|you|let)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;]\s")
_FIRST_EN = re.compile(
    r"(?:\w+ly )?(?:\w+ing|\w+[ai]r|"
    r"(?:re-?)?(?:accelerat|achiev|add|adopt|advanc|align|allow|amplif|attract|automat|avoid|"
    r"balanc|boost|bring|broaden|build|"
    r"captur|chang|clos|commit|complet|connect|consolidat|control|convert|cover|creat|cultivat|"
    r"cut|decreas|defin|delight|deliver|"
    r"demonstrat|deploy|design|develop|disrupt|diversif|do|doubl|drive|driv|earn|educat|"
    r"eliminat|embrac|empower|enabl|encourag|"
    r"engag|enhanc|enrich|ensur|enter|establish|evolv|execut|exceed|expand|explor|extend|find|"
    r"finish|fix|focus|foster|free|gain|"
    r"get|giv|go|grow|guarantee|hav|help|hir|hit|hold|implement|improv|increas|innovat|inspir|"
    r"integrat|introduc|invent|invest|join|keep|kick|"
    r"know|land|launch|lead|learn|leverag|lift|liv|lower|maintain|manag|master|maximi[sz]|meet|"
    r"migrat|minimi[sz]|moderni[sz]|monetiz|"
    r"move|mov|nurtur|offer|open|optimi[sz]|organi[sz]|outperform|own|perfect|pioneer|"
    r"positively|prepar|prevent|produc|professionali[sz]|"
    r"promot|protect|prov|provid|publish|push|put|rais|reach|realiz|redefin|reduc|refin|"
    r"refresh|releas|remov|replac|restor|retain|rethink|"
    r"run|sav|scal|secur|set|shap|shift|ship|show|simplif|solv|spread|stabili[sz]|"
    r"standardi[sz]|start|stay|stop|stor|streamlin|strengthen|"
    r"support|sustain|switch|take|tak|target|teach|tell|think|train|transform|translat|"
    r"transition|treat|turn|understand|unif|unlock|"
    r"upgrad|us|valid|win|work|writ)(?:e|es|y|ies|s|ed|ied|ate|n|t)?)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8
_MOST_SIGNS = 10


def is_bare_phrase(text: str) -> bool:
    """Return whether an objective names a thing and goes nowhere: `Community outreach`, 大中台."""
    text = text.strip(" .。!！:：")
    if any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return len(text) <= _MOST_SIGNS and not _VERBS_ZH.search(text)
    words = text.split()
    return len(words) == 1 or (
        0 < len(words) <= _MOST_WORDS
        and not _FIRST_EN.match(text)
        and not _VERBS_EN.search(text)
        and text.isascii()
        and not _CLAUSE.search(text)
    )
