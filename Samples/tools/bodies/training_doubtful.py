# SPDX-License-Identifier: GPL-3.0-or-later
"""A training company in Taizhou whose papers disagree and partly cannot be read: sub-folders, every character placed alone."""

from ..art import signature
from ..codes import uscc, wrong_check
from ..package import Package
from ..people import people
from ..sheet import Cell, Sheet, Theme, label

NAME = "台州墨笙烹饪职业培训学校有限公司"
LICENSED = "台州墨笙烹饪职业技能培训学校有限公司"
CODE = uscc("91", "331002", "MA3E6H2X")
HOME = "浙江省台州市椒江区白云街道墨笙巷7号"
HEAD = "盛怀远"
LANDLORD = "台州市椒江区墨海物业有限公司"
AUTHORITY = "台州市人力资源和社会保障局"
STAFF = people("331002", 101, """
    项知远|19800530|m|主任|本科
    阮轻舟|19880714|f|考务|大专
    柯暮云|19920209|f|资料|大专
    蒲书白|19851111|m|设备|大专
    娄晓棠|19941024|f|数据|本科
    解连城|19771203|m|安全|高中""")
ASSESSORS = people("331002", 251, """
    池砚田|19720217|m|中式烹调师|高级考评员|专职
    管鹤鸣|19810520|m|中式烹调师|考评员|兼职
    童谨言|19860808|f|中式烹调师|考评员|兼职
    谷雨晴|19790121|f|中式面点师|高级考评员|专职
    牟清扬|19830613|m|中式面点师|考评员|兼职
    丰沛然|19880325|m|中式面点师|考评员|兼职""")
SUPERVISORS = people("331002", 391, """
    简若溪|19821009|f|督导||专职
    常与善|19751228|m|督导||兼职""")
JOBS = [("中式烹调师", "4-03-02-01", "中式烹调师国家职业技能标准（2018年版）", "五级/初级工、四级/中级工、三级/高级工", "5 4 3"),
        ("中式面点师", "4-03-02-02", "中式面点师国家职业技能标准（2018年版）", "五级/初级工、四级/中级工", "5 4")]
YEARS = [("2023", "中式烹调师", 388, 265), ("2023", "中式面点师", 254, 187), ("2024", "中式烹调师", 421, 302), ("2024", "中式面点师", 276, 203),
         ("2025", "中式烹调师", 467, 340), ("2025", "中式面点师", 301, 226)]
GREEN = (228, 240, 226)


def sheet(title: str, **more) -> Sheet:
    return Sheet(Theme(**({"runs": "char", "fill": GREEN, "footer": "{n}", "rule": 0.4, "pad": 5} | more)), title)


def slash(date: str) -> str:
    return date.replace("-", "/")


def build() -> Package:
    pk = Package("training-doubtful", "training-organization", "taizhou-2026-1", "2026-06-08")
    first, people_, place, other = "一、基本材料/", "二、人员材料/", "三、场地设备材料/", "四、其他材料/"
    L = lambda t, span=1, down=1: label(t, span, down, fill=GREEN, face="bold")

    file = first + "遴选申报表.pdf"
    d = pk.document(file, "application-form")
    s = sheet("遴选申报表", header="附件1")
    s.title("技能人才评价机构遴选申报表", 18, after=4)
    s.grid([18, 32, 18, 32], [
        [L("申报机构"), Cell(d.v("applicant/name", NAME), 3)],
        [L("信用代码"), d.v("applicant/uscc", CODE), L("法人代表"), d.v("applicant/representative", HEAD)],
        [L("申报类型"), Cell("□用人单位 ■社会培训评价组织 □专项职业能力考核机构", 3)],
        [L("机构性质"), Cell("■企业 □事业单位 □民办非企业单位 □社会团体 □院校", 3)],
        [L("登记机关"), d.v("applicant/registrar", "台州市椒江区市场监督管理局"), L("成立时间"), d.v("applicant/established-on", "2017/06/08", "2017-06-08")],
        [L("注册资本"), d.v("applicant/registered-capital", "1,500,000元", "150"), L("营业期限"), d.v("applicant/term-until", "长期")],
        [L("注册地址"), Cell(d.v("applicant/registered-address", HOME), 3)],
        [L("办公地址"), Cell(d.v("applicant/office-address", HOME), 3)],
        [L("从业人员"), d.v("applicant/employee-count", "27人", "27"), L("年营业额"), d.v("applicant/annual-revenue", "5,382,000元", "538.2")],
        [L("联系人"), d.v("applicant/contact-name", STAFF[0].name), L("移动电话"), d.v("applicant/contact-phone", STAFF[0].phone)],
        [L("专职工作人员"), d.v("application/full-time-staff-stated", "8", "8"), L("考评人员"), d.v("application/assessors-stated", "6", "6")],
        [L("督导人员"), d.v("application/supervisors-stated", "2", "2"), L("场地面积"), d.v("application/site-area-stated", "430㎡", "430")],
        [L("受理部门"), d.v("application/authority", AUTHORITY), L("申报日期"), d.v("application/submitted-on", "2026/05/18", "2026-05-18")],
        [L("申报职业", 4)],
        [L("职业名称"), L("职业编码"), L("申报等级"), L("评价依据")],
    ] + [[d.v(f"occupation:{j}/name", j), d.v(f"occupation:{j}/code", c), d.v(f"occupation:{j}/levels", lv, digits), d.v(f"occupation:{j}/standard", st)]
         for j, c, st, lv, digits in JOBS] + [
        [L("单位意见"), Cell(f"情况属实，同意申报。\n\n法定代表人签字：\n{NAME}\n2026年5月18日", 3, seal=NAME)]], least=27)
    s.image(signature(HEAD), s.left + 180, s.y - 62, 24)
    d.says("application/class", "training-organization")
    d.says("applicant/kind", "企业")
    d.says("application/sealed", "true")
    pk.add(file, s.save(), d.kind)

    file = first + "营业执照.pdf"
    d = pk.document(file, "registration")
    s = sheet("营业执照", footer="", size=12)
    s.title("营业执照", 28, spread=2, after=4)
    s.text("统一社会信用代码：" + d.v("applicant/uscc", CODE), indent=0, after=10)
    s.columns([("名称", d.v("applicant/name", LICENSED)), ("类型", d.v("applicant/kind", "有限责任公司（自然人独资）")), ("法定代表人", d.v("applicant/representative", HEAD)),
               ("经营范围", d.v("applicant/business-scope", "中式烹调、中式面点职业技能培训；餐饮管理咨询。")), ("注册资本", d.v("applicant/registered-capital", "壹佰伍拾万元整", "150")),
               ("成立日期", d.v("applicant/established-on", "2017年06月08日", "2017-06-08")), ("营业期限", d.v("applicant/term-until", "长期")),
               ("住所", d.v("applicant/registered-address", HOME))], at=100, spread=5)
    d.says("applicant/representative-title", "法定代表人")
    s.close(d.v("applicant/registrar", "台州市椒江区市场监督管理局"), "2024年4月11日", caption="登记机关 ")
    pk.add(file, s.save(), d.kind)

    file = first + "办学许可证.pdf"
    d = pk.document(file, "training-licence")
    s = sheet("办学许可证", footer="", size=12)
    s.title("民办学校办学许可证", 22)
    s.columns([("学校名称", d.v("applicant/name", LICENSED)), ("统一社会信用代码", d.v("applicant/uscc", wrong_check(CODE))), ("地址", d.v("applicant/registered-address", HOME)),
               ("办学内容", "中式烹调师、中式面点师"), ("有效期至", "2028年5月31日")], at=130)
    s.close("台州市椒江区人力资源和社会保障局", "2024年5月31日", caption="发证机关：")
    pk.add(file, s.save(), d.kind)

    file = first + "关于设立评价管理部的通知.pdf"
    d = pk.document(file, "org-set-up")
    s = sheet("关于设立评价管理部的通知", face="serif", size=12.5, leading=1.8)
    s.title("关于设立评价管理部的通知", 18, after=2)
    s.text(d.v("set-up/document-number", "墨笙〔2025〕4号"), align="center", indent=0)
    s.text("公司设立" + d.v("set-up/body-name", "评价管理部") + "，专门负责技能人才评价工作，部门负责人为" + d.v("set-up/head", STAFF[0].name) + "。")
    s.text("部门职责：评价计划、考务、质量、数据、档案与安全。")
    s.close(NAME, d.v("set-up/issued-on", "2025年3月12日", "2025-03-12"))
    pk.add(file, s.save(), d.kind)

    file = people_ + "专职人员花名册.pdf"
    d = pk.document(file, "staff-roster")
    s = sheet("专职人员花名册")
    s.title("专职人员花名册", 18)
    rows = [[L(t) for t in ("序号", "姓名", "身份证号码", "岗位", "专兼职", "合同到期", "联系电话")]]
    for n, p in enumerate(STAFF, 1):
        k = f"person:{p.name}/"
        d.says(k + "role", "full-time-staff")
        rows.append([label(str(n)), d.v(k + "name", p.name), d.v(k + "id-number", p.id), p.duty, d.v(k + "employment", "专职", "full-time"),
                     d.v(k + "contract-until", "2028/03/31", "2028-03-31"), d.v(k + "phone", p.phone)])
    s.grid([8, 11, 26, 10, 11, 16, 18], rows, head=1, style="zebra", size=9.5)
    pk.add(file, s.save(), d.kind)

    file = people_ + "社保证明.pdf"
    d = pk.document(file, "social-insurance")
    s = sheet("社保证明")
    s.title("社会保险参保证明", 18)
    s.text("参保单位：" + NAME, indent=0)
    rows = [[L(t) for t in ("姓名", "身份证号码", "养老", "工伤", "最近缴费月")]]
    for p in STAFF + [a for a in ASSESSORS + SUPERVISORS if a.grade == "专职"]:
        k = f"person:{p.name}/"
        d.says(k + "insured-by", NAME)
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), "参保", "参保", "2026/04"])
    s.grid([18, 38, 12, 12, 20], rows, head=1)
    s.close("台州市椒江区社会保险中心", "2026/05/06", seal_label="证明专用章")
    pk.add(file, s.save(), d.kind)

    file = people_ + "劳动合同.pdf"
    d = pk.document(file, "labour-contract")
    s = sheet("劳动合同", runs="line")
    for n, p in enumerate(STAFF + ASSESSORS + SUPERVISORS):
        if n and n % 4 == 0:
            s.page()
        k = f"person:{p.name}/"
        s.title("劳动合同" if n < 6 else "聘用合同", 14, after=2)
        s.grid([15, 35, 15, 35], [[L("用人单位"), Cell(d.v(k + "contract-party", NAME), 3)], [L("姓名"), d.v(k + "name", p.name), L("身份证号码"), d.v(k + "id-number", p.id)],
                                  [L("岗位"), p.duty, L("期限"), "2025/04/01至" + d.v(k + "contract-until", "2028/03/31", "2028-03-31")],
                                  [L("用人单位盖章"), Cell("", seal=NAME), L("本人签字"), Cell("", sign=p.name)]], size=9.5)
        s.space(10)
    pk.add(file, s.save(), d.kind)

    file = people_ + "考评员督导员名单.pdf"
    d = pk.document(file, "examiner-roster")
    s = sheet("考评员督导员名单", margins=(44, 56, 44, 56))
    s.title("考评人员及内部质量督导员名单", 17)
    rows = [[L(t) for t in ("人员类别", "姓名", "身份证号码", "职业", "级别", "证书编号", "有效期", "专兼职")]]
    for n, p in enumerate(ASSESSORS + SUPERVISORS):
        k = f"person:{p.name}/"
        assessor = p in ASSESSORS
        d.says(k + "role", "assessor" if assessor else "supervisor")
        row = [L("考评员", 1, 6)] if n == 0 else [L("督导员", 1, 2)] if n == 6 else []
        rows.append(row + [d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "occupation", p.duty) if assessor else "/",
                           d.v(k + "level", p.study) if assessor else "/", d.v(k + "certificate-number", f"TZ{2024 + n % 2}{n + 61:05d}"),
                           d.v(k + "certificate-until", "2028/01/31" if assessor else "2027/12/31", "2028-01-31" if assessor else "2027-12-31"),
                           d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    s.grid([10, 10, 25, 14, 13, 15, 14, 10], rows, head=1, size=9)
    pk.add(file, s.save(), d.kind)

    for file, kind, title, crowd, base in ((people_ + "考评员证卡.pdf", "examiner-cert", "考评员证卡", ASSESSORS, 0), (people_ + "督导员证卡.pdf", "supervisor-cert", "质量督导员证卡", SUPERVISORS, 6)):
        d = pk.document(file, kind)
        s = sheet(title, footer="")
        for n, p in enumerate(crowd, base):
            k = f"person:{p.name}/"
            s.title(title, 13, after=2)
            row = [L("姓名"), d.v(k + "name", p.name), L("身份证号码"), d.v(k + "id-number", p.id)]
            until = "2028-01-31" if kind == "examiner-cert" else "2027-12-31"
            rows = [row, [L("编号"), d.v(k + "certificate-number", f"TZ{2024 + n % 2}{n + 61:05d}"), L("有效期至"), d.v(k + "certificate-until", slash(until), until)]]
            if kind == "examiner-cert":
                rows.append([L("考评职业"), d.v(k + "occupation", p.duty), L("级别"), d.v(k + "level", p.study)])
            d.says(k + "role", "assessor" if kind == "examiner-cert" else "supervisor")
            s.grid([14, 28, 18, 40], rows)
            s.space(10)
        pk.add(file, s.save(), kind)

    file = place + "租赁协议.pdf"
    d = pk.document(file, "site-lease")
    k = "site:墨笙实训中心/"
    s = sheet("租赁协议", face="serif", size=12, leading=1.75, runs="line")
    s.title("场地租赁协议", 20)
    s.text("出租人：" + d.v(k + "lessor", LANDLORD), indent=0)
    s.text("承租人：" + d.v(k + "lessee", NAME), indent=0)
    s.text("租赁物为" + d.v(k + "name", "墨笙实训中心") + "，地址" + d.v(k + "address", HOME) + "，面积" + d.v(k + "area", "430平方米", "430") + "，用途为烹饪实训与考核。")
    s.text("租期自2025年1月1日至" + d.v(k + "lease-until", "2029年12月31日", "2029-12-31") + "，租金每年120,000元。")
    d.says(k + "tenure", "leased")
    s.close(LANDLORD, "2024年12月20日", caption="出租人（章）：")
    s.close(NAME, "2024年12月20日", caption="承租人（章）：")
    pk.add(file, s.save(), d.kind)

    file = place + "设备清单.pdf"
    d = pk.document(file, "equipment-list")
    s = sheet("设备清单")
    s.title("考核场地及设备清单", 18)
    s.text("场地：" + d.v(k + "name", "墨笙实训中心") + "    面积：" + d.v(k + "area", "430㎡", "430") + "    座位：" + d.v(k + "seats", "40", "40") + "    工位：" + d.v(k + "workstations", "20", "20") + "    职业：中式烹调师、中式面点师", indent=0)
    for job, *_ in JOBS:
        d.says(k + "occupations", job)
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    rows = [[L(t) for t in ("名称", "型号", "数量", "单位", "类别", "职业")]]
    for job, sort, name, model, count, unit in (
            ("中式烹调师", "设备", "中餐灶台", "双眼", 10, "台"), ("中式烹调师", "设备", "操作台", "1.8m", 20, "张"), ("中式烹调师", "设备", "四门冰箱", "1000L", 3, "台"),
            ("中式烹调师", "工具", "刀具套装", "五件", 20, "套"), ("中式烹调师", "量具", "电子秤", "5kg", 10, "台"), ("中式面点师", "设备", "和面机", "25kg", 3, "台"),
            ("中式面点师", "设备", "电蒸箱", "12盘", 4, "台"), ("中式面点师", "工具", "擀面杖", "40cm", 20, "根"), ("中式面点师", "量具", "探针温度计", "300℃", 6, "支")):
        q = f"equipment:{job}{name}/"
        rows.append([d.v(q + "name", name), d.v(q + "model", model), d.v(q + "quantity", count), d.v(q + "unit", unit), d.v(q + "kind", sort, kinds[sort]), d.v(q + "occupation", job)])
    s.grid([24, 18, 12, 12, 14, 20], rows, head=1, style="zebra")
    pk.add(file, s.save(), d.kind)

    file = place + "监控点位表.pdf"
    d = pk.document(file, "surveillance")
    s = sheet("监控点位表")
    s.title("视频监控点位表", 18)
    s.grid([30, 70], [[L("摄像头总数"), d.v("surveillance/cameras", "12个", "12")], [L("分辨率"), d.v("surveillance/resolution", "1080P")],
                      [L("存储天数"), d.v("surveillance/retention-days", "180天", "180")], [L("点位"), d.v("surveillance/rooms", "理论考场、热菜间、面点间、候考区")]], least=28)
    pk.add(file, s.save(), d.kind)

    file = other + "管理制度.pdf"
    d = pk.document(file, "rules-compendium")
    s = sheet("管理制度", face="serif", runs="line")
    s.title("评价管理制度", 20)
    for n, (title, text) in enumerate((
            ("行政管理规定", "部门分工、值班和用印按本规定执行。"), ("财务管理规定", "评价收入与培训收入分账管理。"), ("考务管理规定", "排考、监考、收卷实行责任到人。"),
            ("评价质量规定", "每批抽检评分表，差错率列入考核。"), ("证书数据规定", "数据录入复核分离。"), ("档案管理规定", "档案柜专人专锁，保存五年。"), ("安全管理规定", "燃气、刀具使用前检查。"),
            ("服务标准", "服务事项在大厅和网站公开。"), ("工作流程", "报名到发证八步流程对外公布。"), ("内部监督规定", "督导员每场到位。"), ("问题回溯规定", "异常成绩调阅录像复核。"),
            ("责任追究规定", "违规人员依约处理。"), ("消防安全规定", "厨房灭火毯、灭火器配置到位。"), ("应急预案", "自然灾害、事故灾难、公共卫生、社会安全事件均有处置办法。")), 1):
        q = f"policy:{title}/"
        s.room(60)
        s.text(f"第{n}章 " + d.v(q + "title", title), face="bold", indent=0, size=12.5)
        s.text("（" + d.v(q + "document-number", f"MS-{n:03d}") + "，" + d.v(q + "issued-on", "2025/04/01", "2025-04-01") + "）" + text, indent=0, after=8)
    pk.add(file, s.save(), d.kind)

    file = other + "信用承诺书（扫描件）.pdf"
    d = pk.document(file, "commitment")
    s = Sheet(Theme(producer="scan", face="serif", size=13, leading=1.8), "scan")
    s.title("信用承诺书", 22)
    s.text("承诺单位：" + d.v("commitment/subject", NAME), indent=0)
    for text in ("一、申报材料真实有效；", "二、无违法违规和失信等不良行为记录；", "三、注重社会效益，不以营利为最终目的；", "四、自愿接受各级人力资源和社会保障部门的监督管理。"):
        s.text(text)
    s.close(NAME, d.v("commitment/signed-on", "2026年5月16日", "2026-05-16"), signer=HEAD)
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    pk.add(file, s.save(), d.kind)
    pk.ways[file] = "scan"

    file = other + "信用报告.pdf"
    d = pk.document(file, "credit-report")
    s = sheet("信用报告", header="信用报告")
    s.title("法人公共信用信息报告", 18)
    s.grid([32, 68], [[L("企业名称"), d.v("credit-report/subject", LICENSED)], [L("统一社会信用代码"), d.v("credit-report/uscc", CODE)],
                      [L("出具时间"), d.v("credit-report/issued-on", "2026/05/11", "2026-05-11")], [L("失信记录"), "无"], [L("行政处罚"), "无"],
                      [L("不良信息（条）"), d.v("credit-report/adverse-records", "0")]], least=26, style="rows")
    pk.add(file, s.save(), d.kind)

    file = other + "培训业绩表.pdf"
    d = pk.document(file, "training-record")
    s = sheet("培训业绩表")
    s.title("培训评价业绩表", 18)
    rows = [[L(t) for t in ("年度", "职业（工种）", "培训人数", "评价人数")]]
    for year, job, trained, assessed in YEARS:
        q = f"training-record:{year}{job}/"
        rows.append([d.v(q + "year", year), d.v(q + "occupation", job), d.v(q + "trained", trained), d.v(q + "assessed", assessed)])
    s.grid([18, 34, 24, 24], rows, head=1, style="zebra")
    pk.add(file, s.save(), d.kind)

    file = other + "审计报告.pdf"
    s = sheet("审计报告", runs="line", password="mosheng2026")
    s.title("2025年度审计报告", 20)
    s.text("我们审计了贵公司2025年度财务报表，认为其在所有重大方面公允反映了财务状况。")
    pk.add(file, s.save(), "audit")
    pk.problem(file, "encrypted")

    file = place + "消防验收意见.pdf"
    pk.add(file, b"", "fire-safety")
    pk.problem(file, "empty")
    pk.add("Thumbs.db", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))

    pk.seed("单位名称：申报表“职业培训学校”，执照、许可证和信用报告“职业技能培训学校”", "X-01")
    pk.seed("办学许可证上的统一社会信用代码末位校验码错误", "X-01")
    pk.seed("申报表填专职工作人员8名，花名册仅6人", "X-03")
    pk.seed("审计报告加密、消防验收意见为0字节、承诺书为无文字层扫描件；另有Thumbs.db", "X-08")
    pk.not_missing = ["7.1-f", "7.3-h", "7.5-a"]
    pk.expect("met", "G-01", "G-02", "7.1-c", "7.2-d", "7.2-e", "8.2-b", "8.2-g")
    pk.expect("review", "7.1-d", "8.2-c", "8.2-f")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-a", "8.1-b", "8.1-c", "8.1-d", "8.1-e", "8.1-f", "8.1-g", "8.1-h", "8.1-i", "8.1-j", "8.1-k",
              "8.2-d", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met += ["7.1-d", "8.2-c", "8.2-f"]
    return pk
