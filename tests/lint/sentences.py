"""Sentences of our own with what they say: classes of phrasing that a reader must tell apart.

KEY_RESULTS: `M` how much, `D` by when, `T` a to-do; `-` stands for what it does not say.
"""

from __future__ import annotations

KEY_RESULTS = {
    "en": """
--- Increase organic traffic
--- Reduce customer churn
--- Improve page load time
--- Grow monthly recurring revenue
--- Lower the cost of acquisition
--- Raise employee engagement
--- Shorten the lead time
--- Contract signed off by legal
--- Design approved by the steering committee
--- Pass the external security audit
--- Inspire people to think bigger
--- Be the place where people love to work
--- Improve the conversion rate of the checkout
--- Reduce cloud costs
--- Increase the number of active contributors
--- Minimise time to market
--- Customer satisfaction improves
--- Increase sales in Asia
--- Improve uptime
--- Maintain high availability
--- Get buy-in from all stakeholders
--- Proposal is accepted by the board
--- All new hires pass the security exam
--- Increase market share
--- Decrease employee turnover rate
--- Improve first response time
--- Improve gross margin
--- Improve the conversion rate of the shop
--T Implement single sign-on
--T Write the onboarding handbook
--T Refactor the payment module
--T Launch v2 of the mobile app
--T Improve the search experience
--T Optimise the checkout flow
--T Set up a data warehouse
--T Migrate to Kubernetes 1.30
--T Research competitors
--T Upgrade to Python 3.12
--T New pricing page
--T Company handbook is published
--T Redesign the H1 headings of the site
--T Hold weekly office hours
--T Roll out phase 2 of the loyalty programme
--T Adopt ISO 14001
--T Create a 90-day plan for new hires
--T Build a 3-tier support model
--T Introduce two-factor authentication
--T Add a one-click checkout
--T Document the API
--T Automate the release process
--T Kick off the mentoring programme
--T Close all P1 tickets
--T Make a metrics dashboard
--T Hire a head of finance
--T Improve documentation quality
--T Organise a hackathon
--T Deprecate API v1
--T Fix flaky tests
--T Adopt the new Figma component library (v4)
--T Prepare the Series A pitch deck
--T Design a 5-year strategy
--T Publish our engineering ladder for levels L3 to L6
--T Replace jQuery 1.x with React 18
--T Refresh the Q3 roadmap
--T Plan the 2028 budget
--T Draft 2027 hiring plan
--T Create one-pagers for the sales team
--T Ensure 24/7 support
--T Run 1:1s with all team members
--T Introduce 360 feedback
--T Move from zero to one in payments
--T Bring the product from 0 to 1
--T Review the top-level navigation
--T Get SOC 2 Type II certified
--T Support IPv6 in the load balancer
--T Write a post about Web3
--T Speak with customers regularly
--T Make the second release more stable
--T Translate the website into German
--T Users can reset their password without contacting support
--T All services emit structured logs
--T Team charter agreed
--T Improve user onboarding
--T Improve code quality
--T Optimise the database
--T Enhance collaboration between teams
--T Strengthen our brand
--T Reduce technical debt
--T Increase transparency
--T Reporting dashboard
--T Knowledge base
--T Employer branding campaign
--T Create a public changelog
--T Develop training program for junior staff
--T Introduce OKRs in all teams
--T Build CI/CD for the monorepo
--T Migrate off MySQL 5.7
--T Upgrade Rails from 5.2 to 6.1
--T Create a Level 2 support team
--T Improve the data pipeline
--T Users are able to pay by invoice
--T Repeat it once we have enough data
-D- Launch the partner portal in May
-D- ISO 27001 certification by December
-D- Open the Lisbon office before summer
-D- Move all repositories to the new host by the end of the sprint
-D- Have the tender ready by Friday
-D- Publish the annual report by 31 March
-D- Release version 3.2 in Q4
-D- Finish the refactoring this quarter
-D- Draft of the policy done by next month
-D- Ship the redesign by 1/15
-D- GA release on 14 Feb
-D- Pilot live in October
-D- Deliver MVP by end of sprint 6
-D- Finish migration before Black Friday
-D- Prototype ready two weeks after kickoff
-D- Have all contracts renewed by EOM
-D- Office move done over the summer holidays
-D- Hire the VP of Sales by Thanksgiving
-D- Beta available in the first half of 2027
-D- Complete the migration off AWS by the end of this year
-D- Migrate off MySQL 5.7 before it reaches end of life in October
-D- Have the vendor certified by the 1st half of 2031
M-- Grow paying teams from 40 to 90
M-- Cut p95 latency to under 300 ms
M-- Ship at least four case studies
M-- Reduce escaped defects by a third
M-- Double the number of active mentors
M-- Have zero Sev-1 outages
M-- No data loss during failover
M-- Get CSAT above 4.5
M-- NPS ≥ 45
M-- 3 out of 5 pilot customers renew
M-- Raise €2m in seed funding
M-- Support call wait time ≤ 90 seconds
M-- Answer every ticket within 2 days
M-- Halve the build time
M-- Hire one data analyst
M-- Train two dozen volunteers
M-- Achieve XX% coverage of regression tests
M-- Sign N customers in Asia
M-- Keep error budget burn below 50%
M-- Win 12 new logos in DACH
M-- Publish a dozen articles
M-- Attrition stays below 8%
M-- 1 in 4 users shares a board
M-- Lead time for changes: 3 weeks → 5 days
M-- Migrate 80 of 100 jobs to Airflow 2
M-- Pass 90 % of the acceptance tests
M-- 10x the number of nightly backups verified
M-- Raise average order value to $75
M-- Reach a Lighthouse score of 95
M-- Ten teams use the new design system
M-- Time to first byte < 200ms
M-- Interview 20 users
M-- Half of all merge requests are reviewed within a day
M-- Bring the bounce rate down to 35%
M-- twice as many demos as last quarter
M-- 15 talks held by engineers
M-- Increase trial-to-paid conversion from 3% to 5%
M-- Get 25% of traffic from organic search
M-- Have <1% failed payments
M-- Onboarding takes less than 10 minutes
M-- Less than five open P1 bugs
M-- Process refunds within 3 business days
M-- Mean time to recovery is below 1 hour
M-- Generate $400k of new pipeline
M-- Add 3k stars on GitHub
M-- Save 200 engineering hours a month
M-- eNPS of +30
M-- 99th percentile latency < 1 s
M-- 60% D30 retention
M-- 4 deploys per day
M-- Ship ten features that customers voted for
M-- Twice-weekly releases for 8 teams
M-- Reduce the number of steps in checkout from 7 to 4
M-- Maintain a 98% on-time delivery rate
M-- 7 of 9 squads run retros
M-- Two new markets opened
M-- Secure 3 speaking slots at conferences
M-- Achieve a 4.7 rating in the App Store
M-- Close 80% of P0/P1 bugs within one sprint
M-- Eliminate 30 flaky tests
M-- Cost per lead < €20
M-- Zero customer complaints about billing
M-- No P1 incidents
M-- None of our audits has major findings; zero non-conformities
M-- One million rows ingested per hour
M-- 5 new hires ramped up to full productivity
M-- Support NPS is 50 or higher
M-- Conduct 10 sales calls per rep per week
M-- Reduce sick days per employee to 4
M-- Publish a new episode each week, 13 in total
M-- 90 percent of staff complete training
M-- Expand to 3 new regions: EMEA, APAC and LATAM
M-- Ensure that at least half the team has been trained as first responders
M-- Win at least one industry award
M-- Decrease the number of support tickets related to billing by one third
M-- Have a waiting list of over 1,000 people
M-- Three customers agree to be references
M-- Reduce AWS bill to $18k/month
M-- Deliver 2 webinars with 150+ attendees each
M-- Score 80+ in the internal audit
M-- Page weight < 1MB
M-- First contentful paint under 1.5s on 3G
M-- 5-star reviews: 100
M-- Employee referral rate to 20%
M-- Complete all 14 modules
M-- Bring in at least $M from renewals
M-- Address every blocker within 1 sprint of reporting
M-- Tickets are tagged within 2 days of opening
M-- Win N3 shops in the north
MD- Onboard 6 new schools by September
MD- Sell 2,000 tickets before the festival
MD- Reach 10,000 newsletter readers by end of June
MD- Reduce cloud spend by 15% in H2
MD- At least 3 signed letters of intent by 15 March
MD- Launch in 2 countries by Q3
MD- 50 beta testers within six weeks
MD- Revenue of 1.2M€ by year end
MD- By Q2, 40% of revenue comes from partners
MD- Hit 1M ARR before the Series B
MD- Complete 15 usability tests by mid-February
MD- Increase NPS to 50 in the next 6 months
MD- Recruit 3 engineers by the end of October
MD- 500 attendees at the 2027 summit
MD- Reduce complaints 20% by Christmas
MD- 3 pilots running by week 12
MD- Reach break-even (EBITDA > 0) in FY27
MD- From January to March, publish 12 videos
MD- Ship v1.0 to 50 customers by 1 Oct
MD- Hold 4 town halls in 2025
MD- Run five A/B tests in November
""",
    "zh": """
--- 提升客户续费率
--- 降低获客成本
--- 缩短审批时长
--- 提高市场占有率
--- 提升日活
--- 方案通过评审委员会验收
--- 与三方就接口规范达成一致
--- 弘扬工匠精神
--- 减少线上投诉量
--- 提高产品良率
--- 加快资金周转率
--- 控制人力成本
--- 缩短需求交付周期
--- 增加付费用户数
--- 项目通过验收
--- 获得专家组一致认可
--- 提升订单转化率，降低退货率
--- 营收稳步增长
--- 提升团队人效
--- 缩短首屏时间
--T 搭建客户成功体系
--T 优化结算流程
--T 完善新人培训机制
--T 推进中台二期建设
--T 升级到 3.0 版本
--T 梳理权限模型
--T 制定内容规范
--T 开展竞品调研
--T 上线会员等级功能
--T 重构订单模块
--T 建立一套完整的知识库
--T 改善办公环境
--T 组织团建
--T 学习 5G 技术
--T 接入第三方支付
--T 打通 H5 与小程序账号
--T 落地 OKR 周会制度
--T 推广 B2B 业务模式
--T 提升用户体验
--T 优化首页布局
--T 完成三级等保整改
--T 打造一站式服务平台
--T 编写《2026年运维手册》
--T 支撑业务快速发展
--T 加强团队协作
--T 完成 V3.2 版本开发
--T 推动一体化平台建设
--T 制定三年战略规划
--T 输出一份行业报告
--T 引进第三方机构
--T 打造标杆案例
--T 加强与二线城市代理商的沟通
--T 参加双周例会
--T 建立每周复盘机制
--T 支持 iOS 17 适配
--T 梳理月度经营报表
--T 形成统一的技术栈
--T 进一步完善制度
--T 完成等保三级整改
--T 建设两化融合示范产线
--T 推出会员体系2.0
--T 解决历史遗留问题
--T 重塑企业文化
--T 优化工单处理流程
--T 完成组织变革
--T 筹备周年庆活动
--T 探索新的商业模式
--T 推广敏捷开发
--T 完成新员工入职培训
--T 十分重视客户反馈
--T 千方百计做好服务
--T 完成 CRM 系统选型与采购
--T 统一各端设计语言
--T 建立面向 B 端客户的分级服务机制
--T 推进单体应用的微服务化改造
--T 支持多语言
--T 输出架构设计文档
--T 引入灰度发布能力
--T 学会游泳
--T 搬家
--T 重构个人网站
--T 整理照片
--T 维护好与父母的关系
--T 输出竞品分析报告并完成评审会议
--T 建立数据指标体系
--T 形成标准化交付流程 SOP
--T 与供应商建立长期合作
--T 完善晋升通道
-D- 3月底前上线新版官网
-D- 国庆前完成系统迁移
-D- Q1 完成组织架构调整
-D- 年内通过 ISO 27001 认证
-D- 下个月发布 2.0 版本
-D- 11月15日前提交验收材料
-D- 两周内完成需求评审
-D- 春节后启动新产品研发
-D- 12月中旬完成合同续签
-D- 元旦前完成系统切换
-D- 2027年初发布白皮书
-D- 下半年完成仓库搬迁
-D- 一季度内搭建完成数据平台
-D- 8月31日完成培训教材编写
-D- 在年会前完成节目排练
-D- Q2 上线自助开票
-D- 3.15 前完成消费者权益专项整改
-D- 12 月参加 JLPT N2 考试
-D- 下半年换一份工作
-D- 2024H1 完成架构升级
-D- 24Q3 上线国际版
M-- 将首屏加载时间降到 1.5 秒以内
M-- 客户续约率不低于 92%
M-- 新增付费企业 30 家
M-- 线上零故障
M-- 核心接口可用性达到 99.95%
M-- 人均产能提升三成
M-- 销售额翻番
M-- 完成五场用户访谈
M-- 至少两个团队接入新框架
M-- 招聘一名高级架构师
M-- 转化率提升 XX%
M-- 拉新 ** 万
M-- 输出 3 篇行业分析报告
M-- 平均响应时长缩短一半
M-- 培养十名内训师
M-- 覆盖三个城市
M-- 代码评审覆盖率达到百分之九十
M-- 成本降低15个百分点
M-- 签约×家代理商
M-- NPS 从 20 提升到 35
M-- 48小时内发货率达98%
M-- 满意度评分4.6分以上
M-- 单测覆盖率由40%提升至70%
M-- 杜绝重大质量事故
M-- 缩短交付周期至两周
M-- 进入行业前三
M-- 每月输出2篇技术博客
M-- 人效提升1.5倍
M-- 端到端自动化用例达到 800 条
M-- 缺陷逃逸率控制在 2% 以内
M-- 全链路压测支持 5 万 QPS
M-- 新人 30 天留存率达到 85%
M-- 首次响应时间 ≤ 30 分钟
M-- 三个以上团队完成试点
M-- 人均培训时长 20 小时
M-- 每周至少一次用户访谈
M-- 引入两家战略供应商
M-- 毛利提升 3 个点
M-- 客诉下降50%
M-- 单车成本降至 1200 元
M-- 头部客户覆盖 8/10
M-- 活跃老师数翻一番
M-- 发布会直播观看人数破百万
M-- 建成 1 个示范基地
M-- P0 故障数为 0
M-- 月均访问量提升至 300 万
M-- 上线后缺陷数低于 5 个
M-- 一半以上的门店完成改造
M-- 老客户推荐占新增客户的四成
M-- 全员人均完成 2 次分享
M-- 关键岗位储备率 120%
M-- 不低于 3 家媒体报道
M-- 孵化一位金牌讲师
M-- 面试通过率提升 X%
M-- 官网 SEO 关键词进入百度首页 20 个
M-- 公众号粉丝破 5 万
M-- 自然流量占比由 30% 升至 45%
M-- 平均招聘周期缩短至 25 天
M-- 试用期离职率低于 10%
M-- 核心岗位到岗率 95%
M-- 完成 100% 员工的绩效面谈
M-- 线索转商机率从 8% 提高到 12%
M-- 对 TOP 20 客户完成一次全面回访
M-- 自动化测试覆盖核心流程 ≥ 90%
M-- 接口平均 RT 降低到 200ms 以内
M-- 崩溃率 < 万分之五
M-- 线上 P1 及以上事故不超过 1 起
M-- 每位工程师至少完成两次技术分享
M-- 代码评审平均等待时间小于 4 小时
M-- 压缩安装包体积 30%
M-- 迁移 12 个核心服务到 K8s
M-- 跑步 100 公里
M-- 体重减到 65kg
M-- 每周跑步三次
M-- 存款 10 万
M-- 写 10 篇博客
M-- 早睡（23:30 前）天数不少于 50 天
M-- 看 5 部电影
M-- 掌握 2000 个单词
M-- 单元测试覆盖率 80%+
M-- 故障恢复时间（MTTR）小于 15 分钟
M-- 用户 NPS 不低于 50
M-- GMV 同比增长 30%
M-- 月活 100w+
M-- 服务可用性 4 个 9
M-- 完成 2 个 POC，落地 1 个
M-- 人效比去年提升 20%
M-- 客户投诉率 ≤0.5‰
M-- 培训覆盖率100%，考核通过率≥95%
M-- 输出不少于5份洞察报告
M-- 库存与账面零差异
MD- 全年零安全事故
MD- Q4 上线 3 个行业解决方案
MD- 9月30日前完成20家客户回访
MD- 年底前毛利率提升到 45%
MD- 本季度新增 500 名会员
MD- 双十二前备货 1 万件
MD- 半年内培养 5 名讲师
MD- 今年读完 24 本书
MD- 2027年上半年拿下两个省级项目
MD- 6 月底前核心系统上云比例达 70%
MD- 财年内签约金额突破 1.2 亿
MD- 暑期招募 300 名志愿者
MD- Q3 结束前交付 4 个项目
MD- 12 个月内回本 100 万
MD- 9月实现单月盈利 10 万
MD- 2026 年 12 月 31 日前完成 5 家并购
MD- 五一前招聘 20 名导购
MD- 第二季度客单价提升 15 元
MD- 周年庆期间GMV达到800万
MD- 9 月前完成 3 场校园宣讲会
MD- 2024 年 Q1 末 ARR 达到 500 万美元
MD- 截止到 6 月 30 号，新增渠道商 15 家
MD- 年底前通过 N2 考试并达到 120 分
MD- Q3 末 DAU 达 10w
MD- 8/31 前完成 100 家门店改造
""",
}

TIMED = """
Launch the mobile app in March
Ship v2 by 31/12
Finish the audit by June 30th
Reach 50 paying teams by end of year
Cut build time to 5 minutes before Christmas
Sign three partners within 6 weeks
Migrate all services in the next two quarters
Have the new site live by Friday
Complete SOC 2 by EOY
All pages translated before launch
Publish the handbook by 1 September 2027
Reach 1,000 sign-ups in the first 90 days
NPS of 40 30 days after launch
Open the Berlin office in H1
Revenue of $5M in FY26
Grow revenue to 3M in 2027
Hire a designer this quarter
Close the round by mid-May
Deliver the pilot by sprint 14
At least 300 visitors during Black Friday
Have the runbook done by the end of the month
Launch on 2027-03-15
10月底前完成新仓搬迁
年底前上线新版会员系统
本季度完成3家标杆客户签约
2027年Q1实现盈亏平衡
3个月内拿到 50 个付费客户
双十一前完成压测
下半年新增 20 家门店
上线前完成全链路演练
截至12月31日，客诉率降到1%以下
第三季度发布开放平台
6月15日前提交方案
国庆节前完成装修
第8周前交付原型
上线后30天内日活达到1万
全年营收突破2亿
月底前完成培训
今年内通过等保三级测评
Q1-Q2 完成两次版本发布
within the quarter, answer all tickets
Ship it by the end of Q2
Deliver by week 10
Double sign-ups by summer
Done before the board meeting
2027年3月上线
3月上线新官网
26年底完成
于十二月完成全员培训
"""

NOT_TIMED = """
Answer support tickets within 2 days
Reduce lead time from 14 to 7 days
Publish a newsletter every month
Weekly active users reach 5,000
Increase 30-day retention to 40%
Grow revenue by 20% over 2024
Ship the 2027 roadmap
Uptime of 99.9% per month
Hold one workshop per quarter
We may need more testers
Improve the end-to-end tests
Build a 12-month plan
Respond to all incidents within 15 minutes
Churn 20% lower than last year
Reduce year-over-year attrition to 8%
March towards autonomy
Latency under 200ms at p95
Reach 2000 customers
Onboard new hires within 5 days of joining
每月发布2篇技术文章
月活用户达到100万
7日留存率提升到35%
工单24小时内响应
相比2024年成本下降20%
每周组织一次分享会
同比增长30%
近30天崩溃率低于0.1%
3天内修复高危漏洞
新人入职培训周期缩短到3周
每季度访谈10位客户
订单48小时内发货
日均订单达到5000
季度复盘机制落地
月度活跃商家数达到300
完成2027年规划
客户平均等待时长降至2天
制定年度预算
Run a survey every two weeks
Standing desks for all
The top decile of response times
构建5年战略
次日留存达到 40%
Adopt HTML H2 headings
Half of the team is certified
"""

OWNED = """
KB: ship the importer
Ship the importer (Maria)
Ship the importer (Maria, Tom)
Write the guide – Anna Schmidt
[Legal] Sign the DPA with every vendor
CFO KR: Close the books in 3 days
Marketing: 20 leads a week
Publish the docs @maria
Cut build time to 5 min (owner: Joe)
Migrate billing [INFRA]
Release parser v2 [APPS][INFRA]
Run the pilot (JS)
Led by Maria, ship the pilot
Maria to ship the pilot by June
The platform team owns the migration of billing
Increase uptime to 99.9%, owned by the infra team
Reduce churn to 3% (DRI: Paul)
Hire two engineers (People team)
搭建数据看板（张伟）
由李雷负责完成接口改造
完成招聘 3 人（人力资源部）
产品部：上线会员体系
王芳：完成季度复盘
负责人：赵敏，完成官网改版
完成官网改版，负责人：赵敏
研发团队牵头完成重构
完成培训 @运营同学
【运营】拉新 5000 人
张伟负责客户续约率达到 90%
Rewrite the invoice mailer [P1][LX]
QA: zero P0 bugs in production
"""

NOT_OWNED = """
AI: label 500 images
Ship the importer (MVP)
Ship the importer (see roadmap)
[P1] Fix the login bug
[WIP] Fix the login bug
Agree on the contract with Priya
Redraw the map (in partnership with Sales)
Upgrade @angular/core to 17
Mail us at team@example.com
Sales reps use the new price list
Streaming: 5 endpoints
Adopt Kubernetes (Google)
Support payments in three countries (Germany)
Hire a head of marketing
Our sales team closes 5 deals
Owner: TBD, ship the importer
Improve retention - monthly
Stretch: 50 customers
与产品部对齐需求
招聘一名产品经理
提升团队能力
支持市场部完成活动
完成会员体系（二期）
系统稳定性达到 99.9%（不含演练）
目标：拉新 5000 人
提升用户满意度（NPS）
Integrate with Slack (Beta)
Find a second speaker (Engineer / Designer)
Get feedback from @lin
张贴海报 100 张
高效完成交付
Metric: 20 sign-ups
Retention: 40% after a week
Uptime 99.9% — measured weekly
Review with legal: two contracts
负责任地披露 3 个漏洞
任务中心上线
"""

DELIVERIES = """
Launch the new website
Ship the mobile app
Complete the ERP migration
Write the employee handbook
Hire a CTO
Implement single sign-on
Release version 2
Set up CI for all repos
Organise the annual conference
Finish phase one of the warehouse
Publish the API reference
完成新版官网上线
开发客户管理系统
完成数据库迁移
组织年度客户大会
上线移动端
新系统上线
"""

DIRECTIONS = """
Become the trusted platform for small shops
Delight our customers
Build a world-class engineering culture
Make onboarding effortless
Grow sustainably in Europe
Create a place where people do their best work
Be the market leader in logistics
Launch a product that customers love
Improve reliability of our services
Developer experience
Operational excellence
Deliver an outstanding customer experience
Expand into new markets
成为华东地区最受信赖的服务商
提升客户满意度
打造高绩效团队
完成数字化转型，实现业务可持续增长
客户至上
搭建高效稳定的供应链体系
让商家经营更简单
上线新版会员体系，提升老客复购
建设学习型组织
"""
