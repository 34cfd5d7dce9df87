# SPDX-License-Identifier: GPL-3.0-or-later
"""An employer in Shaoxing whose package lacks nothing: ruled forms with group cells, ☑ boxes, dates with 年月日."""

from ..art import signature
from ..codes import uscc
from ..package import Package
from ..people import people
from ..sheet import A4, Cell, Sheet, Theme, label, stack
from ..words import cn

NAME = "绍兴澜砚机床有限公司"
CODE = uscc("91", "330602", "MA2Y7K4P")
HOME = "浙江省绍兴市越城区斗门街道澜砚路66号"
HEAD = "沈砚秋"
SCOPE = "数控机床、机床功能部件及附件的研发、制造、销售；机械设备维修；货物进出口。"
AUTHORITY = "绍兴市越城区人力资源和社会保障局"
STAFF = people("330602", 11, """
    顾闻笙|19790412|m|评价中心主任|本科|高级工程师
    陆芷晴|19850923|f|考务管理|本科|工程师
    裘一舟|19881107|m|质量管理|大专|技师
    祁安禾|19920318|f|证书数据管理|本科|助理工程师
    宣书砚|19900626|f|档案管理|大专|馆员
    竺远山|19830215|m|设备与安全管理|大专|高级技师""")
ASSESSORS = people("330602", 171, """
    葛松年|19720508|m|车工|高级考评员|专职
    郦知行|19810119|m|车工|考评员|专职
    寿望舒|19860730|f|车工|考评员|兼职
    柴景行|19751222|m|铣工|高级考评员|专职
    章予怀|19840404|m|铣工|考评员|专职
    阮青黛|19870913|f|铣工|考评员|兼职""")
SUPERVISORS = people("330602", 305, """
    茹砚清|19800602|f|内部质量督导员||专职
    魏执圭|19770817|m|内部质量督导员||兼职""")
JOBS = [("车工", "6-18-01-01", "数控车工", "《车工国家职业技能标准（2018年版）》", 96),
        ("铣工", "6-18-01-02", "数控铣工", "《铣工国家职业技能标准（2018年版）》", 58)]
SITES = [("理论知识考场", "机考", "120", "48", "", "车工、铣工"),
         ("车削实操区", "实操", "520", "", "16", "车工"),
         ("铣削实操区", "实操", "460", "", "12", "铣工")]
BLUE = (226, 234, 244)


def theme(**more) -> Theme:
    return Theme(**({"fill": BLUE, "footer": "第 {n} 页 共 {all} 页"} | more))


def build() -> Package:
    pk = Package("employer-complete", "employer", "yuecheng-2026-1", "2026-04-20")

    # 01 the form
    file = "01-职业技能等级认定机构（用人单位）申报书.pdf"
    d = pk.document(file, "application-form")
    s = Sheet(theme(header="绍兴市越城区2026年第一批职业技能等级认定机构遴选申报材料"), "申报书")
    s.space(120)
    s.title("职业技能等级认定机构", 24, after=4)
    s.title("申报书", 30, spread=3, after=130)
    s.columns([("申报单位", d.v("applicant/name", NAME) + "（盖章）"), ("申报类别", "☑用人单位  □社会培训评价组织"),
               ("受理部门", d.v("application/authority", AUTHORITY)),
               ("申报日期", d.v("application/submitted-on", cn("2026-04-02"), "2026-04-02"))],
              at=150, size=14, gap=14, spread=6, colon="：")
    d.says("application/class", "employer")
    d.says("application/sealed", "true")
    s.seal(NAME, 300, 330, 110)
    s.page()
    s.title("一、申报单位基本情况", 14, align="left", after=6)
    L = lambda t, span=1, down=1: label(t, span, down, fill=BLUE)
    s.grid([5, 15, 30, 16, 34], [
        [L(stack("单位信息"), 1, 10), L("单位名称"), Cell(d.v("applicant/name", NAME), 3)],
        [L("统一社会信用代码"), Cell(d.v("applicant/uscc", CODE), 3)],
        [L("单位性质"), Cell("☑企业  □事业单位  □社会团体  □民办非企业单位  □院校", 3)],
        [L("登记机关"), d.v("applicant/registrar", "绍兴市越城区市场监督管理局"), L("成立日期"),
         d.v("applicant/established-on", cn("2011-06-16"), "2011-06-16")],
        [L("注册资本"), d.v("applicant/registered-capital", "3,600万元", "3600"), L("营业期限至"),
         d.v("applicant/term-until", "长期")],
        [L("注册地址"), Cell(d.v("applicant/registered-address", HOME), 3)],
        [L("办公地址"), Cell(d.v("applicant/office-address", HOME), 3)],
        [L("经营范围"), Cell(d.v("applicant/business-scope", SCOPE), 3)],
        [L("职工总数"), d.v("applicant/employee-count", "738人", "738"), L("技能人员数"),
         d.v("applicant/skilled-count", "451人", "451")],
        [L("年营业收入"), d.v("applicant/annual-revenue", "41,280万元", "41280"), L("服务对象"),
         d.v("application/scope", "本单位职工")],
        [L(stack("人员"), 1, 3), L("法定代表人"), d.v("applicant/representative", HEAD), L("职务"), "董事长"],
        [L("联系人"), d.v("applicant/contact-name", STAFF[0].name), L("联系电话"),
         d.v("applicant/contact-phone", STAFF[0].phone)],
        [L("电子邮箱"), Cell(d.v("applicant/email", "pingjia@lanyan.example"), 3)],
        [L(stack("评价条件"), 1, 3), L("专职工作人员"), d.v("application/full-time-staff-stated", "6人", "6"),
         L("考评人员"), d.v("application/assessors-stated", "6人", "6")],
        [L("内部质量督导员"), d.v("application/supervisors-stated", "2人", "2"), L("场地总面积"),
         d.v("application/site-area-stated", "1100㎡", "1100")],
        [L("评价工作年度经费预算"), Cell(d.v("funding/budget", "45万元", "45"), 3)],
    ], least=24)
    d.says("applicant/kind", "企业")
    s.space(6)
    s.title("二、拟开展认定的职业（工种）", 14, align="left", after=6)
    rows = [[L("序号"), L("职业编码"), L("职业名称"), L("工种"), L("认定等级"), L("执行标准")]]
    for n, (job, code, trade, standard, _) in enumerate(JOBS, 1):
        k = f"occupation:{job}/"
        rows.append([label(str(n)), d.v(k + "code", code), d.v(k + "name", job), d.v(k + "trade", trade),
                     d.v(k + "levels", "五级/初级工、四级/中级工、三级/高级工", "5 4 3"), d.v(k + "standard", standard)])
    s.grid([6, 15, 12, 14, 25, 28], rows, head=1)
    s.title("三、评价场地", 14, align="left", after=6)
    rows = [[L("场地名称"), L("功能"), L("面积（㎡）"), L("机位（座）"), L("工位（个）"), L("对应职业"), L("权属")]]
    for name, use, area, seats, places, jobs in SITES:
        k = f"site:{name}/"
        rows.append([d.v(k + "name", name), d.v(k + "function", use), d.v(k + "area", area),
                     d.v(k + "seats", seats) if seats else "/", d.v(k + "workstations", places) if places else "/",
                     jobs, d.v(k + "tenure", "自有", "owned")])
        d.says(k + "address", HOME)
        for job in jobs.split("、"):
            d.says(k + "occupations", job)
    s.grid([22, 10, 13, 13, 13, 17, 12], rows, head=1)
    s.text(f"以上场地均位于{HOME}。", after=8)
    s.title("四、单位意见", 14, align="left", after=6)
    s.grid([1], [[Cell(f"经研究，同意申报。所填内容及所附材料真实有效。\n\n\n法定代表人（签字）：\n\n{NAME}（公章）        2026年4月2日",
                       seal=NAME, sign="")]], least=110)
    s.image(signature(HEAD), s.left + 110, s.y - 76, 26)
    s.grid([16, 84], [[L("受理部门意见"), Cell("（由人力资源社会保障部门填写）")]], least=60)
    pk.add(file, s.save(), d.kind)

    # 02 the licence
    file = "02-营业执照.pdf"
    d = pk.document(file, "registration")
    s = Sheet(theme(footer="", size=11), "营业执照", (A4[1], A4[0]))
    s.space(10)
    s.title("营业执照", 30, spread=2, after=0)
    s.title("（副 本）", 13, after=14)
    s.text("统一社会信用代码  " + d.v("applicant/uscc", CODE), indent=0, size=12, after=10)
    N = lambda t: Cell(" ".join(t) if len(t) == 2 else t, face="bold")
    s.grid([12, 40, 12, 36], [
        [N("名称"), d.v("applicant/name", NAME), N("注册资本"), d.v("applicant/registered-capital", "叁仟陆佰万元整", "3600")],
        [N("类型"), d.v("applicant/kind", "有限责任公司（自然人投资或控股）"), N("成立日期"),
         d.v("applicant/established-on", cn("2011-06-16"), "2011-06-16")],
        [N("法定代表人"), d.v("applicant/representative", HEAD), N("营业期限"),
         d.v("applicant/term-until", "2011年6月16日至长期", "长期")],
        [N("经营范围"), d.v("applicant/business-scope", SCOPE),
         N("住所"), d.v("applicant/registered-address", HOME)],
    ], style="bare", size=12)
    d.says("applicant/representative-title", "法定代表人")
    s.space(50)
    s.text("登记机关  " + d.v("applicant/registrar", "绍兴市越城区市场监督管理局"), align="right", indent=0)
    s.text("2023年9月4日", align="right", indent=0)
    s.seal("绍兴市越城区市场监督管理局", s.right - 140, s.y - 78, 100)
    pk.add(file, s.save(), d.kind)

    # 03 the department
    file = "03-关于设立技能评价中心的通知.pdf"
    d = pk.document(file, "org-set-up")
    s = Sheet(theme(face="serif", size=13, leading=1.7), "关于设立技能评价中心的通知")
    s.title(NAME + "文件", 24, after=4)
    s.text(d.v("set-up/document-number", "澜砚人〔2024〕17号"), align="center", indent=0, after=16)
    s.title("关于设立技能评价中心的通知", 18)
    s.text("各部门、各车间：", indent=0)
    s.text("为做好本公司职工职业技能等级认定，经总经理办公会研究，决定设立" + d.v("set-up/body-name", "技能评价中心") +
           "，专门负责技能人才评价工作，与人力资源部分开办公、独立核算经费。")
    s.text("一、" + d.v("set-up/head", STAFF[0].name) + "任技能评价中心主任，为该机构负责人。")
    s.text("二、中心专职人员共六名，分别承担考务、质量、证书数据、档案、设备与安全管理。")
    s.text("三、中心职责：编制评价计划，组织考务，管理题库与考评人员，实施内部质量督导，保管评价资料，接受人力资源和社会保障部门监督。")
    s.close(NAME, d.v("set-up/issued-on", cn("2024-05-20"), "2024-05-20"))
    pk.add(file, s.save(), d.kind)

    # 04 the staff, 05 their insurance, 06 their contracts
    ends = ["2028-08-31", "2027-12-31", "2028-06-30", "2029-03-31", "2027-09-30", "2028-12-31"]
    file = "04-专职工作人员花名册.pdf"
    d = pk.document(file, "staff-roster")
    s = Sheet(theme(), "专职工作人员花名册", (A4[1], A4[0]))
    s.title("技能评价中心专职工作人员花名册", 16)
    s.text("填报单位（盖章）：" + NAME, indent=0)
    rows = [[L(t) for t in ("序号", "姓名", "性别", "身份证号", "学历", "职称/技能等级", "岗位", "用工性质", "劳动合同期限至", "联系电话")]]
    for n, p in enumerate(STAFF, 1):
        k = f"person:{p.name}/"
        d.says(k + "role", "full-time-staff")
        rows.append([label(str(n)), d.v(k + "name", p.name), p.sex, d.v(k + "id-number", p.id), p.study, p.grade, p.duty,
                     d.v(k + "employment", "专职", "full-time"), d.v(k + "contract-until", cn(ends[n - 1]), ends[n - 1]),
                     d.v(k + "phone", p.phone)])
    s.grid([5, 8, 5, 18, 7, 11, 14, 8, 14, 13], rows, head=1)
    s.seal(NAME, s.right - 130, s.y - 40, 90)
    pk.add(file, s.save(), d.kind)

    file = "05-社会保险参保证明.pdf"
    d = pk.document(file, "social-insurance")
    s = Sheet(theme(footer="本证明可凭验证码核验，第 {n} 页"), "参保证明")
    s.title("浙江省社会保险参保证明（单位专用）", 16)
    s.text("参保单位：" + NAME, indent=0)
    s.text("单位信用代码：" + CODE + "    统筹区：绍兴市本级", indent=0, after=8)
    rows = [[L(t) for t in ("序号", "姓名", "社会保障号码", "险种", "参保起止年月", "缴费状态")]]
    for n, p in enumerate(STAFF + ASSESSORS[:2] + ASSESSORS[3:5] + SUPERVISORS[:1], 1):
        k = f"person:{p.name}/"
        d.says(k + "insured-by", NAME)
        rows.append([label(str(n)), d.v(k + "name", p.name), d.v(k + "id-number", p.id), "养老、医疗、失业、工伤",
                     "2025年3月-2026年3月", "正常缴费"])
    s.grid([7, 12, 27, 25, 22, 12], rows, head=1)
    s.text("验证码：SX2604-0K7Q-33  打印日期：2026年3月30日", indent=0)
    s.seal("绍兴市社会保险事业管理服务中心", s.right - 130, s.y - 50, 96, "证明专用章")
    pk.add(file, s.save(), d.kind)

    file = "06-劳动合同及聘用协议.pdf"
    d = pk.document(file, "labour-contract")
    s = Sheet(theme(face="serif", footer="— {n} —"), "劳动合同")
    for n, p in enumerate(STAFF):
        if n and n % 2 == 0:
            s.page()
        elif n:
            s.space(40)
        k = f"person:{p.name}/"
        s.title("劳动合同书", 17, spread=1, after=8)
        s.text("甲方（用人单位）：" + d.v(k + "contract-party", NAME), indent=0)
        s.text("乙方（劳动者）：" + d.v(k + "name", p.name) + "    身份证号：" + d.v(k + "id-number", p.id), indent=0)
        s.text(f"第一条 甲方聘用乙方在技能评价中心从事{p.duty}工作，实行标准工时制。")
        s.text(f"第二条 本合同为固定期限劳动合同，自{cn(ends[n].replace(ends[n][:4], str(int(ends[n][:4]) - 3)))}起至"
               + d.v(k + "contract-until", cn(ends[n]), ends[n]) + "止。")
        s.text("第三条 甲方按月足额支付劳动报酬并依法为乙方缴纳社会保险；乙方应遵守考务纪律和保密规定。", after=10)
        y = s.y
        s.text("甲方（盖章）：                                        乙方（签字）：", indent=0)
        s.seal(NAME, s.left + 80, y - 30, 80)
        s.image(signature(p.name), s.left + 340, y - 8, 26)
        s.space(40)
    s.page()
    for n, p in enumerate(ASSESSORS + SUPERVISORS):
        if n and n % 4 == 0:
            s.page()
        k = f"person:{p.name}/"
        s.title("聘用协议", 14, after=4)
        role = "考评人员" if p in ASSESSORS else "内部质量督导员"
        s.text("聘用单位：" + d.v(k + "contract-party", NAME) + "    受聘人：" + d.v(k + "name", p.name), indent=0)
        s.text("身份证号：" + d.v(k + "id-number", p.id), indent=0)
        s.text(f"双方约定，聘用单位聘请受聘人为本单位职业技能等级认定{role}，聘期自2025年5月1日至"
               + d.v(k + "contract-until", "2028年4月30日", "2028-04-30") + "。受聘人持证上岗，客观公正履行职责。", after=10)
        y = s.y
        s.text("聘用单位（公章）                                     受聘人签名", indent=0)
        s.seal(NAME, s.left + 90, y - 26, 60)
        s.image(signature(p.name), s.left + 345, y - 8, 24)
        s.space(26)
    pk.add(file, s.save(), d.kind)

    # 07 rosters, 08 and 09 certificates
    untils = ["2027-11-30", "2028-05-31", "2027-08-31", "2028-10-31", "2027-06-30", "2028-03-31"]
    file = "07-考评人员和督导人员一览表.pdf"
    d = pk.document(file, "examiner-roster")
    s = Sheet(theme(size=9.5), "考评人员和督导人员一览表", (A4[1], A4[0]))
    s.title("考评人员一览表", 16)
    rows = [[L(t) for t in ("职业", "姓名", "性别", "身份证号", "考评等级", "证书编号", "证书有效期至", "专（兼）职", "手机")]]
    for n, p in enumerate(ASSESSORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "assessor")
        d.says(k + "occupation", p.duty)
        row = [L(p.duty, 1, 3)] if n % 3 == 0 else []
        rows.append(row + [d.v(k + "name", p.name), p.sex, d.v(k + "id-number", p.id), d.v(k + "level", p.study),
                           d.v(k + "certificate-number", f"浙考评33062024{n + 11:04d}"),
                           d.v(k + "certificate-until", cn(untils[n]), untils[n]),
                           d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time"),
                           d.v(k + "phone", p.phone)])
    s.grid([9, 9, 6, 20, 12, 19, 15, 9, 14], rows, head=1)
    s.space(8)
    s.title("内部质量督导员一览表", 16)
    rows = [[L(t) for t in ("序号", "姓名", "性别", "身份证号", "督导员证编号", "有效期至", "专（兼）职", "手机")]]
    for n, p in enumerate(SUPERVISORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "supervisor")
        rows.append([label(str(n + 1)), d.v(k + "name", p.name), p.sex, d.v(k + "id-number", p.id),
                     d.v(k + "certificate-number", f"浙督导33062025{n + 3:04d}"),
                     d.v(k + "certificate-until", "2028年9月30日", "2028-09-30"),
                     d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time"),
                     d.v(k + "phone", p.phone)])
    s.grid([6, 10, 7, 22, 20, 15, 10, 15], rows, head=1)
    pk.add(file, s.save(), d.kind)

    for file, kind, title, crowd in (("08-考评员证.pdf", "examiner-cert", "考评员证", ASSESSORS),
                                     ("09-内部质量督导员证.pdf", "supervisor-cert", "内部质量督导员证", SUPERVISORS)):
        d = pk.document(file, kind)
        s = Sheet(theme(footer=""), title)
        for n, p in enumerate(crowd):
            if n and n % 3 == 0:
                s.page()
            k = f"person:{p.name}/"
            s.title(title, 18, spread=1, after=6)
            top = s.y
            rows = [("姓名", d.v(k + "name", p.name)), ("身份证号", d.v(k + "id-number", p.id))]
            if kind == "examiner-cert":
                rows += [("考评职业", d.v(k + "occupation", p.duty)), ("类别", d.v(k + "level", p.study)),
                         ("证书编号", d.v(k + "certificate-number", f"浙考评33062024{n + 11:04d}")),
                         ("有效期至", d.v(k + "certificate-until", cn(untils[n]), untils[n]))]
                d.says(k + "role", "assessor")
            else:
                rows += [("证书编号", d.v(k + "certificate-number", f"浙督导33062025{n + 3:04d}")),
                         ("有效期至", d.v(k + "certificate-until", "2028年9月30日", "2028-09-30"))]
                d.says(k + "role", "supervisor")
            s.left += 130
            s.columns(rows, at=90, spread=4, colon="：")
            s.left -= 130
            s.ops[-1] += [("line", s.left, top, s.left + 84, top, 0.5), ("line", s.left, top + 108, s.left + 84, top + 108, 0.5),
                          ("line", s.left, top, s.left, top + 108, 0.5), ("line", s.left + 84, top, s.left + 84, top + 108, 0.5)]
            s.put(s.left + 26, top + 58, "照 片")
            s.y = max(s.y, top + 116)
            s.seal("浙江省技能人才评价管理服务中心", s.right - 120, s.y - 90, 88)
            s.space(34)
        pk.add(file, s.save(), d.kind)

    # 10 the site
    file = "10-不动产权证书.pdf"
    d = pk.document(file, "site-title")
    s = Sheet(theme(footer="", size=11), "不动产权证书")
    s.title("不动产权证书", 20)
    s.text("浙（2016）绍兴市不动产权第0031862号", align="center", indent=0, after=10)
    rows = [("权利人", NAME), ("共有情况", "单独所有"), ("坐落", HOME), ("不动产单元号", "330602 004015 GB00271 F00020001"),
            ("权利类型", "国有建设用地使用权/房屋所有权"), ("用途", "工业用地/实训考核用房"), ("面积", "房屋建筑面积1100.00平方米"),
            ("使用期限", "国有建设用地使用权至2061年5月11日止")]
    for site in SITES:
        k = f"site:{site[0]}/"
        d.says(k + "address", HOME)
        d.says(k + "owner", NAME)
        d.says(k + "tenure", "owned")
    s.grid([22, 78], [[label(a), b] for a, b in rows], least=34)
    s.text("附记：本证房屋为二号楼，内设理论知识考场120㎡、车削实操区520㎡、铣削实操区460㎡。", indent=0)
    s.seal("绍兴市自然资源和规划局", s.right - 140, s.y + 10, 100, "登记专用章")
    pk.add(file, s.save(), d.kind)

    # 11 the equipment: long enough to run over the page, with the head repeated
    file = "11-设备设施及工量具清单.pdf"
    d = pk.document(file, "equipment-list")
    s = Sheet(theme(), "设备设施及工量具清单")
    s.title("设备设施及工（量）具清单", 16)
    s.text("申报单位：" + NAME, indent=0)
    rows = [[L(t) for t in ("职业", "类别", "名称", "型号规格", "数量", "单位", "购置时间", "状况")]]
    lists = {"车工": [("设备", "卧式车床", "LY6136", 8, "台"), ("设备", "数控车床", "LYK-40", 8, "台"), ("设备", "砂轮机", "LS-250", 2, "台"),
                     ("设备", "编程计算机", "商用台式", 24, "台"), ("工具", "外圆车刀", "90°", 48, "把"), ("工具", "切断刀", "3mm", 32, "把"),
                     ("工具", "三爪卡盘扳手", "通用", 16, "把"), ("量具", "游标卡尺", "0-150mm", 20, "把"), ("量具", "外径千分尺", "0-25mm", 16, "把"),
                     ("量具", "内径百分表", "18-35mm", 8, "套"), ("量具", "螺纹环规", "M24×1.5", 8, "套")],
             "铣工": [("设备", "立式升降台铣床", "LX5032", 6, "台"), ("设备", "数控铣床", "LXK-650", 4, "台"), ("设备", "加工中心", "LV-850", 2, "台"),
                     ("设备", "刀具预调仪", "LT-400", 1, "台"), ("工具", "立铣刀", "φ10-φ20", 60, "把"), ("工具", "平口钳", "150mm", 12, "台"),
                     ("工具", "面铣刀盘", "φ80", 12, "个"), ("量具", "深度千分尺", "0-50mm", 12, "把"), ("量具", "百分表", "0-10mm", 12, "块"),
                     ("量具", "高度游标卡尺", "0-300mm", 6, "把"), ("量具", "粗糙度比较样块", "Ra0.8-6.3", 4, "套")]}
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    for job, items in lists.items():
        for n, (sort, name, model, count, unit) in enumerate(items):
            k = f"equipment:{job}{name}/"
            d.says(k + "occupation", job)
            rows.append(([L(job, 1, len(items))] if n == 0 else []) + [
                d.v(k + "kind", sort, kinds[sort]), d.v(k + "name", name), d.v(k + "model", model), d.v(k + "quantity", count),
                d.v(k + "unit", unit), "2022年7月" if sort == "设备" else "2024年3月", "完好" if sort != "量具" else "检定有效期内"])
    s.grid([8, 9, 22, 18, 8, 8, 14, 17], rows, head=1, least=30)
    s.text("量具由计量检定机构检定，有效期至2026年12月31日。", indent=0)
    pk.add(file, s.save(), d.kind)

    # 12 cameras
    file = "12-视频监控设备配置说明.pdf"
    d = pk.document(file, "surveillance")
    s = Sheet(theme(), "视频监控设备配置说明")
    s.title("视频监控设备配置说明", 17)
    rows = [[L(t) for t in ("区域", "点位（个）", "分辨率", "录像保存（天）")], ["理论知识考场", "6", "1080P", "365"],
            ["车削实操区", "8", "1080P", "365"], ["铣削实操区", "7", "1080P", "365"], ["试卷保管室、候考区", "3", "1080P", "365"],
            [L("合计"), d.v("surveillance/cameras", "24", "24"), d.v("surveillance/resolution", "1080P"),
             d.v("surveillance/retention-days", "365", "365")]]
    d.says("surveillance/rooms", "理论知识考场、车削实操区、铣削实操区、试卷保管室、候考区")
    s.grid([40, 20, 20, 20], rows, head=1, least=26)
    s.text("监控覆盖全部考场并无死角，录像存储于两台网络硬盘录像机，保存期限365天，可接入省职业技能评价监管系统。")
    pk.add(file, s.save(), d.kind)

    # 13 the rules
    file = "13-技能评价管理制度汇编.pdf"
    d = pk.document(file, "rules-compendium")
    s = Sheet(theme(face="serif", size=11, header=NAME + "技能评价管理制度汇编"), "技能评价管理制度汇编")
    s.title("技能评价管理制度汇编", 22, after=10)
    rules = [
        ("行政管理制度", "规定中心的岗位职责、会议、印章与公文办理，重大事项由主任办公会集体决定。"),
        ("财务管理制度", "评价经费单独列账、专款专用，按预算支出，每年接受公司内部审计。"),
        ("考务管理制度", "从报名审核、考场编排到试卷交接逐环节登记，监考与考评人员考前一日随机抽派。"),
        ("评价质量管理制度", "设质量目标与检查表，每批次评价结束后五日内由督导员提交质量分析。"),
        ("证书数据管理制度", "成绩复核无误后录入证书数据，双人核对，专机专网保存，未经批准不得导出。"),
        ("档案管理制度", "一批一档，纸质与电子档案同步归档，保存不少于五年，借阅须登记。"),
        ("安全管理制度", "明确实操考场安全操作规程、考前检查与班后清场要求，设安全员。"),
        ("服务标准", "公布受理、答复、发证时限与服务电话，在公司网站和考点公告栏公开。"),
        ("工作流程", "计划公告、报名审核、组织考试、成绩公示、数据上报、证书发放六个环节在公司网站公开。"),
        ("内部监督制度", "督导员对每批次评价全程督导，纪委办公室受理职工举报。"),
        ("问题回溯制度", "对发现的问题按批次倒查报名、考务、评分与数据各环节，形成回溯报告。"),
        ("责任追究制度", "对泄题、徇私、数据造假等行为按情节追究直接责任人与分管负责人责任。"),
        ("消防安全管理制度", "考场配报警装置、灭火器与疏散标志，每季度检查，每年两次消防培训和演练。"),
        ("突发事件应急预案", "分自然灾害、事故灾难、公共卫生、社会安全四类，明确报告、处置、恢复考试的程序。"),
        ("收费公示制度", "面向本单位职工认定不收费；费用标准与减免事项在公告栏公示。"),
    ]
    for n, (title, body) in enumerate(rules, 1):
        k = f"policy:{title}/"
        s.room(90)
        s.title(f"{n:02d} " + d.v(k + "title", title), 14, after=2)
        s.text(d.v(k + "document-number", f"澜砚评〔2024〕{n + 4}号") + "  " + d.v(k + "issued-on", cn("2024-07-08"), "2024-07-08") + "印发",
               align="center", indent=0)
        s.text("第一条 " + body)
        s.text("第二条 本制度由技能评价中心负责解释，自印发之日起施行。", after=10)
    pk.add(file, s.save(), d.kind)

    # 14 the commitment
    file = "14-承诺书.pdf"
    d = pk.document(file, "commitment")
    s = Sheet(theme(face="serif", size=13, leading=1.75, footer=""), "承诺书")
    s.title("承诺书", 24, spread=2)
    s.text(AUTHORITY + "：", indent=0)
    s.text("我单位（" + d.v("commitment/subject", NAME) + "）申报成为职业技能等级认定机构，现郑重承诺：")
    for clause in ("一、申报材料真实、准确、完整，如有虚假，愿依法承担责任。", "二、本单位管理规范、信用良好，近三年无违法违规和失信等不良行为记录。",
                   "三、把社会效益放在首位，注重社会效益，认定活动不以营利为目的。", "四、为技能人才评价工作提供稳定的经费保障。",
                   "五、依据评价标准开展评价，对评价质量和颁发的证书负责。", "六、自愿接受各级人力资源和社会保障部门的监督管理，配合检查，如实提供资料。"):
        s.text(clause)
    s.close(NAME, d.v("commitment/signed-on", cn("2026-03-28"), "2026-03-28"), caption="承诺单位（盖章）：", signer=HEAD)
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    pk.add(file, s.save(), d.kind)

    # 15 credit
    file = "15-企业公共信用信息报告.pdf"
    d = pk.document(file, "credit-report")
    s = Sheet(theme(header="信用浙江 · 公共信用信息报告"), "企业公共信用信息报告")
    s.title("企业公共信用信息报告", 18)
    s.columns([("报告编号", "XY-330602-20260325-0418"), ("主体名称", d.v("credit-report/subject", NAME)),
               ("统一社会信用代码", d.v("credit-report/uscc", CODE)),
               ("报告出具日期", d.v("credit-report/issued-on", cn("2026-03-25"), "2026-03-25"))], at=120, colon="：")
    rows = [[L(t) for t in ("信息类别", "记录条数")]] + [[a, "0"] for a in
            ("行政处罚信息", "严重失信主体名单信息", "经营异常名录信息", "失信被执行人信息", "欠税信息")] + [
            [L("不良信用信息合计"), d.v("credit-report/adverse-records", "0")]]
    s.grid([70, 30], rows, head=1, style="rows", least=24)
    s.text("查询结果：在报告期内未查询到该主体的不良信用记录。")
    pk.add(file, s.save(), d.kind)

    # 16 money
    file = "16-职工教育培训经费提取使用情况证明.pdf"
    d = pk.document(file, "fund-proof")
    s = Sheet(theme(size=12), "职工教育培训经费提取使用情况证明")
    s.title("职工教育培训经费提取使用情况证明", 17)
    rows = [[L(t) for t in ("项目", "2025年度金额", "备注")],
            [d.v("funding/year", "2025年度", "2025") + "职工工资总额", d.v("funding/wage-bill", "7,820.00万元", "7820"), "经审计"],
            ["提取职工教育培训经费", d.v("funding/training-fund", "156.40万元", "156.4"), "当年全额提取"],
            ["提取比例", d.v("funding/training-fund-ratio", "2.0%", "2"), "占工资总额"],
            ["其中：用于一线职工", "112.60万元", "占提取额72%"],
            ["2026年评价工作经费预算", d.v("funding/budget", "450,000元", "45"), "列入年度预算"]]
    s.grid([44, 30, 26], rows, head=1, least=30)
    s.text(f"{NAME}已按规定足额提取职工教育培训经费，能够为职业技能等级认定工作提供稳定的经费保障。特此证明。")
    s.close(NAME, "2026年3月20日", seal_label="财务专用章")
    pk.add(file, s.save(), d.kind)

    file = "17-技能等级津贴管理办法.pdf"
    d = pk.document(file, "allowance-rule")
    s = Sheet(theme(face="serif", size=12.5), "技能等级津贴管理办法")
    k = "policy:技能等级津贴管理办法/"
    s.title(d.v(k + "title", "技能等级津贴管理办法"), 18, after=4)
    s.text(d.v(k + "document-number", "澜砚薪〔2023〕9号"), align="center", indent=0, after=10)
    s.text("第一条 对取得职业技能等级证书并在相应岗位工作的在职职工，自取证次月起按月发放技能津贴。")
    s.text("第二条 津贴标准如下：")
    rows = [[L("技能等级"), L("津贴标准（元/月）")]]
    for digit, text, money in ((5, "五级/初级工", 150), (4, "四级/中级工", 260), (3, "三级/高级工", 420), (2, "二级/技师", 700)):
        rows.append([label(d.v(f"allowance:{digit}/level", text, digit)), label(d.v(f"allowance:{digit}/amount", money))])
    s.grid([1, 1], rows, head=1)
    s.text("第三条 津贴随当月工资发放，人力资源部每年公布发放情况。")
    s.text("第四条 本办法自2023年11月1日起施行。")
    s.close(NAME, d.v(k + "issued-on", cn("2023-10-18"), "2023-10-18"))
    pk.add(file, s.save(), d.kind)

    file = "18-规模以上企业证明.pdf"
    d = pk.document(file, "scale-proof")
    s = Sheet(theme(size=13, leading=1.8, footer=""), "规模以上企业证明")
    s.title("证明", 24, spread=3)
    s.text("兹证明" + d.v("applicant/name", NAME) + "（统一社会信用代码：" + d.v("applicant/uscc", CODE) +
           "）系绍兴市越城区规模以上工业企业，已纳入“一套表”联网直报。该企业2025年度营业收入为"
           + d.v("applicant/annual-revenue", "41,280万元", "41280") + "，年末从业人员" + d.v("applicant/employee-count", "738人", "738") + "。")
    s.text("特此证明。")
    s.close("绍兴市越城区统计局", "2026年3月11日")
    pk.add(file, s.save(), d.kind)

    file = "19-申报职业从业人员情况表.pdf"
    d = pk.document(file, "occupation-headcount")
    s = Sheet(theme(), "申报职业从业人员情况表")
    s.title("申报职业（工种）从业人员情况表", 16)
    rows = [[L("职业", 1, 2), L("从业人数", 1, 2), L("其中（人）", 4), L("所在车间", 1, 2)], [L(t) for t in ("未取证", "初级工", "中级工", "高级工及以上")]]
    for (job, _, _, _, heads), parts in zip(JOBS, (("21", "30", "28", "17"), ("12", "19", "16", "11")), strict=True):
        rows.append([label(d.v(f"occupation:{job}/name", job)), label(d.v(f"occupation:{job}/headcount", heads))] +
                    [label(x) for x in parts] + [label("机加工一、二车间")])
    s.grid([14, 14, 12, 12, 12, 16, 24], rows, head=2, least=26)
    s.text("上述职业均直接从事本公司主导产品数控机床主要零件的加工。")
    s.text("企业职工总数：" + d.v("applicant/employee-count", "738人", "738") + "。", indent=2)
    pk.add(file, s.save(), d.kind)

    file = "20-评价工作实施方案.pdf"
    d = pk.document(file, "work-plan")
    s = Sheet(theme(size=12), "评价工作实施方案")
    s.title("职业技能等级认定工作实施方案", 17)
    for text in ("一、目标：三年内为本公司机加工岗位职工开展认定约300人次。", "二、组织：技能评价中心统一组织，车间配合报名与岗位考核。",
                 "三、方式：理论知识机考、技能操作现场考核，题库使用国家题库资源。", "四、进度：每年1月公告计划，4月、10月各组织一批。",
                 "五、保障：年度预算45万元，场地设备专用，全程录像。"):
        s.text(text)
    pk.add(file, s.save(), d.kind)

    file = "21-消防安全检查合格证明.pdf"
    d = pk.document(file, "fire-safety")
    s = Sheet(theme(size=12.5, leading=1.8, footer=""), "消防安全检查合格证明")
    s.title("消防安全检查合格证明", 20)
    s.text(f"经查，{NAME}二号楼（{HOME}）已通过消防验收，报警装置、消防设施、应急救援器材齐全有效，检查结论为合格。")
    s.close("绍兴市越城区消防救援大队", "2025年11月6日")
    pk.add(file, s.save(), d.kind)

    pk.conclusion = "review-needed"
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-b", "7.2-c", "7.2-d", "7.2-e", "7.2-f", "7.3-c", "7.5-a", "8.1-d", "8.1-f",
              "8.1-i", "8.1-j", "X-01", "X-03")
    pk.expect("review", "7.1-d", "8.1-a", "8.1-c", "8.1-e")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-k", "8.2-a", "8.2-b", "8.2-c", "8.2-d", "8.2-e", "8.2-f", "8.2-g", "8.2-h",
              "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met = ["7.1-d", "8.1-a", "8.1-c", "8.1-e"]
    return pk
