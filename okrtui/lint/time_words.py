"""How people name times, in English and Chinese: pieces of patterns."""

from __future__ import annotations

COUNT = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:a )?(?:few|couple of))"
)
SPAN = (
    r"(?:weeks?|months?|quarters?|years?|sprints?|semesters?|trimesters?|iterations?|"
    r"cycles?|fortnights?)"
)
SHORT_SPAN = r"(?:(?:working |business |calendar )?days?)"
PERIOD = (
    r"(?:quarter|year|month|week|half|cycle|semester|term|sprint|season|period|iteration|"
    r"fiscal year|financial year)"
)
MONTH_BUT_MAY = (
    r"(?-i:January|February|March(?! (?:to|towards?|on|forward|for|with)\b)|April|June|July|"
    r"August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.?\s?\d|\b\.?\s*(?:$|[,;)])))"
)
MONTH = rf"(?:{MONTH_BUT_MAY}|(?-i:May))"
QUARTER = (
    r"(?:(?:FY)?['’]?(?:20)?\d\d[-/ ]?Q[1-4]|Q[1-4](?:\s?[-–~/&+至到、]\s?Q?[1-4](?!\d))?"
    r"(?:[-/ ]?['’]?(?:FY[-' ]?)?(?:20\d\d|\d\d(?![\d%])))?|[1-4]Q(?:\s?['’]?(?:20)?\d\d)?|"
    r"(?:FY[-' ]?\d\d(?:\d\d)?|20\d\d)?[-/ ]?(?-i:H[12])(?! (?:head|tag|element|"
    r"title))(?:[-/ ]?['’]?(?:FY)?(?:20)?\d\d)?|"
    r"FY[-' ]?(?:20)?\d\d)(?:年)?"
)
YEAR = r"(?:19|20)\d\d"
PLANS = (
    r"(?:roadmaps?|budgets?|plan(?:ning|s)?|strateg(?:y|ies)|OKRs?|reports?|renewals?|priorities|"
    r"forecasts?|editions?|surveys?|campaigns?|calendars?|agendas?|themes?|visions?|cohorts?|"
    r"baselines?|levels?|figures?|actuals|results|kick-?offs?|close dates?|audits?|reviews?|"
    r"retrospectives?|conferences?|headcount|backlogs?|initiatives|objectives|goals)"
)
FEASTS_EN = (
    r"(?:Christmas|Thanksgiving|Black Friday|Cyber Monday|Easter|New Year(?:['’]s(?: Eve| Day)?)?|"
    r"Halloween|Diwali|Ramadan|Eid|Valentine['’]s(?: Day)?|Prime Day|Singles['’]? Day|"
    r"(?:Chinese|Lunar|Spring) (?:New Year|Festival)|Golden Week|Independence Day|Labou?r Day)"
)
EVENTS_EN = (
    r"(?:launch(?:es)?|release|GA|go-?live(?: date)?|demos?|conferences?|summits?|off-?sites?|"
    r"holidays?|"
    r"holiday (?:season|freeze)|summer|winter|spring|autumn|fall|meeting|kick-?off|deadline|"
    r"audit|camp|"
    r"graduation|IPO|hackathon|renewals?|freeze|cut-?over|expo|trade show|fair|elections?|"
    r"school (?:year|starts)|all-?hands|keynote|opening(?: day)?|beta|season|harvest|marathon|"
    r"wedding|"
    r"exams?|move|migration|review|workshop|festival|shutdown|close of business|COB|EOB|"
    r"vacations?|Series [A-F]|(?:funding )?round|board meeting|planning|trip|race|tournament|"
    r"term|semester)"
)
DIGITS = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半|双|几|数)"
UNIT = (
    r"(?:个?(?:自然|财)?月|个?(?:自然|工作)?周|个?星期|个?季度|个?季|年|个?双月|个?学期|"
    r"个?迭代|个?财年|个?周期)"
)
DAY_UNIT = r"(?:个?(?:自然|工作)?[天日])"
MONTHS_ZH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
PART = r"(?:份?(?:底|末|初|中旬|上旬|下旬|中|内)?)"
FEASTS_ZH = (
    r"(?:春节|国庆(?:节)?|中秋(?:节)?|元旦|端午(?:节)?|清明(?:节)?|五一|圣诞(?:节)?|双十一|"
    r"双十二|双\s?1[12]|"
    r"黑五|年货节|开学季|毕业季|暑期|暑假|寒假|感恩节|情人节|七夕|(?:周年庆|店庆|校庆)(?=期间|"
    r"前|当天|大促)|元宵(?:节)?|重阳(?:节)?|两会|十一(?=前|之前|假期|黄金周)|"
    r"(?<![\d.])(?:618|6\.18|11\.11|12\.12|双11|双12)(?![\d.%个万亿人次元]))"
)
EVENTS_ZH = (
    r"(?:上线|发布会?|大促|评审|答辩|中?高考|考试|开学|审计|验收|年会|立项|上市|封版|发版|召开|"
    r"开幕|开业|"
    r"活动|放假|旺季|汛期|采暖季|入冬|入夏|雨季|比赛|交付|投产|签约|到期|换届|搬迁|演示|试点|"
    r"周会|月会|路演|双旦|节)"
)
PLANS_ZH = (
    r"(?:预算|规划|战略|路线图|报告|年报|财报|白皮书|复盘|总结|OKR|版本规划|蓝图|展望|榜单|校招)"
)
