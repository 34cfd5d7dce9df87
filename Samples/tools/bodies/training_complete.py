# SPDX-License-Identifier: GPL-3.0-or-later
"""A private training school in Jinhua on a leased site, complete: label：value prose, three-line tables, 二〇二六年 dates."""

from .. import ofd
from ..art import signature
from ..codes import uscc
from ..package import Package
from ..people import people
from ..sheet import Cell, Sheet, Theme, label
from ..words import cn, han

NAME = "金华市穗禾职业培训学校"
CODE = uscc("52", "330702", "MJ8C5T1Y")
HOME = "浙江省金华市婺城区三江街道穗禾路29号"
HEAD = "池静姝"
LANDLORD = "金华市穗丰资产管理有限公司"
AUTHORITY = "金华市人力资源和社会保障局"
STAFF = people("330702", 71, """
    章若虚|19820611|m|评价部主任|本科|讲师
    蒋映川|19860120|m|考务|本科|助理讲师
    郑含章|19901203|f|质量|本科|讲师
    卜晚晴|19930408|f|证书数据|大专|
    时雨桐|19950517|f|档案|大专|
    乐长风|19790926|m|安全后勤|大专|技师
    邹怀瑾|19870730|f|财务|本科|会计师""")
ASSESSORS = people("330702", 231, """
    叶知秋|19750314|f|育婴员|高级考评员|专职
    庄宜年|19830822|f|育婴员|考评员|兼职
    苗清许|19890111|f|育婴员|考评员|兼职
    范云岫|19770606|f|保育师|高级考评员|专职
    辛夷白|19851019|f|保育师|考评员|兼职
    费思齐|19900225|m|保育师|考评员|兼职""")
SUPERVISORS = people("330702", 361, """
    岑若水|19801117|f|督导||专职
    晏如初|19780704|m|督导||兼职""")
JOBS = [("育婴员", "4-10-01-02", "《育婴员国家职业技能标准（2019年版）》", "初级工、中级工、高级工", "5 4 3"),
        ("保育师", "4-10-01-03", "《保育师国家职业技能标准（2021年版）》", "初级工、中级工", "5 4")]
YEARS = [("2023", "育婴员", 412, 286), ("2023", "保育师", 305, 198), ("2024", "育婴员", 468, 331), ("2024", "保育师", 352, 240),
         ("2025", "育婴员", 503, 377), ("2025", "保育师", 388, 271)]


def sheet(title: str, **more) -> Sheet:
    return Sheet(Theme(**({"producer": "fpdf2", "runs": "word", "size": 11, "margins": (70, 62, 66, 60), "footer": "- {n} -"} | more)), title)


def lines(s: Sheet, *rows: str) -> None:
    for row in rows:
        s.text(row, indent=0, after=4)


def build() -> Package:
    pk = Package("training-complete", "training-organization", "jinhua-2026-2", "2026-05-12")

    file = "1.申报表.pdf"
    d = pk.document(file, "application-form")
    s = sheet("申报表", header="社会培训评价组织申报表")
    s.title("社会培训评价组织申报表", 20, after=6)
    lines(s, "受理单位：" + d.v("application/authority", AUTHORITY) + "      申报时间：" + d.v("application/submitted-on", han("2026-04-23"), "2026-04-23"))
    s.title("（一）机构情况", 13, align="left", after=2)
    lines(s, "机构名称：" + d.v("applicant/name", NAME), "统一社会信用代码：" + d.v("applicant/uscc", CODE),
          "申报类型：□用人单位  ☑社会培训评价组织", "机构性质：□企业  □事业单位  ☑民办非企业单位  □社会团体",
          "登记管理机关：" + d.v("applicant/registrar", "金华市婺城区民政局") + "    业务主管单位：金华市婺城区人力资源和社会保障局",
          "成立登记日期：" + d.v("applicant/established-on", han("2015-09-18"), "2015-09-18") + "    证书有效期至：" + d.v("applicant/term-until", han("2028-09-17"), "2028-09-17"),
          "开办资金：" + d.v("applicant/registered-capital", "150万元", "150") + "    法定代表人：" + d.v("applicant/representative", HEAD),
          "注册地址：" + d.v("applicant/registered-address", HOME), "办公地点：" + d.v("applicant/office-address", HOME),
          "教职工数：" + d.v("applicant/employee-count", "41人", "41") + "    其中技能类教师：" + d.v("applicant/skilled-count", "18人", "18")
          + "    上年收入：" + d.v("applicant/annual-revenue", "726.4万元", "726.4"),
          "联系人：" + d.v("applicant/contact-name", STAFF[0].name) + "    联系电话：" + d.v("applicant/contact-phone", STAFF[0].phone)
          + "    电子信箱：" + d.v("applicant/email", "suihe@suihe-school.example"),
          "评价对象：" + d.v("application/scope", "面向社会劳动者"))
    d.says("application/class", "training-organization")
    d.says("applicant/kind", "民办非企业单位")
    s.title("（二）评价条件概述", 13, align="left", after=2)
    s.text("本校配备专职工作人员" + d.v("application/full-time-staff-stated", "7名", "7") + "、考评人员" + d.v("application/assessors-stated", "6名", "6")
           + "、内部质量督导员" + d.v("application/supervisors-stated", "2名", "2") + "；评价场地总面积" + d.v("application/site-area-stated", "640平方米", "640")
           + "；本年度安排评价工作经费" + d.v("funding/budget", "18万元", "18") + "。")
    s.title("（三）申报职业", 13, align="left", after=2)
    rows = [[label(t, face="bold") for t in ("职业名称", "职业代码", "申报等级", "依据标准")]]
    for job, code, standard, levels, digits in JOBS:
        k = f"occupation:{job}/"
        rows.append([d.v(k + "name", job), d.v(k + "code", code), d.v(k + "levels", levels, digits), d.v(k + "standard", standard)])
    s.grid([14, 16, 26, 44], rows, head=1, style="three")
    s.title("（四）申报单位意见", 13, align="left", after=2)
    s.text("同意申报。")
    s.close(NAME, han("2026-04-23"), caption="申报单位（公章）：", signer=HEAD)
    d.says("application/sealed", "true")
    pk.add(file, s.save(), d.kind)

    file = "2.民办非企业单位登记证书.ofd"
    d = pk.document(file, "registration")
    registrar = d.v("applicant/registrar", "金华市婺城区民政局")
    s = ofd.Licence(CODE, registrar)
    s.title("民办非企业单位登记证书", 30, 9)
    s.title("（副本）", 44, 5)
    for row, (what, value) in enumerate([
            ("统一社会信用代码", d.v("applicant/uscc", CODE)), ("名称", d.v("applicant/name", NAME)),
            ("类型", d.v("applicant/kind", "民办非企业单位（法人）")), ("住所", d.v("applicant/registered-address", HOME)),
            ("法定代表人", d.v("applicant/representative", HEAD)), ("开办资金", d.v("applicant/registered-capital", "壹佰伍拾万元整", "150")),
            ("业务范围", d.v("applicant/business-scope", "育婴、保育、养老护理类职业技能培训。")), ("业务主管单位", "金华市婺城区人力资源和社会保障局"),
            ("有效期限", d.v("applicant/term-until", "自2024年9月18日至2028年9月17日", "2028-09-17"))]):
        s.text(value, s.text(what + "：", 28, 68 + row * 11), 68 + row * 11, tag=what)
    d.says("applicant/representative-title", "法定代表人")
    s.text(registrar, s.text("登记管理机关：", 110, 200), 200, tag="登记管理机关")
    s.text("2024年9月18日", 130, 210)
    pk.ways[file] = "xml"
    pk.add(file, s.save((125, 182, 38)), d.kind)

    file = "3.民办学校办学许可证.pdf"
    d = pk.document(file, "training-licence")
    s = sheet("办学许可证", footer="", size=12)
    s.title("中华人民共和国民办学校办学许可证", 19)
    s.text("人社民3307024150037号", align="center", indent=0)
    s.columns([("名称", d.v("applicant/name", NAME)), ("地址", d.v("applicant/registered-address", HOME)), ("校长", "章若虚"), ("学校类型", "职业技能培训"),
               ("办学内容", "育婴员、保育师、养老护理员（初级、中级、高级）"), ("有效期限", "2024年9月至2028年9月")], at=100, spread=4, colon="：")
    s.close("金华市婺城区人力资源和社会保障局", "2024年9月2日", caption="发证机关：")
    pk.add(file, s.save(), d.kind)

    file = "4.组织架构与评价部设置决定.pdf"
    d = pk.document(file, "org-set-up")
    s = sheet("评价部设置决定", face="serif", size=12.5, leading=1.8)
    s.title("关于设置技能评价部的决定", 18, after=2)
    s.text(d.v("set-up/document-number", "穗禾校〔2023〕21号"), align="center", indent=0)
    s.text("经校理事会决定，设置" + d.v("set-up/body-name", "技能评价部") + "，为专门负责技能人才评价工作的内设机构，与培训教学部门人员、场地、经费分开。")
    s.text("评价部负责人：" + d.v("set-up/head", STAFF[0].name) + "。部门现有专职人员七名，设考务、质量、证书数据、档案、安全后勤、财务等岗位。")
    s.text("评价部职责：计划申报、考务组织、考评员管理、质量督导、成绩与证书数据管理、档案管理。坚持考培分离，本部门不参与培训。")
    s.close(NAME, d.v("set-up/issued-on", han("2023-12-06"), "2023-12-06"))
    pk.add(file, s.save(), d.kind)

    ends = ["2029-02-28", "2028-08-31", "2027-12-31", "2028-12-31", "2029-06-30", "2028-05-31", "2027-11-30"]
    file = "5.人员配备情况表.pdf"
    d = pk.document(file, "staff-roster")
    s = sheet("人员配备情况表", margins=(50, 60, 50, 60))
    s.title("专职工作人员配备情况表", 17)
    rows = [[label(t, face="bold") for t in ("编号", "姓名", "身份证件号码", "职称", "岗位", "专/兼职", "合同终止日期", "手机号码")]]
    for n, p in enumerate(STAFF, 1):
        k = f"person:{p.name}/"
        d.says(k + "role", "full-time-staff")
        rows.append([label(f"{n:02d}"), d.v(k + "name", p.name), d.v(k + "id-number", p.id), p.grade or "/", p.duty,
                     d.v(k + "employment", "专职", "full-time"), d.v(k + "contract-until", ends[n - 1]), d.v(k + "phone", p.phone)])
    s.grid([7, 10, 24, 12, 14, 10, 16, 16], rows, head=1, style="three", size=9.5)
    pk.add(file, s.save(), d.kind)

    file = "6.社会保险参保缴费证明.pdf"
    d = pk.document(file, "social-insurance")
    s = sheet("参保缴费证明")
    s.title("社会保险参保缴费证明", 18)
    s.text("兹证明" + NAME + "（" + CODE + "）以下人员在本统筹区参加社会保险，缴费至2026年4月：", after=6)
    rows = [[label(t, face="bold") for t in ("姓名", "社会保障号", "参保单位", "首次参保", "状态")]]
    for p in STAFF + [ASSESSORS[0], ASSESSORS[3], SUPERVISORS[0]]:
        k = f"person:{p.name}/"
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "insured-by", NAME), "2023-01", "正常参保"])
    s.grid([12, 28, 32, 14, 14], rows, head=1, style="rows", size=9.5)
    s.close("金华市婺城区社会保险事业管理中心", "2026年4月16日", seal_label="业务专用章")
    pk.add(file, s.save(), d.kind)

    file = "7.劳动合同、聘用合同.pdf"
    d = pk.document(file, "labour-contract")
    s = sheet("聘用合同", face="serif")
    for n, p in enumerate(STAFF + ASSESSORS + SUPERVISORS):
        if n and n % 3 == 0:
            s.page()
        k = f"person:{p.name}/"
        end = ends[n] if n < 7 else "2028-12-31"
        s.title("聘用合同", 15, after=2)
        s.text("聘用单位：" + d.v(k + "contract-party", NAME), indent=0)
        s.text("受聘人员：" + d.v(k + "name", p.name) + "（身份证号码：" + d.v(k + "id-number", p.id) + "）", indent=0)
        duty = p.duty + "岗位" if n < 7 else ("考评员" if p in ASSESSORS else "内部质量督导员")
        s.text(f"聘用单位聘用受聘人员担任{duty}，合同期限自二〇二五年一月一日起至" + d.v(k + "contract-until", han(end), end)
               + "止。双方按国家规定履行义务，受聘人员遵守考务纪律。", after=10)
        y = s.y
        s.text("聘用单位（盖章）                              受聘人员（签名）", indent=0)
        s.seal(NAME, s.left + 70, y - 28, 66)
        s.image(signature(p.name), s.left + 340, y - 8, 24)
        s.space(56)
    pk.add(file, s.save(), d.kind)

    until = ["2028-04-30", "2027-09-30", "2028-01-31", "2027-12-31", "2028-06-30", "2027-08-31"]
    file = "8.考评人员、督导人员名册.pdf"
    d = pk.document(file, "examiner-roster")
    s = sheet("考评人员、督导人员名册", margins=(46, 60, 46, 60))
    s.title("考评人员名册", 17, after=4)
    rows = [[label(t, face="bold") for t in ("姓名", "身份证号码", "考评职业", "考评员类别", "证卡编号", "有效期至", "任职方式")]]
    for n, p in enumerate(ASSESSORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "assessor")
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "occupation", p.duty), d.v(k + "level", p.study),
                     d.v(k + "certificate-number", f"330700{2024 + n % 2}K{n + 301}"), d.v(k + "certificate-until", until[n]),
                     d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    s.grid([10, 25, 12, 14, 18, 14, 10], rows, head=1, style="three", size=9.5)
    s.title("内部质量督导员名册", 17, after=4)
    rows = [[label(t, face="bold") for t in ("姓名", "身份证号码", "证卡编号", "有效期至", "任职方式")]]
    for n, p in enumerate(SUPERVISORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "supervisor")
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "certificate-number", f"3307002025D{n + 41}"),
                     d.v(k + "certificate-until", "2028-10-31"), d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    s.grid([14, 32, 24, 18, 12], rows, head=1, style="three", size=9.5)
    pk.add(file, s.save(), d.kind)

    for file, kind, title, crowd in (("9.考评员资格证.pdf", "examiner-cert", "考评员资格证", ASSESSORS), ("10.质量督导员证.pdf", "supervisor-cert", "质量督导员证", SUPERVISORS)):
        d = pk.document(file, kind)
        s = sheet(title, footer="")
        for n, p in enumerate(crowd):
            if n and n % 6 == 0:
                s.page()
            k = f"person:{p.name}/"
            s.title(title, 14, after=0)
            lines(s, "持证人：" + d.v(k + "name", p.name) + "    身份证号：" + d.v(k + "id-number", p.id))
            if kind == "examiner-cert":
                lines(s, "证书编号：" + d.v(k + "certificate-number", f"330700{2024 + n % 2}K{n + 301}") + "    职业：" + d.v(k + "occupation", p.duty)
                      + "    类别：" + d.v(k + "level", p.study), "有效期：2025年1月1日至" + d.v(k + "certificate-until", cn(until[n]), until[n]))
                d.says(k + "role", "assessor")
            else:
                lines(s, "证书编号：" + d.v(k + "certificate-number", f"3307002025D{n + 41}"), "有效期：2025年11月1日至" + d.v(k + "certificate-until", cn("2028-10-31"), "2028-10-31"))
                d.says(k + "role", "supervisor")
            s.space(22)
        pk.add(file, s.save(), kind)

    file = "11.房屋租赁合同.pdf"
    d = pk.document(file, "site-lease")
    k = "site:穗禾评价中心/"
    s = sheet("房屋租赁合同", face="serif", size=12, leading=1.75)
    s.title("房屋租赁合同", 20)
    lines(s, "出租方（甲方）：" + d.v(k + "lessor", LANDLORD), "承租方（乙方）：" + d.v(k + "lessee", NAME))
    s.text("第一条 甲方将坐落于" + d.v(k + "address", HOME) + "的" + d.v(k + "name", "穗禾评价中心") + "（三层）出租给乙方，建筑面积" + d.v(k + "area", "640平方米", "640") + "，用于理论知识考试和技能操作考核。")
    s.text("第二条 租赁期限五年，自二〇二四年七月一日起至" + d.v(k + "lease-until", han("2029-06-30"), "2029-06-30") + "止。")
    s.text("第三条 年租金贰拾肆万元整，每半年支付一次。")
    s.text("第四条 甲方保证房屋消防验收合格；未经甲方同意，乙方不得转租。")
    d.says(k + "tenure", "leased")
    s.space(20)
    y = s.y
    lines(s, "甲方（盖章）：" + LANDLORD, "乙方（盖章）：" + NAME, "签订日期：二〇二四年六月十八日")
    s.seal(LANDLORD, 300, y - 50, 80)
    s.seal(NAME, 360, y + 10, 80)
    pk.add(file, s.save(), d.kind)

    file = "12.场地及仪器设备一览表.pdf"
    d = pk.document(file, "equipment-list")
    s = sheet("场地及仪器设备一览表")
    s.title("场地情况", 15, after=2)
    s.text("考点名称：" + d.v(k + "name", "穗禾评价中心") + "；地址：" + d.v(k + "address", HOME) + "；面积：" + d.v(k + "area", "640㎡", "640") + "；理论机考座位："
           + d.v(k + "seats", "50个", "50") + "；实操工位：" + d.v(k + "workstations", "24个", "24") + "；使用职业：育婴员、保育师；取得方式：租赁。", indent=0)
    d.says(k + "occupations", "育婴员")
    d.says(k + "occupations", "保育师")
    s.title("仪器设备及工量具", 15, after=2)
    items = [("育婴员", "设备", "婴儿护理台", "SH-10", 12, "张"), ("育婴员", "设备", "婴儿沐浴设施", "恒温", 6, "套"), ("育婴员", "设备", "仿真婴儿模型", "新生儿", 24, "个"),
             ("育婴员", "工具", "奶瓶消毒用具", "八件", 12, "套"), ("育婴员", "量具", "婴儿体重秤", "20kg", 6, "台"), ("育婴员", "量具", "耳温计", "红外", 12, "支"),
             ("保育师", "设备", "幼儿活动室桌椅", "六人", 8, "套"), ("保育师", "设备", "急救训练模型", "幼儿", 8, "个"), ("保育师", "设备", "教学一体机", "75英寸", 2, "台"),
             ("保育师", "工具", "消毒清洁用具", "保育", 12, "套"), ("保育师", "量具", "身高测量仪", "1.5m", 4, "台")]
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    rows = [[label(t, face="bold") for t in ("所属职业", "类别", "名称", "规格型号", "数量", "计量单位")]]
    for job, sort, name, model, count, unit in items:
        q = f"equipment:{job}{name}/"
        rows.append([d.v(q + "occupation", job), d.v(q + "kind", sort, kinds[sort]), d.v(q + "name", name), d.v(q + "model", model),
                     Cell(d.v(q + "quantity", count), align="right"), d.v(q + "unit", unit)])
    s.grid([14, 10, 28, 20, 12, 16], rows, head=1, style="three", least=24)
    pk.add(file, s.save(), d.kind)

    file = "13.监控设备清单.pdf"
    d = pk.document(file, "surveillance")
    s = sheet("监控设备清单")
    s.title("视频监控设备清单", 18)
    lines(s, "摄像机：" + d.v("surveillance/cameras", "16台", "16"), "清晰度：" + d.v("surveillance/resolution", "1080P") + "（二百万像素）",
          "存储时长：" + d.v("surveillance/retention-days", "360天", "360"), "安装位置：" + d.v("surveillance/rooms", "机考室、育婴实操室、保育实操室、候考室、保密室"),
          "录像机：NVR两台，支持实时上传")
    pk.add(file, s.save(), d.kind)

    file = "14.制度汇编.pdf"
    d = pk.document(file, "rules-compendium")
    s = sheet("制度汇编", face="serif", header="金华市穗禾职业培训学校评价制度")
    s.title("技能评价制度汇编", 20, after=4)
    rules = [("行政工作制度", "评价部例会每周一次，决定事项记录在案。"), ("财务收支制度", "评价收支单独核算，接受理事会监督和年度审计。"),
             ("考务工作制度", "考前封闭排考，考中双人监考，考后密封移交。"), ("评价质量控制制度", "试题、评分、督导三项抽检，结果纳入考核。"),
             ("证书数据管理制度", "数据专人专机管理，信息变更须书面审批。"), ("档案管理制度", "考生档案和考场记录按期归档，保存六年。"),
             ("安全管理制度", "落实实操防护、用电与人员疏散要求。"), ("服务标准", "窗口首问负责，五个工作日内答复，并在学校网站公开。"),
             ("评价工作流程", "公告计划、报名、审核、考试、公示、发证流程上墙并在网站公开。"), ("内部监督制度", "督导员独立履职，向理事会报告。"),
             ("问题回溯制度", "投诉和异常数据一律回看录像、复核原始记录。"), ("责任追究制度", "对违纪人员停止聘用，造成后果的依法追责。"),
             ("消防安全制度", "消防设施月检，疏散演练每半年一次。"), ("突发事件应急预案", "涵盖自然灾害、事故灾难、公共卫生事件、社会安全事件四类。"),
             ("收费管理制度", "按公示的标准收费，不得超范围收费。")]
    for n, (title, text) in enumerate(rules, 1):
        q = f"policy:{title}/"
        s.room(70)
        s.text(d.v(q + "title", title), face="bold", size=13, indent=0, after=0)
        s.text("文号：" + d.v(q + "document-number", f"穗评〔2024〕{n}号") + "    发布日期：" + d.v(q + "issued-on", "2024-01-10"), indent=0, size=9.5)
        s.text(text, after=9)
    pk.add(file, s.save(), d.kind)

    file = "15.信用承诺书.pdf"
    d = pk.document(file, "commitment")
    s = sheet("信用承诺书", face="serif", size=13, leading=1.8, footer="")
    s.title("信用承诺书", 22)
    s.text(d.v("commitment/subject", NAME) + "自愿申报社会培训评价组织，现承诺如下：")
    for text in ("（1）申报内容和附件真实、合法、有效；", "（2）依法依规办学，无违法违规和失信等不良行为记录；", "（3）注重社会效益，把社会效益放在首位，不以营利为最终目的；",
                 "（4）落实评价工作经费，保持专职人员和场地设备稳定；", "（5）实行考培分离，不对本校学员实施评价；", "（6）自愿接受各级人力资源和社会保障部门的监督管理和社会监督。"):
        s.text(text)
    s.close(NAME, d.v("commitment/signed-on", han("2026-04-20"), "2026-04-20"), signer=HEAD)
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    pk.add(file, s.save(), d.kind)

    file = "16.公共信用信息报告.pdf"
    d = pk.document(file, "credit-report")
    s = sheet("公共信用信息报告")
    s.title("社会组织公共信用信息报告", 18)
    lines(s, "主体名称：" + d.v("credit-report/subject", NAME), "统一社会信用代码：" + d.v("credit-report/uscc", CODE),
          "报告日期：" + d.v("credit-report/issued-on", cn("2026-04-14"), "2026-04-14"), "一、行政处罚：无", "二、严重失信主体名单：无", "三、活动异常名录：无",
          "四、不良信息条数：" + d.v("credit-report/adverse-records", "0"))
    pk.add(file, s.save(), d.kind)

    file = "17.近三年培训评价业绩.pdf"
    d = pk.document(file, "training-record")
    s = sheet("培训评价业绩")
    s.title("近三年培训评价业绩汇总表", 18)
    rows = [[label(t, face="bold") for t in ("年度", "职业", "培训人次", "评价人次", "佐证")]]
    for n, (year, job, trained, assessed) in enumerate(YEARS):
        q = f"training-record:{year}{job}/"
        row = [label(year, 1, 2)] if n % 2 == 0 else []
        d.says(q + "year", year)
        rows.append(row + [d.v(q + "occupation", job), Cell(d.v(q + "trained", trained), align="right"), Cell(d.v(q + "assessed", assessed), align="right"), label("台账及名单")])
    s.grid([14, 22, 20, 20, 24], rows, head=1, least=26)
    s.text("以上数据与培训台账一致。", indent=0)
    s.close(NAME, han("2026-04-12"))
    pk.add(file, s.save(), d.kind)

    file = "18.消防检查合格意见.pdf"
    d = pk.document(file, "fire-safety")
    s = sheet("消防检查合格意见", size=12.5, leading=1.8, footer="")
    s.title("消防安全检查合格意见", 19)
    s.text(f"{NAME}位于{HOME}的考点，报警装置、消防设施、应急救援器材齐全，检查合格。")
    s.close("金华市婺城区消防救援大队", "2025年8月14日")
    pk.add(file, s.save(), d.kind)

    pk.conclusion = "review-needed"
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-b", "7.2-c", "7.2-d", "7.2-e", "7.2-f", "7.3-c", "7.5-a", "8.2-b", "8.2-g", "X-01", "X-03")
    pk.expect("review", "7.1-d", "8.2-f")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-a", "8.1-b", "8.1-c", "8.1-d", "8.1-e", "8.1-f", "8.1-g", "8.1-h", "8.1-i", "8.1-j", "8.1-k",
              "8.2-d", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met = ["7.1-d", "8.2-f"]
    return pk
