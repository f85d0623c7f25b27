"""Documents as teams keep them, one per shape, with what stands in each.

Per sample: the text, and its objectives, each with its key results' texts.
"""

from __future__ import annotations

Tree = list[tuple[str, list[str]]]

MARKDOWN: dict[str, tuple[str, Tree]] = {
    "headings_and_labelled_bullets": (
        """# Q4 objectives and key results

Some words on why we do this. Objective and key results belong together.

### Problem Area: Know the harbour

> NOTE: paused until the storm is over.

- Key Result 1: A map of the [harbour](https://example.org/harbour) with *every* pier.
- Key Result 2: 12 pilots trained

**Fleet OKR Alignment:** Objective #2: a faster fleet.

### Problem Area: Move freight faster

Within this area we are not working on:

- Painting the ships
- A new flag

- Key Result 1: Unloading takes `4 hours`
""",
        [
            ("Know the harbour", ["A map of the harbour with every pier.", "12 pilots trained"]),
            ("Move freight faster", ["Unloading takes 4 hours"]),
        ],
    ),
    "nested_bullets_with_bold_labels": (
        """## Concepts

- Objectives
  - They inspire.
- Key Results
  - They can be counted.

## OKRs

* **Objective:** Bake better bread
    * **Key Result:** 200 loaves a day (now 125)
    * **Key Result:** Publish 5 recipes
* **Objective:** Please the guests
    * **KR2**：3 tastings
""",
        [
            ("Bake better bread", ["200 loaves a day (now 125)", "Publish 5 recipes"]),
            ("Please the guests", ["3 tastings"]),
        ],
    ),
    "unlabelled_headings_over_key_results": (
        """# Objectives and key results for Q1 2031

## Everybody **can find** the library

_Think of the visitors._

### Key results

- 3 new signs
- Open on Sundays

## Readers come back

### Key results:

1. 40 % of readers return
""",
        [
            ("Everybody can find the library", ["3 new signs", "Open on Sundays"]),
            ("Readers come back", ["40 % of readers return"]),
        ],
    ),
    "objective_as_a_heading_of_its_own": (
        """# Garden

## Team OKR

### Objective

🌱 **Grow a garden that feeds the street.**

It starts small.

### Key Results

| KR | Target |
|----|--------|
| **KR 1** | Plant 40 trees. |
| **KR 2** | Win 12 helpers by May. |

### Success Metrics

- Trees: 40

## Water

### Objective
Save water in every bed.

### Key Results

#### Rain

| KR | Target |
|----|--------|
| **KR 1** | 3 barrels |

#### Drops

| KR | Target |
|----|--------|
| **KR 1** | 100 m of pipe |

### Key Metrics

| Metric | Target |
|--------|--------|
| Litres | 900 |
""",
        [
            ("Grow a garden that feeds the street.", ["Plant 40 trees.", "Win 12 helpers by May."]),
            ("Save water in every bed.", ["3 barrels", "100 m of pipe"]),
        ],
    ),
    "unlabelled_numbers_over_labelled_bullets": (
        """# FY31-Q2 OKRs

## Company

1. **Reach the far villages**

   **WHY:** They asked.

   - KR: 14 villages connected
   - KR: Advance [_N_][n] talks ([_M_][n])

1. **OBJECTIVE: Calm nights**
   - KR: 0 alarms

## Music

Lastly, we will:

- Sing more
- Dance

[n]: https://example.org
""",
        [
            ("Reach the far villages", ["14 villages connected", "Advance N talks (M)"]),
            ("Calm nights", ["0 alarms"]),
        ],
    ),
    "lists_without_any_label": (
        """# Kitchen OKRs

## 2031 Q2
- Cook for the whole street
  - [mira99] 80% of the neighbours came once
  - [tom] 3 recipes of theirs on the menu

## 2031 Q1

- [Kitchen 2031 Q1 OKRs](https://example.org/sheet)
- [Planning](https://example.org/plan)
""",
        [
            (
                "Cook for the whole street",
                ["80% of the neighbours came once", "3 recipes of theirs on the menu"],
            ),
        ],
    ),
    "headings_over_flat_checkboxes": (
        """# OKRs 2031 Q4

## Bring the boats home

### Make the harbour deep enough [DR]

- [ ] Dredge 200 m
- [x] Measure [INFRA][DR]

### ~~Build a lighthouse~~

- Lamps for all piers:
   - [X] North
   - [ ] South
- [ ] ~~Paint it~~
""",
        [
            ("Bring the boats home", []),
            ("Make the harbour deep enough [DR]", ["Dredge 200 m", "Measure [INFRA][DR]"]),
            ("Build a lighthouse", ["North", "South", "Paint it"]),
        ],
    ),
    "table_with_bold_rows_over_rows": (
        """# Radio OKRs

| **Radio** | **Priority** | **Owner** | **End-Q** |
| :---: | :---: | --- | --- |
|  **** | P0-P4 |  | **0.3** |
|  **1 Finish the "early show"** |  |  |  |
|  A jingle (Kim) | **P0** | Kim | 0.6 |
|  Write 3 scripts: |  |  |  |
|  1. On rain | P1 | Ada |  |
|   |  |  |  |
|  **2 Broadcast further** |  |  |  |
|  *Not likely to be done:* |  |  |  |
|  A mast | P1 | Kim, Ada |  |
""",
        [
            ('Finish the "early show"', ["A jingle (Kim)", "Write 3 scripts:", "On rain"]),
            ("Broadcast further", ["A mast"]),
        ],
    ),
    "table_per_objective": (
        """## Objective: The club grows.

| Key Result | Assignee | Final Score |
| ---------- | -------- | ----------- |
| [The club has a plan.](https://example.org/1) | @ann | 1 |
| ~[3+ letters are written](https://example.org/2)~ | @ben | 0.2

## Objective: The hall is warm

| Key Result | Assignee | Final Score |
| ---------- | -------- | ----------- |
| [~~New stoves~~](https://example.org/3) | @ann | 0
""",
        [
            ("The club grows.", ["The club has a plan.", "3+ letters are written"]),
            ("The hall is warm", ["New stoves"]),
        ],
    ),
    "key_results_as_headings": (
        """## 🚀 Q4 2031 - OKRs de Lançamento

### **Objetivo 1: Abrir a padaria**

#### **KR 1.1**: Vender 300 pães por dia
- **Baseline**: 0 (nova)
- **Meta**: 300
- **Responsável**: Joana

#### **KR 1.2**: Zero queixas
- **Meta**: 0 queixas

## Status
```
  KR 1.1: 50k
```
""",
        [("Abrir a padaria", ["Vender 300 pães por dia", "Zero queixas"])],
    ),
    "chinese_tables": (
        """### 目标范例

|序号|O|KR1|KR2|
|---|---|---|---|
|01|让图书馆人人能到|新增 3 条班车线，收入增长 **%|周日开放|
|02|读者愿意再来|回访率达到 40% `@王一`、`@王二`||

案例：

|O|打造温暖的礼堂|
|---|---|
|KR1|更换 12 台暖炉|
|KR2|10 月底前完成验收|
""",
        [
            ("让图书馆人人能到", ["新增 3 条班车线，收入增长 **%", "周日开放"]),
            ("读者愿意再来", ["回访率达到 40%"]),
            ("打造温暖的礼堂", ["更换 12 台暖炉", "10 月底前完成验收"]),
        ],
    ),
    "chinese_labels_and_full_width_colons": (
        """# 2031 第四季度

- **部门的 O（公司层级）**:
    - O1：下沉渠道
    - O2：大后台    -> 对应 8 个方向

**O**：**完成新版上线**
- **KR1**：访谈 20 位用户
- **KR2**：完成 <u>3 轮测试</u>|

可以看到，这里没有目标。

目标一：稳定的平台
关键结果1：可用性 99.9%
关键结果2：**零事故**
""",
        [
            ("下沉渠道", []),
            ("大后台", []),
            ("完成新版上线", ["访谈 20 位用户", "完成 3 轮测试"]),
            ("稳定的平台", ["可用性 99.9%", "零事故"]),
        ],
    ),
    "flat_list_of_labels": (
        "- O: Grow\n- KR: 10 shops => Achieved\n- KR: 5 towns\n- O: Last\n- KR: 1 year\n",
        [("Grow", ["10 shops", "5 towns"]), ("Last", ["1 year"])],
    ),
    "plain_lines_of_labels": (
        """Objective: Grow
Key Results:
1. 10 shops
2. 5 towns

Objective: Last
Key Results:
- 1 year
""",
        [("Grow", ["10 shops", "5 towns"]), ("Last", ["1 year"])],
    ),
    "one_table_for_all": (
        """| Objective | Key Result | Owner |
|---|---|---|
| Grow | 100 orders a day | @lin |
| | 10 partners | wang |
| Keep | KR1: Churn below 2%<br>KR2: NPS 40 | |
""",
        [
            ("Grow", ["100 orders a day", "10 partners"]),
            ("Keep", ["Churn below 2%", "NPS 40"]),
        ],
    ),
    "rows_that_say_what_they_are": (
        """| O1 | Grow the shop | @lin |
|---|---|---|
| KR1.1 | 100 orders | @wang |
| O2 | Keep them | |
| KR2.1 | Churn 2% | |
""",
        [("Grow the shop", ["100 orders"]), ("Keep them", ["Churn 2%"])],
    ),
    "unlabelled_items_under_labelled_objectives": (
        """**Objective 1: Grow** (Owner: Lin)

1. 100 orders (@wang)
2. 10 partners — @wang

**Objective 2: Keep**

1. Churn 2%
   - Status: green
""",
        [("Grow", ["100 orders", "10 partners"]), ("Keep", ["Churn 2%"])],
    ),
    "quoted": (
        "# Team\n\n> Be bold.\n\n> **Objective**: Grow\n> - KR1: Orders\n> - KR2: Partners\n",
        [("Grow", ["Orders", "Partners"])],
    ),
    "mere_results_below_an_objective": (
        "## Objective: Grow\n\n**Results:**\n\n- Orders\n- Partners\n",
        [("Grow", ["Orders", "Partners"])],
    ),
    "goals_and_results": (
        """# Q1 Goals

**Goal 1: Launch**
 - Result 1: 100 signups

**Goal 2: Learn**
 - Result 1: 5 interviews
""",
        [("Launch", ["100 signups"]), ("Learn", ["5 interviews"])],
    ),
    "html_and_front_matter": (
        """---
title: Objective of nobody
---
<!-- O9: hidden -->
### **O1 — Be reliable** `@sre`

* **KR1 —** 99.95% uptime

<details>
<summary>Objective 2: Reduce cost</summary>

- KR1: cut spend 20%

</details>
""",
        [("Be reliable", ["99.95% uptime"]), ("Reduce cost", ["cut spend 20%"])],
    ),
    "numbers_that_are_counts": (
        """# OKR 2031

## 1. Publish

- 3 blog posts
- 20 case studies

## 2. Teach

- 9.30 前完成 4 次
- 100% of classes held
""",
        [
            ("Publish", ["3 blog posts", "20 case studies"]),
            ("Teach", ["9.30 前完成 4 次", "100% of classes held"]),
        ],
    ),
}

NOTHING: dict[str, str] = {
    "empty": "",
    "prose": "# Minutes\n\nWe talked about objectives, and of key results too.\n",
    "shopping": "# Groceries\n\n- milk\n  - oat\n- bread\n",
    "changelog": "# Releases\n\n## Version 1.9 (2031-03-05)\n\n- Faster\n  - to read\n- Less\n",
    "reference": "# API\n\n## read\n\n- `obj` {Object} one\n- `kr` is a name\n- `result` {any}\n",
    "study": "# Sleep and bread\n\n## Methods\n\n- ask\n\n## Results\n\n- they slept\n",
    "links_only": "# Team OKRs\n\n## 2031 Q1\n\n- [OKRs](https://a.org)\n- [Plan](/b)\n",
    "scores": "# How we score OKRs\n\n| Score | Means |\n|---|---|\n| **0.3** | no |\n",
}

CSV: dict[str, tuple[str, Tree]] = {
    "objective_on_each_row": (
        (
            "Objective Title,Key-Result Title,Initial Value,Current Value,Target Value,Metric\n"
            "Grow,Orders,20,40,100,number\nGrow,Partners,0,2,10,number\nKeep,Churn,5%,4%,2%,percent\n"
        ),
        [("Grow", ["Orders", "Partners"]), ("Keep", ["Churn"])],
    ),
    "every_row_one_quoted_field": (
        (
            '\ufeff"OKR_ID,Objective,Owner,Comments"\r\n"O1,Ship on time,Ada,""Late, again"""\r\n'
            '"O2,Less churn,Bob,""Ok"""\r\n'
        ),
        [("Ship on time", []), ("Less churn", [])],
    ),
    "flat_with_empty_objective_column": (
        (
            '"id","title","status","quarter","team","objective","progress"\n'
            '"#5","Maps","Todo","Q2 2031","Sea","",""\n"#6","Louder","","Q2 2031","Sea","",""\n'
        ),
        [("Maps", []), ("Louder", [])],
    ),
    "rows_with_parents": (
        (
            "Row ID;Parent Row IDs;Goal Title;Owner Emails;Target Value\n"
            "1;;Grow the shop;lin@a.org;\n2;1;100 orders;wang@a.org;100\n3;1;10 partners;;10\n"
        ),
        [("Grow the shop", ["100 orders", "10 partners"])],
    ),
    "rows_with_types_and_parents_by_title": (
        (
            "Level,Title,Parent,Owner\nObjective,Grow,,Ada\nObjective,Keep,,Bob\n"
            "Key Result,Orders,Grow,Bob\n"
        ),
        [("Grow", ["Orders"]), ("Keep", [])],
    ),
    "levels": (
        "Main,L1,Importance\nGrow,,\n,Orders,50\n,Partners,50\n",
        [("Grow", ["Orders", "Partners"])],
    ),
    "rows_with_types": (
        (
            "name,type,owner_email,progress\nGrow,goal,a@example.org,10\nOrders,milestone,b@example.org,20\n"
            "Keep,goal,a@example.org,0\n"
        ),
        [("Grow", ["Orders"]), ("Keep", [])],
    ),
    "numbered_groups": (
        (
            "email,name,key_result_1_title,key_result_1_completion,key_result_2_title,key_result_2_completion\n"
            "a@example.org,Grow,Orders,40,Partners,10\n"
        ),
        [("Grow", ["Orders", "Partners"])],
    ),
    "tasks_for_key_results": (
        (
            "Category,Objective,Task Name,Start Date,End Date,Progress,Status,Owner\n"
            "Shop,Grow,Open a stall,2031-01-01,2031-02-01,50,Doing,Lin\n"
            "Shop,Grow,Print flyers,2031-01-01,2031-02-01,0,Todo,Lin\n"
        ),
        [("Grow", ["Open a stall", "Print flyers"])],
    ),
    "chinese": (
        (
            "负责人,目标,关键结果,起始值,目标值,截止日期\n王明,稳定的平台,可用性,99,99.9,2031-12-31\n"
            ",,零事故,,,\n李雷,提升效率,构建时间,10,3,2031年11月30日\n"
        ),
        [("稳定的平台", ["可用性", "零事故"]), ("提升效率", ["构建时间"])],
    ),
    "tabs_and_a_line_above": (
        "Our OKRs\nObjective\tKey Result\nGrow\tOrders\n",
        [("Grow", ["Orders"])],
    ),
    "labels_instead_of_a_head": (
        "Objective,Grow\nKR1,Orders\nKR2,Partners\nObjective,Keep\nKR1,Churn\n",
        [("Grow", ["Orders", "Partners"]), ("Keep", ["Churn"])],
    ),
    "several_in_one_cell": (
        'Objective,Key Results\nGrow,"• Orders\n• Partners"\nKeep,"1. Churn\n2. NPS"\n',
        [("Grow", ["Orders", "Partners"]), ("Keep", ["Churn", "NPS"])],
    ),
    "portuguese": (
        (
            "id_obj,id_time,time,setor,texto,responsavel,ano,ciclo,data\n"
            "1,2,Mar,Sul,Chegar a mais portos,Joana,2031,Q1,2031-01-01\n"
        ),
        [("Chegar a mais portos", [])],
    ),
}
