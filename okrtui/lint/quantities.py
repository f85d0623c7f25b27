"""Whether a text says how much or how many: a target that one can hold a number against.

What counts: digits and numbers in words, a share, a multiple, none at all (`zero outages`, 无故障),
and what stands for a number not filled in yet (`XX%`, *亿). What does not: the number in a name, a
version, an ordinal, a level, an age, a weight or score in brackets behind the text, where things
stand today, what sort of customer is meant, and a scale. Those are masked first; what is left is a
quantity.
"""

from __future__ import annotations

import re

from okrtui.lint.patterns import any_of
from okrtui.lint.times import MASK

_NUMBER = r"\d[\d,.]*"
# What may follow a digit directly and still be an amount: `5k`, `200ms`, `3x`, `10GB`.
_UNITS = (
    r"(?:k|m|mm|mn|bn|b|t|x|%|pp|pps|bps|bp|pts?|pcs?|s|sec|secs|ms|us|µs|ns|min|mins|h|hr|hrs|"
    r"d|w|wks?|mo|mos|y|yr|yrs|"
    r"kb|mb|gb|tb|pb|kib|mib|gib|kbps|mbps|gbps|hz|khz|mhz|ghz|qps|tps|rps|rpm|fps|dau|mau|uv|"
    r"pv|kg|g|mg|cm|mm|km|m2|kw|kwh|mw|mwh|"
    r"w|v|l|ml|usd|eur|rmb|cny|gbp|st|nd|rd|th|ppm|fte|ftes|hc|plus|ish)"
)
_CLASSES = (
    r"(?:phase|tier|level|part|version|milestone|round|type|chapter|section|article|option|"
    r"priority|severity|sev|iteration|generation|gen|wave|episode|volume|appendix|figure|table|"
    r"exhibit|issue|"
    r"(?<!^)(?:stage|step|release|grade|batch|ticket|form|group|rule|title|schedule|track|act|"
    r"story)|"
    r"pull request|epic|PR|RFC|ISO(?:/IEC)?|IEC|IEEE|SOC|PCI|NIST|GB/?T?|CVE|ADR|JEP|PEP|EIP|"
    r"KIP|FIPS|EN|UL|ASC|IFRS|"
    r"Basel|Fortune|Global|S&P|CMMI|TRL|HTTP|OAuth|SAML|TLS|SSL|USB|Bluetooth|Wi-?Fi|nível|"
    r"nivel|fase|versão|etapa|"
    r"Web|Industry|Sprint|Week|Day|Month|Year|Goal|KR|OKR|Objective|Project|"
    r"JLPT|HSK|CET|PMP|Series|Category|Area|Zone|Ring|Room|Building|Floor|Gate|Horizon)"
)

_NAMES = (
    r"https?://\S+|\b\w+(?:\.\w+)+/\S*|`[^`]*`__?|[\w/-]*#\d+\b|:\w+:",
    # Words with digits in them: H5, AI2B, p95, id2vec, IPv6, GPT-4o, 3D, 2FA.
    (
        r"(?<![A-Za-z0-9])(?!(?:[NMGCDUPAR][A-Z]{1,3}|UV|PV|"
        r"ROI)\d)[A-Za-z_]+[-]?\d+(?:\.\d+)*[A-Za-z]*[\w-]*"
        r"(?:\s?/\s?[A-Za-z]\d+)*(?:\s?级)?"
    ),
    rf"(?<![A-Za-z0-9.,])\d+(?!{_UNITS}(?![A-Za-z]))[A-Za-z]{{1,6}}\b(?:\d\w*)?",
    (
        r"(?<![A-Za-z0-9.])(?:[2-5]C|2B|4K|8K|1v1|3A|4S|5A)(?=端|业务|产品|市场|客户|网络|消息|"
        r"视频|渲染|建模|打印|\s(?:printing|model\w*|network|video|rendering|coverage|display))"
    ),
    r"(?<![A-Za-z0-9.])(?:[2-6]G|[23]D)(?![A-Za-z0-9]|\s?(?:流量|内存|显存|of))",
    # Versions.
    (
        r"\bv(?:er(?:sion)?)?\.?\s?\d+(?:\.\w+)*\b|\breleases?\s\d+\.\d+|\b\d+\.\d+\.\d+\S*|"
        r"\b\d+\.x\b|(?:版本|版)\s?\d+(?:\.\d+)*|\d+(?:\.\d+)+\s?(?:版|版本|大版本|正式版|时代|"
        r"\s?(?:release|version|launch|rollout|API|milestone)\b)|"
        r"(?:发布|上线|推出|升级到?|迭代)\s?\d+\.\d+(?![\d%万亿个倍分秒])|\b(?:release|ship|launch|"
        r"publish|upgrade to|migrate to|move to)\s+\d+\.\d+(?:\.\d+)?(?!\s?[%x]|\d)"
    ),
    r"(?<=[\u4e00-\u9fffA-Za-z])\s?[1-9]\.0(?![\d%分万亿元倍个])",
    (
        r"\bupgrad\w+\s+(?:[\w.-]+\s+){0,3}?(?:from\s+[\w.]*\d[\w.]*\s+)?to\s+\d+(?:\.\d+)*(?![\d%]"
        r"|\s[a-z]+s\b)"
    ),
    # Behind a word for a kind of thing, or behind a proper name: Phase 2, ISO 14001, Windows 11.
    (
        r"\b(?=[A-Za-z][\w/&'-]{0,14}(?:\s[A-Za-z]{1,8})?\s?[-:#]?\s?\d)"
        rf"{_CLASSES}\s?[-:#]?\s?\d+(?:\.\d+)*\+?[A-Za-z]?(?:\s?(?:and|or|&|/|,|to|"
        rf"[-–])\s?(?:{_CLASSES}\s?)?\d+)*(?!\d|%|\s?(?:[a-z]+\s)?[a-z]{{3,}}s\b)"
    ),
    (
        r"(?<!^)(?<![.:;!?]\s)(?-i:\b(?!(?:NPS|CSAT|DAU|MAU|WAU|ARR|MRR|GMV|ROI|SLA|UV|PV|CTR|CVR|"
        r"ARPU|LTV|CAC|CES|EBITDA|KPI|FTE|QPS|TPS|SEO|DR|PMF)\b)"
        r"(?:[A-Z]|i(?=OS)|mac(?=OS))[a-z]*[A-Z]?[A-Za-z]*)\s\d+(?:\.\d+)*(?=\s*(?:$|[,.;:)\x00]|"
        r"(?![个人名家次天项篇本套件台分元倍万亿千条款位轮场周年小秒种门份])[\u4e00-\u9fff]|"
        r"[a-z]+(?:ing|ed|tion|ment|ity|ort|ion|ance)\b|(?:and|or|for|in|on|by|to|with|before|"
        r"until|as|when|is|are|has|across|without|at|"
        r"from)\b))"
    ),
    # Ordinals, levels, editions, ages, generations, classes of things.
    (
        r"第\s?(?:\d+|[一二三四五六七八九十百]+)|\b\d+(?:st|nd|rd|th|º|ª)\b(?:\s?percentile|"
        r"\s?percentil)?|\bpercentile\s\d+"
    ),
    (
        r"(?:\d+|[一二三四五六七八九十]+)\s?(?:期(?!内)|级(?!别的提升)|等奖|类目|代(?!码|理)|"
        r"号(?:线|楼|机|文)|岁|后(?=[，、\s]|用户|员工|青年|人群)|年级|强(?:企业)?)|"
        r"\b(?:age[ds]?|aged|under|over)\s\d+(?=\s?(?:years? old|[-–]\d+))|\b\d+\s?years?[- ]old\b"
    ),
    # Adjectives of length and shape: a 10-step guide, a 3-tier model.
    (
        r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|multi)-(?:step|tier|layer|way|"
        r"person|part|point|level|phase|stage|digit|page|hour|minute|"
        r"factor|click|sided|dimensional|bit|core|node|line|pager?|on-1|on-one|stop|off|size|time|"
        r"piece)s?\b(?!\s(?:response|turnaround|resolution|SLA|lead|cycle))"
    ),
    (
        r"\b(?:24\s?[/x×*]\s?7|7\s?[x×*]\s?24|9[-–]5|1\s?:\s?1s?|1[- ]on[- ]1s?|360(?:°|"
        r"\s?(?:feedback|review|degree|度|环评))|50/50|101|911|404|996)\b|7\s?[x×*]\s?24"
    ),
    (
        r"(?:从|由)?\s?0\s?(?:[-–~→]|到|至)\s?1(?![\d.%])(?:阶段|的|突破|建设|搭建)?|"
        r"\b(?:from\s)?zero to one\b|\bfrom scratch\b|\b0\s?(?:to|→)\s?1\b"
    ),
    # Scales.
    (
        r"[(（\[]\s?(?:0|1)\s?[-–~到至]\s?(?:1|5|10|100)\s?(?:分)?[)）\]]|\b(?:on a |"
        r"scale )?(?:of )?(?:0|1)\s?(?:[-–]|to)\s?(?:5|10|100)\s?(?:point )?scale\b|"
        r"\bscale of \S+ to \S+|"
        r"\bout of (?:5|10|100|five|ten)\b|(?<=\d)\s?/\s?(?:5|10|100)\b(?!%)|"
        r"(?<=[\"“”'’)\x00])\s?=\s?\d+"
    ),
    # Weights and scores.
    (
        r"^\s*[\[(（【]\s?\d{1,3}(?:\.\d+)?\s?[%％]?\s?[\])）】]|"
        r"[\[(（【]\s?\d{1,3}(?:\.\d+)?\s?[%％]?\s?[\])）】](?=\s*$|\s*[\[(（【@`])|"
        r"(?:权重|占比权重|得分|评分|自评|完成度|进度|\bweight(?:ed)?(?: of)?|\bscore[ds]?|"
        r"\bgrade[ds]?|\bprogress)\s?[:：=]\s?\d+(?:\.\d+)?\s?[%％]?|[\[(（]\s?(?:权重|"
        r"weight)\s?[:：]?\s?\d+\s?[%％]?\s?[\])）]"
    ),
    # Where things stand.
    (
        r"[(（\[]?\s?\b(?:currently|current(?:\s\w+)?|today|baseline|now|previously|was|up from|"
        r"down from)\b\s?(?:is|are|at|of|it is|:|=|~|about|"
        rf"around)?\s?[:：]?\s?[$€£¥~]?{_NUMBER}\s?(?:%|k|m|bn)?\b\s?[)）\]]?"
    ),
    (
        r"[(（\[]?\s?(?:目前|当前|现状|现为|现有|基线|已有|现在|原)(?:值)?\s?(?:为|是|约|仅|只有|"
        rf":|：|=|在)?\s?[$€£¥~]?{_NUMBER}\s?(?:%|万|亿|千|个|人|家|分|天|秒|小时|次)?\s?[)）\]]?"
    ),
    # What sort of customer is meant.
    (
        r"\b(?:enterprises?|compan(?:y|ies)|customers?|accounts?|teams?|organi[sz]ations?|"
        r"businesses|firms?|repos(?:itories)?|clients|schools|"
        rf"cities)\s?(?:[(（][^)）]*{_NUMBER}[^)）]*[)）]|"
        r"(?:with|of|over|above|between|under)\s(?:(?:more|fewer|less) than\s|over\s|at least\s|"
        rf"up to\s)?{_NUMBER}\s?[kKmM]?\+?\s?(?:[-–to]+\s?{_NUMBER}\s?)?(?:users?|employees?|"
        r"seats?|developers?|people|staff|members)\b)"
    ),
    (
        rf"(?:{_NUMBER}|[一二三四五六七八九十百千]+)\s?(?:万|千|亿)?(?:人|元)?(?:以上|以下|及以上|"
        r"以内)(?:的)?(?:规模|企业|客户|团队|商家|订单|用户群)"
    ),
)
_NAMES_RE = any_of(*_NAMES)

_NOT_COUNTED = (
    r"(?:zero to one|zero[- ](?:trust|knowledge|copy|config\w*|shot|day|touch|click|code|based|"
    r"sum|rating)|no one|one of|one another|day one|number one|"
    r"one[- ](?:stop|click|off|size|way|time|pager?|place|team|platform|another|on[- ]one|"
    r"by one|company|voice|view|source)|"
    r"(?:any|every|each|some|this|that|which|the|as|into|phase|tier|level|stage|part|step|"
    r"version|chapter|act|plan|wave|round|"
    r"category|option|type|grade|class) (?:one|two|three|four|five)|two[- ](?:factor|way|sided|"
    r"step|fold)|"
    r"double[- ](?:down|check|sided|click|entry|opt|blind|digit)|half[- ](?:day|time|life|"
    r"baked|year|marathon)|(?:first|second|next|last) half|"
    r"one and only|hundreds of|thousands of|millions of|dozens of)"
)
_NOT_COUNTED_RE = re.compile(rf"\b{_NOT_COUNTED}\b", re.IGNORECASE)

_ENGLISH = (
    (
        r"\b(?<=least )one\b|\bone(?!\s*(?:$|[.,;:)!?]))\b(?!-)|\b(?:two|three|four|five|six|seven|"
        r"eight|nine|ten|eleven|twelve|thirteen|fifteen|sixteen|eighteen|twenty|thirty|forty|"
        r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|zero|"
        r"nil)\b(?!-(?!third|quarter|five|two|three|four|six|seven|eight|nine|fifth|downtime|"
        r"defect|incident))"
    ),
    (
        r"\b(?:doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|quadrupl\w+|halv(?:e[ds]?|ing)|twice|"
        r"(?:at least|more than|only) once|once (?:a|per|every|each|in)|"
        r"(?:two|three|four|five|ten|\d+)-?fold|by half|in half|"
        r"half (?:of|the|as|a)|a (?:third|quarter|fifth) of|by (?:a|one) (?:third|quarter|fifth|"
        r"half)|(?:one|two|three)[- ](?:thirds?|quarters?|fifths?)|two-thirds|a couple of)\b"
    ),
    (
        r"\b(?:no|without(?: any| a)?|free of|never any|not a single|sem|"
        r"nenhum\w?)\s+(?:[\w/\x00-]+\s+){0,3}?(?:incid\w+|outages?|downtime|bugs?|defects?|"
        r"errors?|failures?|"
        r"loss(?:es)?|breach(?:es)?|complaints?|violations?|regressions?|escalations?|"
        r"vulnerabilit(?:y|ies)|accidents?|injur(?:y|ies)|findings|crash(?:es)?|"
        r"rollbacks?|stock-?outs?|interruptions?|degradation|delays?|overruns?|P[01]s?|sev-?[01]s?|"
        r"leaks?|unplanned \w+|erros?|falhas?)\b"
    ),
    (
        r"\b(?:dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|vinte|cem|mil|dobrar|triplicar|"
        r"metade|deux|trois|quatre|zwei|drei|dos|tres|cuatro|cinco|diez)\b"
    ),
)
_CHINESE = (
    # Numbers before what they count.
    (
        r"(?:至少|最少|不少于|不低于|不超过|超过|最多|达到|达|仅|共|总计|累计|新增|≥|不多于|多于|"
        r"少于|高于|低于|至|到)[^，,。；;、\d\x00]{0,6}?[一两二三四五六七八九十百千半]+(?:个|次|人|"
        r"名|家|篇|本|套|场|门|份|条|款|件|台|部|位|轮|项|种|支|座|所|倍|成|天|周|月|年|小时|分钟|"
        r"秒|万|亿|遍|期|节|步|类|代|级)"
    ),
    (
        r"(?<![第十每统唯任某进万百千同单逐])一(?:人(?!一)|名|位|家(?!人)|次(?!性|通过率|元)|场|篇|"
        r"本|门|届|倍)(?!次)"
    ),
    (
        r"(?<![第星期周一每二三四五六七八九])(?:[两二三四五六七八九]|十[一二三四五六七八九]?|"
        r"[一二两三四五六七八九]十[一二三四五六七八九]?|"
        r"[一二两三四五六七八九]?百[零一二三四五六七八九十]*|[一二两三四五六七八九]千|数十|数百|"
        r"上千|上百)(?:余|多)?(?:个|次(?!开发|元|方|生|销售|传播|创业|利用|确认|分配|函数)|人(?!转|"
        r"世|称)|名|家|篇|本|套|场|门|份|条(?!线)|款|件|台|部(?!门)|位|轮|项(?!目)|种|支|座|所|倍|"
        r"天|周|个?月|年|小时|分钟|秒|万|亿|元|节|颗|道|株|亩|公里|米|吨|批|组|版|遍|回|步)"
    ),
    (
        r"翻[一两二三四]?[倍番]|翻倍|减半|(?:增长|提升|提高|扩大|降低|减少|下降)(?:了)?(?:近)?一倍|"
        r"过半|半数|一半|[二两三四五六七八九]成(?!立|功|本|熟|员|果|长|交|效|为|绩)|"
        r"[千万百]分之|(?:行业|"
        r"全国|全球|全市|全省|区域|排名|进入|位列|跻身|保持)?前[一二三四五六七八九十]+(?:名|位|强|"
        r"甲)?(?=$|[，,。；;、\s])|[一二三四五六七八九十]+分之[一二三四五六七八九十]"
    ),
    (
        r"(?:(?<![A-Za-z0-9毫])无|零|杜绝|不发生|不出现|未发生|没有)(?:任何|一起)?(?:重大|严重|"
        r"致命|高危|线上|生产|安全|客户|用户|人为|责任|质量|数据|新增|遗留|P\d级?|"
        r"[一二三]级){0,3}(?:及以上)?的?(?:级)?"
        r"(?:故障|事故|缺陷|bug|漏洞|投诉|差错|失误|违规|违约|泄[露漏]|宕机|中断|丢失|资损|遗漏|"
        r"误报|报错|异常|伤亡|逾期|隐患|差评|退货|错误|失败|事件|延期|停机|告警|错发|漏发|流失|"
        r"问题|死机|崩溃|回滚|断货)|清零|归零|(?<![一二三四五六七八九十百千万亿])零(?!售|件|食|"
        r"散|基础|碎|钱|部件|距离|门槛|起步|到|和|工|配|点|担|星|代码|信任|拷贝|样本|知识|日|"
        r"花|头|下)[\u4e00-\u9fff]{2}"
    ),
)
_ENGLISH_RE = any_of(*_ENGLISH)
_CHINESE_RE = any_of(*_CHINESE)

# XX%, *亿, ×% of a number that is not filled in yet.
_HOLE = (
    r"(?:[*＊]{1,3}|[×✕]{1,3}|[XＸ]{1,3}|[YN]|_{2,}|＿+|\?{1,2}|"
    r"[\[<{]\s?(?:[XYN#_.…?]{1,3}|number|数字?|tbd)\s?[\]>}])"
)
_HOLES = (
    (
        rf"(?<![A-Za-z0-9*_×]){_HOLE}\s*(?:[%％]|[万亿千百]|倍|个|人(?!员|才|工|群|力|事)|次|"
        r"分(?!析|布|类|享|销|层|级|拣|钟内容)|天|家|篇|名|元|条|款|项(?!目)|小时|分钟|秒|台|份|"
        r"单|件|pp\b|percent\b|[kMx]\b|bn\b|percentage\b)"
    ),
    rf"(?<![A-Za-z0-9])[$€£¥]\s?(?:{_HOLE}|(?-i:[A-Z]{{1,3}}[kKmMbB]?))(?![a-z])",
    (
        r"(?-i:\b(?:to|of|by|from|reach|achieve|at least|over|under|below|above|than|≥|≤|get|add|"
        r"hire|sign|close|land|publish|run|onboard|launch|ship|[Tt]op)\s+(?:XX?X?|YY?|N|"
        r"NN)\b)(?!\s?(?:API|platform|team|project|app|site))"
    ),
    r"(?-i:\b(?:XX?X?|YY|NN|[XN])\b)(?=\s+(?:new |more |of )?[a-z]+(?:s|ople)\b)",
    r"(?-i:(?<!JLPT )(?<![日本语])\bN\d{1,2}\b)|\b(?:tbd|n/a)\s?%",
)
_HOLES_RE = re.compile("|".join(_HOLES), re.IGNORECASE)

_PERHAPS_HOLE = re.compile(r"[*＊×✕XＸYN_＿?\[<{$€£¥]|x\s?[%％]|xx|[Tt][Bb][Dd]|n/a")
_DIGIT = re.compile(r"\d")
_SHARE = re.compile(r"(?<![(（\[【\d.,])\d[\d.,]*\+?\s?[%％](?!\s?[)）\]】])")
_STANDS = re.compile(
    r"current|today|baseline|now|previous|was|up from|down from|weight|score|grade|progress|"
    r"目前|当前|现|基线|已有|原|权重|占比|得分|评分|完成度|进度",
    re.IGNORECASE,
)


def without_names(text: str) -> str:
    """Return a text in which numbers that count nothing are masked; its times already are."""
    return _NAMES_RE.sub(MASK, text)


# A number that is surely one to reach, so that nothing need be masked.
_SURE = re.compile(
    r"(?:^|[,;:\x00]\s?|(?i:^(?:publish|hire|add|run|sign|complete|deliver|hold|get|win|close|"
    r"train|open|launch|ship|write|"
    r"create|conduct|organi[sz]e|generate|reach|onboard|recruit|land|"
    r"secure)\s))\d[\d,.]*\+?\s(?:[a-z-]+\s)?[a-z]{3,}s\b|"
    r"(?:≥|≤|>=|<=|(?<![\w-])[<>])\s?[$€£¥]?\d|"
    r"\bfrom\s(?!0\sto\s1\b)[$€£¥]?\d[\d.,]*\s?\S{0,12}\s?to\s[$€£¥]?\d+(?![.\d])|"
    r"\b(?:by|at least|at most|more than|less than|fewer than|no more than|under|below|above|"
    r"over|up to|reach(?:es)?)\s"
    r"[$€£¥]?\d[\d.,]*(?!st|nd|rd|th|[\d.,/-])(?!\s(?:years?|users?|employees?|people|seats?))|"
    r"(?:提升|提高|降低|下降|缩短|减少|增长|增加|控制|达|升|降)(?:到|至|"
    r"在)?\s?\d[\d.,]*\s?(?:%|％|万|亿|个(?!月)|人|家|次|分|元|天|小时|"
    r"分钟|秒|倍|条|篇|名|件|台)",
    re.IGNORECASE,
)


def quantified(text: str) -> bool:
    """Return whether a text whose times are masked names an amount.

    Holes are looked for first: `N7` and `*个三级` look like names afterwards.
    """
    if _PERHAPS_HOLE.search(text) and _HOLES_RE.search(text):
        return True
    if _DIGIT.search(text):
        if _SURE.search(text) or (_SHARE.search(text) and not _STANDS.search(text)):
            return True
        text = without_names(text)
        if _DIGIT.search(text):
            return True
    if _ENGLISH_RE.search(text) and _ENGLISH_RE.search(_NOT_COUNTED_RE.sub(MASK, text)):
        return True
    if text.isascii() or not _CHINESE_RE.search(text):
        return False
    # Only now, as masking costs more than looking: 第一, 三级.
    return bool(_CHINESE_RE.search(without_names(text)))
