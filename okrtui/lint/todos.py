"""Whether a text is a to-do: something to do or to hand over, and no sign of when it has worked.

A key result without a number and without a day is one, unless it names a metric and a direction
(`raise the conversion rate`), a criterion that somebody else judges by (`signed off by legal`,
达成一致), or is a mere wish. An objective is one only if it is nothing but a delivery: it begins
with a verb of making, and says neither what for nor how good.
"""

from __future__ import annotations

import re

from okrtui.lint.patterns import any_of
from okrtui.lint.times import MASK

_MORE_OR_LESS_EN = (
    r"(?:increas\w+|grow(?:s|n|ing|th)?|rais\w+|boost\w*|maximi[sz]\w+|minimi[sz]\w+|reduc\w+|"
    r"decreas\w+|lower\w*|cut(?:s|ting)?|shorten\w*|accelerat\w+|expand\w*|lift\w*|drop\w*|fewer|"
    r"less|more|higher|speed up|drive up|bring down|beat|exceed\w*|aument\w+|reduzir|maximizar)"
)
_BETTER_EN = (
    r"(?:improv\w+|optimi[sz]\w+|strengthen\w*|faster|shorter|better|keep|maintain\w*|hold|"
    r"sustain\w*|"
    r"hit|meet|melhorar)"
)
# What can be better or worse in itself, and what there can only be more or less of.
_MEASURES_EN = (
    r"(?:rates?|ratios?|revenues?|sales|turnover|income|profit(?:s|ability)?|margins?|gmv|arr|"
    r"iarr|mrr|"
    r"nrr|ltv|cac|arpu|roi|roas|ebitda|nps|csat|ces|satisfaction|scores?|ratings?|conversions?|"
    r"churn|"
    r"retention|attrition|engagement|adoption|activation|market share|penetration|latency|"
    r"(?:\w+ )?times?|time[- ]to[- ][\w-]+|uptime|downtime|availability|throughput|bandwidth|"
    r"error rates?|coverage|accuracy|precision|recall|costs?|headcount|velocity|productivity|"
    r"utili[sz]ation|occupancy|yield|average [\w ]+|percentage of [\w ]+|share of [\w ]+|"
    r"number of [\w -]+|# of [\w -]+|mttr|mtbf|p\d\d|order value)"
)
_AMOUNTS_EN = (
    r"(?:dau|mau|wau|uv|pv|users?|visit(?:s|ors)?|page ?views|views|traffic|sessions?|sign-?ups?|"
    r"registrations|downloads|installs|subscri(?:bers|ptions)|followers|leads|pipeline|usage|reach|"
    r"awareness|impressions|duration|errors?|crash(?:es)?|incidents?|outages?|defects?|bugs?|"
    r"complaints|tickets|spend(?:ing)?|expenses?|budget overruns?|amount of [\w ]+|volume|waste|"
    r"emissions|consumption|backlog size|queue length|attendance|participation|"
    r"contribut(?:ions|ors)|"
    r"orders?|deals?|renewals|upsells?|bookings|basket|inventory|total [\w ]+|customers|turnover)"
)
_OF_WHAT_EN = (
    r"\s+(?:(?!(?:with|for|to|so|that|which|by|through|from|on|in|at|as|between|of)\b)"
    r"[\w'’/.\x00-]+\s+){0,5}?"
)
_ENDS_EN = (
    r"(?=\s*(?:$|[,.;:()\[\]\x00&]|\b(?:and|or|by|to|from|for|of|on|in|with|via|through|across|"
    r"among|at|per|"
    r"against|while|during|within|as|between|when|without)\b))"
)
_METRIC_HEAD_EN = any_of(
    rf"\b{_MORE_OR_LESS_EN}{_OF_WHAT_EN}(?:{_MEASURES_EN}|{_AMOUNTS_EN}){_ENDS_EN}",
    rf"\b{_BETTER_EN}{_OF_WHAT_EN}{_MEASURES_EN}{_ENDS_EN}",
    rf"\b(?:{_MEASURES_EN}|{_AMOUNTS_EN})\s+(?:increas\w+|grows?|falls?|drops?|rises?|improves?|"
    r"decreas\w+|exceeds?|doubles?|goes (?:up|down)|(?:is|are) (?:up|down|higher|lower))\b",
)
_UP_DOWN_ZH = (
    r"(?:提升|提高|增加|增长|扩大|加快|加速|降低|减少|缩短|压缩|下降|上升|优化|改善|"
    r"提速|拉升|拉动|控制|保持|维持|稳定|突破|超过|最大化|最小化|降|增)"
)
_METRICS_ZH = (
    r"(?:[\u4e00-\u9fffA-Za-z]{0,8}?(?<!效)率(?!先)|(?:GMV|DAU|MAU|WAU|NPS|ROI|ARPU|LTV|CAC|UV|"
    r"PV|QPS|TPS|MTTR|ARR|MRR|CTR|CVR|SLA|FCR)|满意度|份额|占比|占有率|销售额|交易额|金额|营收|"
    r"收入|利润|毛利|净利|业绩|"
    r"日活|月活|周活|[\u4e00-\u9fff]{0,4}(?:时长|耗时|时间|时延|延迟|周期)|"
    r"[\u4e00-\u9fff]{0,4}(?:数量|人数|次数|单量|销量|客流|流量|访问量|阅读量|播放量|下载量|"
    r"注册量|用户数|订单数|商家数|日活|月活|周活|留存|复购|转化|产量|产能|库存|客单价)|"
    r"[\u4e00-\u9fff]{0,4}(?:成本|费用|开支|支出|能耗|排放|损耗)|准确度|精度|覆盖度|可用性|"
    r"吞吐量?|活跃度|渗透|粘性|得分|评分|投诉量?|故障数|缺陷数|bug数|人效|坪效)"
)
_METRIC_ZH = re.compile(
    rf"{_UP_DOWN_ZH}(?:了)?[^，,。；;、\x00]{{0,14}}?{_METRICS_ZH}(?=$|"
    r"[，,。；;、\x00\s（(@\[【]|和|与|及|并|，|的?(?:提升|提高|增长|降低|下降|目标))|"
    rf"{_METRICS_ZH}(?:的)?(?:稳步|持续|显著|明显|大幅|逐步|进一步|有所|得到)?(?:提升|提高|"
    r"增长|降低|下降|缩短|减少|上升|改善|翻)",
    re.IGNORECASE,
)
_CRITERION = any_of(
    r"\b(?:approved|signed[- ]off|sign-?off|accepted|endorsed|ratified|certified|validated|"
    r"confirmed|agreed|accredited|verified)\s+(?:by|with|from|upon)\b|"
    r"\b(?:get|gets|obtain|obtains|receive|receives|win|secure|with|has|gain|"
    r"earn)\s+(?:[\w'’-]+\s+){0,3}?(?:approval|sign-?off|buy-?in|consent|acceptance|agreement|"
    r"endorsement)\b|"
    r"\bpass(?:es|ed|ing)?\s+(?:[\w'’./-]+\s+){0,4}?(?:audit|review|inspection|tests?|"
    r"exam(?:ination)?|acceptance|checks?|certification|QA|UAT|assessment|interview|"
    r"quality gate)\b|"
    r"\b(?:audit|review|inspection|UAT|exam) (?:is |has been |are )?passed\b|"
    r"(?:获得?|得到|取得|经|赢得)[^，,。；;]{0,14}?(?:通过|认可|批准|同意|认同|签字|好评|肯定)|"
    r"达成(?:一致|共识)|一致(?:通过|同意)|"
    r"通过[^，,。；;]{0,12}?(?:验收|评审|审核|审批|审计|测评|考核|评估|认证|检查|答辩|测试|"
    r"检测|抽查)(?!的?(?:方式|方法|手段|来|体系|机制|数据|结果|平台|工具|，))(?=$|"
    r"[，,。；;、\s（(@\x00]|并|且|后)|"
    r"(?:验收|评审|审核|审批|审计|测评|考核|认证|答辩)(?:合格|通过|达标)|签字确认|无异议|"
    r"符合[^，,。；;]{1,12}?(?:标准|要求|规范)"
)
_WISH_ZH = re.compile(
    r"^(?:让|使)?(?:激发|弘扬|恪守|坚守|坚持|倡导|树立|拥抱|营造|践行|发扬|培育|传承|秉承|珍惜|"
    r"尊重|热爱|相信|成为|做一?个|做到|努力|争取|勇于|敢于)|"
    r"(?:要有|不能总是|应当|应该|必须要|更加?有意愿|主人翁意识|以身作则|精益求精|追求卓越|与众不同)"
)
_WISH_EN = re.compile(
    r"^(?:be|become|being|stay|remain|strive|inspire|embrace|foster|cultivate|champion|love to|"
    r"enjoy|believe|care about|aspire|dare|a culture of|evidence that)\b",
    re.IGNORECASE,
)
# Whose it is, or what about, in front of the objective itself: `Campaigns: …`, `Sales (East): …`.
_LABEL = re.compile(r"^[A-Z][\w&/.-]*(?: [A-Z&][\w&/.-]*){0,3}(?: \([^()]{1,40}\))?: +(?=[A-Z])")
_MAKING_EN = re.compile(
    r"^(?:re-?)?(?:(?:successfully|finally|officially|quickly|fully|publicly)\s+)?(?:releas|"
    r"ship|launch|finish|complet|deliver|implement|"
    r"publish|migrat|refactor|deploy|set(?:ting)? ?up|align on|develop|automat|upgrad|rewrit|"
    r"integrat|document|releas|draft|wrap up|"
    r"announc|hold|organi[sz]|host|prepar|introduc|instal|roll(?:ing)? out|port|merg|"
    r"decommission|sunset|"
    r"deprecat|remov|replac|redesign|design|defin|conduct|perform|execut|run|write|writ|"
    r"creat|renew|sign|file|submit|finali[sz]|plan|hire|recruit|purchase|"
    r"buy|test|add|move|switch|convert|rename|clean up|fix)"
    r"(?:e|es|s|ed|d|ing|ping|ning|ting|ten|ation|en)?\b",
    re.IGNORECASE,
)
_AIM_EN = re.compile(
    r"\b(?:to|so that|so|that|which|where|in order|by|through|as|without|while|into|towards?)\s+\w|"
    r"\b(?:best|better|great|delightful|world[- ]class|excellen\w+|reliab\w+|scalab\w+|"
    r"repeatab\w+|sustainab\w+|impact\w*|amazing|outstanding|seamless|"
    r"robust|healthy|strong\w*|leading|award|compelling|meaningful|successful\w*|trust\w*|"
    r"effective|efficient|simple|easy|fast|beautiful|inclusive|"
    r"innovative|modern|loved?|valuable|growing|happy|thriving|culture|experience|ecosystem|"
    r"foundation|presence|leader\w*|excellence|impactful|value|"
    r"organi[sz]ation|communit(?:y|ies)|quality|awareness|growth|markets?|industr(?:y|ies)|"
    r"customers?|people|users|everyone|world)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\s*(?:continuously |further |keep |better )?(?:improv|optimi[sz]|enhanc|strengthen|"
    r"support|help|promot|"
    r"work on|explor|contribut|assist|push)\w*\b|"
    r"\s*(?:持续|不断|进一步|全面|大力|积极)?(?:优化|完善|改善|加强|提升|提高|推进|推动|支撑|"
    r"支持|探索|协助|配合|促进|强化|跟进|关注)",
    re.IGNORECASE,
)
_MAKING_ZH = re.compile(
    r"^(?:按时|顺利|如期|全面|正式|高质量)?(?:完成|上线|发布|交付|开发|编写|撰写|搭建|升级|"
    r"迁移|重构|接入|部署|开展|举办|组织|召开|制定|梳理|整理|采购|签署|签订|开设|开通|实施|"
    r"执行|"
    r"修复|替换|下线|改造|设计|录制|翻译|准备|参加|提交|起草|招聘|新建|输出|产出|调研|对接|"
    r"配合|推进|启动)"
)
_DONE_ZH = re.compile(
    r"(?:上线|发布|交付|开发|迁移|部署|改造|升级|重构|搭建|建设|接入|搬迁|验收|立项|结项|招聘|"
    r"编写|切换)(?:完成|完毕)?$"
)
_AIM_ZH = re.compile(
    r"提升|提高|实现|让|使|打造|成为|保障|保证|确保|助力|赋能|推动|引领|领先|极致|一流|卓越|"
    r"健康|可持续|高效|稳定|优质|完善的|体验|增长|价值|探索|支撑|为[^，,。]{1,10}(?:提供|储备|"
    r"奠定)|从而|以便|促进|满足|领域|生态|文化|影响力|能力|竞争力"
)


def is_wish(text: str) -> bool:
    """Return whether a text wishes for a state of mind, and asks for no deed."""
    return bool(_WISH_EN.search(text) or (not text.isascii() and _WISH_ZH.search(text)))


def names_direction(text: str) -> bool:
    """Return whether a text names a metric and where it should go, with or without a number."""
    if _METRIC_HEAD_EN.search(text):
        return True
    return not text.isascii() and bool(_METRIC_ZH.search(text))


def has_criterion(text: str) -> bool:
    """Return whether a text says who or what must say yes to it."""
    return bool(_CRITERION.search(text))


def is_vague(text: str) -> bool:
    """Return whether a text only says that something should become better somehow."""
    return bool(_BETTER.match(text))


def begins_with_making(text: str) -> bool:
    """Return whether a text begins with a verb of making: `Publish 5 …`, 完成 3 次…."""
    return bool(_MAKING_EN.match(text) or (not text.isascii() and _MAKING_ZH.match(text)))


def is_delivery(text: str) -> bool:
    """Return whether an objective is nothing but something to make or to hold."""
    text = _LABEL.sub("", text.replace(MASK, " ").strip(" .。!！\"'“”"))
    if text[:1].isascii() and text[:1].isalpha():
        verb = _MAKING_EN.match(text)
        return bool(verb) and not _AIM_EN.search(text, verb.end() if verb else 0)
    clauses = re.split(r"[，,；;。]", text)
    made = bool(_MAKING_ZH.match(text)) or (len(clauses) == 1 and bool(_DONE_ZH.search(text)))
    return made and not _AIM_ZH.search(text)


def to_do(text: str) -> bool:
    """Return whether a key result without number and day is a to-do."""
    return not (has_criterion(text) or names_direction(text) or is_wish(text.strip(' "“')))
