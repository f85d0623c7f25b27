"""Whether a text says who answers for it: a person, a handle, initials, a role or a team.

What an import takes for an owner is one here too (`okrtui.formats.people`); beyond that, names in
brackets, labels in front of a colon, and sentences that say who leads. Who is a partner or a
counterpart, or merely the subject of the sentence, owns nothing.
"""

from __future__ import annotations

import re

from okrtui.formats.people import is_chinese_name, names_owner, no_name

_TEAMS_EN = (
    r"(?:(?:people|customer|sales|marketing|tech|data|field|revenue|business|design|"
    r"dev) (?:ops|operations|"
    r"engineering|success)|engineering|eng|product|design|ux|marketing|sales|finance|legal|"
    r"people|talent|"
    r"recruiting|hr|ops|operations|support|"
    r"customer success|cs|security|infra(?:structure)?|platform|data|analytics|growth|research|"
    r"qa|it|bizops|devops|sre|devrel|"
    r"mobile team|web team|backend team|frontend team|community|partnerships|procurement|"
    r"facilities|comms|communications|pr|"
    r"brand|content|revenue|revops|bizdev|bd|ml|ai team|apps|ios team|android team|\w+ (?:team|"
    r"squad|guild|tribe|chapter|crew|group|department|dept))"
)
_ROLES_EN = (
    r"(?:C[A-Z]{1,2}O|VP(?: of)?(?: \w+)?|SVP|EVP|(?:head|director|manager) of \w+|[PT]P?M|EM|"
    r"PO|TL|GM|SDMs?|"
    r"(?:product|engineering|project|program|marketing|sales|design|account|office|tech|team|"
    r"community|general|delivery) (?:owner|manager|lead|director)|"
    r"tech lead|team lead|scrum master|founder|president|treasurer|secretary|chair|principal|"
    r"coach|captain|editor)"
)
_TEAM_ZH = (
    r"(?:(?:产品|研发|开发|技术|运营|市场|测试|设计|前端|后端|客户端|服务端|算法|数据|安全|"
    r"运维|销售|商务|人力|人事|行政|财务|法务|客服|客户成功|"
    r"采购|供应链|仓储|物流|质量|品质|品牌|公关|增长|内容|用研|架构|平台|基础架构|中台|工程|"
    r"交付|售后|电商|渠道|培训|招聘|战略|投资|信息|生产)"
    r"(?:一|二|三)?(?:部门?|组|团队|中心|同学|侧|线|负责人|经理|总监|主管|小组|工程师|处|科|"
    r"室)?|HRBP|PMO?|QA|HR|CTO|CEO|CFO|COO|"
    r"(?:项目|产品|技术|团队|区域|部门|店|班|组)(?:经理|总监|负责人|长|主管)|全体(?:成员|员工)|"
    r"[A-Za-z]{2,6}\s?(?:部|组|团队|中心|同学|侧)|[\u4e00-\u9fff]{1,6}(?:部|组|团队|同学|中心|"
    r"老师|经理|总监|主管))"
)
_STATUS = re.compile(
    r"(?:p\d|s\d|v?\d[\d.]*|[sml]|xl|wip|tbd|tba|todo|done|new|draft|stretch|optional|"
    r"committed|aspirational|moonshot|roofshot|"
    r"blocked|on hold|paused|cancel+ed|dropped|deferred|at risk|on track|off track|"
    r"carried over|carry-?over|complete[d]?|in progress|"
    r"must|should|could|nice to have|high|medium|low|critical|urgent|priority.*|bug|feature|"
    r"feat|chore|docs?|epic|spike|task|story|"
    r"internal|external|health|learn(?:ing)?|kr\s?\d*|o\d*|okr|q[1-4].*|h[12].*|fy.*|20\d\d.*|"
    r"beta|alpha|mvp|poc|rfc|seo|api|sdk|ui|"
    r"草稿|进行中|已完成|未开始|待定|挑战|承诺|可选|新增|延期|暂停|高|中|低|重要|紧急|红线|"
    r"必达|冲刺|保底|基础|里程碑|[\d.]+%?)",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w.@/%+-])[@＠](?!\d)(?P<who>[A-Za-z\u4e00-\u9fff][\w.\-]*+)(?!/)",
)
_WITH = re.compile(
    r"(?:\bwith|\bfrom|\bto|\bfor|\bvia|\bon|\bin|\bat|\bby partnering with|与|和|跟|同|联合|"
    r"配合|协同|支持)\s*[`\[(（]?\s*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"[\[【](?P<who>[^\[\]【】]{1,60})[\]】]")
_FRONT_TAG = re.compile(r"\s*(?:[\[【][^\[\]【】]{1,60}[\]】]\s*)+")
_BACK_TAG = re.compile(r"(?:\s*[\[【][^\[\]【】]{1,60}[\]】])+\s*[.。]?\s*$")
_TAG_NAME = re.compile(
    r"@?[a-z][\w.\-]*(?: ?[&/,+] ?@?[a-z][\w.\-]*){0,4}|"
    r"[A-Z][\w.\-]*(?: ?[&/,+] ?@?[A-Za-z][\w.\-]*| [A-Za-z][\w.\-]*){0,7}|"
    r"[\u4e00-\u9fff]{2,8}(?:[、/,，&][\u4e00-\u9fff]{2,8})*"
)
_LABEL_ENDS = 80
_INITIALS_FIRST = re.compile(r"\s*(?P<who>[A-Z]{2})\s?[:：]\s?(?=\S)")
_LABEL = re.compile(
    rf"\s*(?:[-*•]\s*)?(?:(?P<role>(?:{_ROLES_EN}|{_TEAMS_EN})(?:\s?[/&]\s?(?:{_ROLES_EN}|"
    rf"{_TEAMS_EN}))?)(?:\s+(?:KRs?|key results?|"
    rf"team)\s?\d*)?(?:\s?\([^()]{{1,40}}\))?\s*[:：]\s*\S|"
    rf"(?P<kr>[A-Z][\w&/.]*(?: [A-Z&][\w&/.]*)?)\s+KRs?\s?\d*\s*[:：]\s*\S|"
    rf"(?P<zh>[\u4e00-\u9fff]{{2,3}}|{_TEAM_ZH})\s*[:：]\s*\S)",
    re.IGNORECASE,
)
_SAID_EN = re.compile(
    r"\b(?:owned|led|driven|headed|coordinated|sponsored)\s+by\s+(?:the\s+|our\s+)?"
    rf"(?:(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)|{_TEAMS_EN}|{_ROLES_EN})\b|"
    r"\b(?:owners?|DRIs?|lead|assigned to|assignees?|responsible|accountable|PoC|"
    r"point person)\s*[:=]\s*(?!tbd|n/?a|none|\?|-)\S|"
    rf"\b(?:assigned to|responsibility of)\s+(?:the\s+)?(?:(?-i:[A-Z][a-z]+)|@\w|{_TEAMS_EN}|"
    rf"{_ROLES_EN})\b|"
    rf"^\s*(?:the\s+)?(?:{_ROLES_EN}|(?:{_TEAMS_EN}))\s+(?:to|will|owns?|leads?|drives?|"
    r"is responsible for|are responsible for|delivers|takes|shall)\s+\w|"
    r"^\s*(?-i:[A-Z][a-z]{2,})(?: (?-i:[A-Z][a-z]+))?\s+(?:to|will|owns|leads|drives|"
    r"is responsible for|shall|and (?-i:[A-Z][a-z]+) (?:to|will))\s+"
    r"(?:own|lead|drive|deliver|ship|run|write|build|create|finish|complete|launch|publish|"
    r"hire|close|present|organi[sz]e|set|define|prepare|migrate|release|train|sign|get|make|"
    r"bring|raise|cut|reduce|increase|grow|improve|the|our|this|all|a)\b",
    re.IGNORECASE,
)
_SAID_ZH = re.compile(
    rf"(?:由|交由|交给|请)\s*[@＠]?(?P<who>{_TEAM_ZH}|"
    rf"[\u4e00-\u9fff]{{2,4}}?)(?:、[\u4e00-\u9fff]{{2,4}})*\s*(?:来)?(?:负责|牵头|主导|主责|"
    r"承接|推动|跟进|完成|落实|执行|带队|统筹|组织|输出|交付|提供)|"
    r"(?:负责人|责任人|牵头人|owner|主责|主导方|接口人|DRI|承接人|责任部门|"
    r"牵头部门)\s*(?:[:：=]|是|为)\s*(?!待定|无|暂无|tbd|[?？-])\S|"
    rf"^(?:{_TEAM_ZH}|(?P<name>[\u4e00-\u9fff]{{2,3}}))\s*(?:负责|牵头|主导|主责|承接)(?!人)",
    re.IGNORECASE,
)
_BRACKET_END = re.compile(
    r"[(（](?P<who>[^()（）]{1,40})[)）]\s*[.。]?\s*(?:[\[【][^\[\]【】]*[\]】]\s*)*$"
)
_DASH_END = re.compile(r"(?:\s[-–—|/~]+\s|\s?——\s?|[;；]\s*)(?P<who>[^-–—|;；]{1,30}?)\s*$")
_SPLIT = re.compile(r"\s*(?:[,，、;；&+/]|\band\b|和|与)\s*")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]{1,14}(?:[ -][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’.]{0,14}){0,2}")
_INITIALS = re.compile(r"[A-Z]{2}|[A-Z]\.\s?[A-Z]\.?")
_NOT_INITIALS = frozenset(
    {
        "AI", "ML", "UI", "UX", "QA", "IT", "HR", "PR", "BD", "US", "UK", "EU", "CI", "CD",
        "DB", "OS", "PC", "TV", "VR", "AR", "NA", "OK", "ID", "IP", "VM", "GA", "DR", "KR",
        "KO", "EN", "ZH", "DE", "FR", "JP", "CN", "HK", "SF", "NY", "LA", "TW", "AB", "RC",
        "QC",
    }
)  # fmt: skip
_TEAMS_EN_RE = re.compile(rf"{_TEAMS_EN}|{_ROLES_EN}", re.IGNORECASE)
_TEAM_ZH_RE = re.compile(rf"(?:{_TEAM_ZH})(?:[、/,，&+和](?:{_TEAM_ZH}))*")
# Words that are written like a name at the end of a text, in brackets, and are none.
_NO_PERSON = re.compile(
    r"(?:Google|Apple|Amazon|Microsoft|Meta|Facebook|Twitter|Github|Gitlab|Slack|Jira|"
    r"Confluence|Notion|Figma|Salesforce|Hubspot|Zendesk|Stripe|"
    r"Okta|Bamboo\w*|Greenhouse|Lever|Workday|Looker|Tableau|Snowflake|Segment|Amplitude|Intercom|"
    r"Marketo|Gong|Zoom|Trello|Miro|Airtable|Netsuite|Lattice|Sentry|Splunk|Heroku|Vercel|Shopify|"
    r"Wordpress|Drupal|Linear|Asana|Python|Java|Javascript|Typescript|Ruby|Rust|Go|Golang|"
    r"Kotlin|Swift|"
    r"Scala|Node|React|Vue|Angular|Django|Rails|Spring|Flutter|"
    r"Docker|Kubernetes|Terraform|Jenkins|Kafka|Redis|Postgres|Mysql|Mongo\w*|Elastic\w*|"
    r"Grafana|Prometheus|Datadog|Linux|Windows|Android|Ios|Mac|Web|Mobile|"
    r"Desktop|Cloud|Backend|Frontend|Server|Client|Internal|External|Global|Local|Regional|"
    r"Europe|Asia|Africa|America|Germany|France|Spain|Italy|China|India|Japan|"
    r"Brazil|London|Berlin|Paris|Tokyo|Beijing|Shanghai|Singapore|Sydney|Dublin|Madrid|Toronto|"
    r"Boston|Chicago|York|English|Chinese|Spanish|German|French|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Stretch|Optional|Committed|Aspirational|Draft|Done|Blocked|Todo|New|Ongoing|Monthly|"
    r"Weekly|Quarterly|Daily|Yearly|Annual|Continued|Carryover|"
    r"Phase|Beta|Alpha|Final|Initial|Basic|Advanced|Optional|Required|Experimental|Public|"
    r"Private|Both|None|Yes|No|Low|Medium|High|Critical|"
    r"Tracking|Baseline|Target|Metric|Input|Output|Outcome|Milestone|Quality|Speed|Cost|"
    r"Revenue|Retention|Acquisition|Activation|Churn|Adoption|"
    r"Engagement|Satisfaction|Growth Plan|Forum|Email|Phone|Chat|Online|Offline|Video|Blog|"
    r"Newsletter|Podcast|Website|App|Tests?|Docs?|Guide|Part|"
    r"Tech Writer|Advocate|Designer|Developer|Engineer|Analyst|Intern|Manager|Controller|"
    r"Premium|Enterprise|Free|Pro|Team Plan|Average|Total|Median|"
    r"Excluding .*|Including .*|See .*|For .*|With .*|Via .*|Not .*|If .*|From .*|The .*|As .*|"
    r"In .*|On .*|Depends .*|Blocked .*|Based .*)",
    re.IGNORECASE,
)


def owner_named(text: str) -> bool:
    """Return whether a text names who answers for it."""
    return (
        _handle(text)
        or _tag(text)
        or names_owner(text)
        or _label(text)
        or bool(_SAID_EN.search(text))
        or _said_in_chinese(text)
        or _at_end(text)
    )


def without_owners(text: str) -> str:
    """Return a text without handles and tags in brackets: their digits count nothing."""
    if "@" in text or "＠" in text:
        text = _HANDLE.sub("", text)
    if "[" in text or "【" in text:
        text = _FRONT_TAG.sub(_kept_figures, text, count=1) if text.lstrip()[:1] in "[【" else text
        text = _BACK_TAG.sub(_kept_figures, text)
    return text


def _kept_figures(match: re.Match[str]) -> str:
    return (
        "" if all(_TAG_NAME.fullmatch(tag["who"]) for tag in _TAG.finditer(match[0])) else match[0]
    )


def _handle(text: str) -> bool:
    if "@" not in text and "＠" not in text:
        return False
    return any(
        not no_name(match["who"]) and not _WITH.search(text, 0, match.start())
        for match in _HANDLE.finditer(text)
    )


def _tag(text: str) -> bool:
    if "[" not in text and "【" not in text:
        return False
    places = [match for match in (_FRONT_TAG.match(text), _BACK_TAG.search(text)) if match]
    return any(
        _TAG_NAME.fullmatch(tag["who"].strip())
        and not _STATUS.fullmatch(tag["who"].strip())
        and not no_name(tag["who"].strip())
        for place in places
        for tag in _TAG.finditer(place[0])
    )


def _label(text: str) -> bool:
    if ":" not in text[:_LABEL_ENDS] and "：" not in text[:_LABEL_ENDS]:
        return False
    if (initials := _INITIALS_FIRST.match(text)) and initials["who"] not in _NOT_INITIALS:
        return True
    match = _LABEL.match(text)
    if match is None:
        return False
    if match["zh"]:
        return bool(_TEAM_ZH_RE.fullmatch(match["zh"])) or is_chinese_name(match["zh"])
    return not (match["kr"] and _STATUS.fullmatch(match["kr"]))


def _said_in_chinese(text: str) -> bool:
    if text.isascii():
        return False
    for match in _SAID_ZH.finditer(text):
        who = match["who"] or match["name"]
        if not who or _TEAM_ZH_RE.fullmatch(who) or is_chinese_name(who):
            return True
    return False


def _at_end(text: str) -> bool:
    match = _BRACKET_END.search(text) or _DASH_END.search(text)
    if match is None or not match.start():
        return False
    names = [name.strip(" @*_`") for name in _SPLIT.split(match["who"].strip())]
    return all(_is_who(name) for name in names if name) and any(names)


def _is_who(name: str) -> bool:
    if _STATUS.fullmatch(name) or _NO_PERSON.fullmatch(name) or no_name(name):
        return False
    if name.isascii() or _NAME.fullmatch(name):
        return bool(
            _NAME.fullmatch(name)
            or _TEAMS_EN_RE.fullmatch(name)
            or (_INITIALS.fullmatch(name) and name not in _NOT_INITIALS)
        )
    return bool(_TEAM_ZH_RE.fullmatch(name)) or is_chinese_name(name)
