# SPDX-License-Identifier: GPL-3.0-or-later
"""An association in Lishui for special-skill assessment, as a zip with GB18030 names: ■□, short retention, a clause missing."""

from ..art import signature
from ..codes import uscc
from ..package import Package
from ..people import people
from ..sheet import A4, Cell, Sheet, Theme, label, stack
from ..words import cn

NAME = "丽水市青筠竹艺协会"
CODE = uscc("51", "331100", "MJA7L9D3")
HOME = "浙江省丽水市莲都区紫金街道青筠路12号"
HEAD = "竹心远"
AUTHORITY = "丽水市人力资源和社会保障局"
STAFF = people("331102", 131, """
    麻清和|19810219|m|考核部部长|本科
    练秋水|19900507|f|考务|大专
    雷知遥|19870628|m|质量|大专
    蓝若谷|19931112|f|档案数据|本科
    季云深|19791003|m|场地设备|高中""")
ASSESSORS = people("331102", 271, """
    徐怀竹|19680415|m|竹编制作|考评员|专职
    吴篾青|19740823|f|竹编制作|考评员|兼职
    叶疏影|19820130|f|竹编制作|考评员|兼职
    周抱节|19711209|m|竹笋加工|考评员|专职
    刘雪笋|19850306|f|竹笋加工|考评员|兼职
    陈山行|19780718|m|竹笋加工|考评员|兼职""")
SUPERVISORS = people("331102", 411, """
    潘守真|19760502|m|督导||专职
    梅见月|19831225|f|督导||兼职""")
JOBS = [("竹编制作", "ZX-33-2024-0118"), ("竹笋加工", "ZX-33-2023-0072")]


def sheet(title: str, paper=A4, **more) -> Sheet:
    return Sheet(Theme(**({"producer": "fpdf2", "runs": "char", "size": 11, "rule": 0.8, "footer": "{n}/{all}"} | more)), title, paper)


def build() -> Package:
    pk = Package("special-skill", "special-skill-body", "lishui-2026-1", "2026-07-10")
    pk.zipped = "丽水市青筠竹艺协会申报材料"
    B = lambda t, span=1, down=1: label(t, span, down, face="bold")

    file = "材料01_专项职业能力考核机构申请表.pdf"
    d = pk.document(file, "application-form")
    s = sheet("申请表")
    s.title("专项职业能力考核机构申请表", 20, after=8)
    s.grid([6, 18, 28, 18, 30], [
        [B(stack("基本信息"), 1, 9), B("单位全称"), Cell(d.v("applicant/name", NAME), 3)],
        [B("统一社会信用代码"), Cell(d.v("applicant/uscc", CODE), 3)],
        [B("单位类别"), Cell("□企业   □事业单位   ■社会团体   □民办非企业单位", 3)],
        [B("申请机构类别"), Cell("□用人单位   □社会培训评价组织   ■专项职业能力考核机构", 3)],
        [B("法定代表人"), d.v("applicant/representative", HEAD), B("登记管理机关"), d.v("applicant/registrar", "丽水市民政局")],
        [B("登记日期"), d.v("applicant/established-on", "2016-11-25"), B("证书有效期"), d.v("applicant/term-until", "至2027-11-24", "2027-11-24")],
        [B("注册资金"), d.v("applicant/registered-capital", "伍拾万元整", "50"), B("年收入（万元）"), d.v("applicant/annual-revenue", "213.8")],
        [B("住所"), Cell(d.v("applicant/registered-address", HOME), 3)],
        [B("联络员"), d.v("applicant/contact-name", STAFF[0].name), B("联络电话"), d.v("applicant/contact-phone", STAFF[0].phone)],
        [B(stack("条件"), 1, 2), B("专职人员数"), d.v("application/full-time-staff-stated", "5人", "5"), B("考评员数"), d.v("application/assessors-stated", "6人", "6")],
        [B("督导员数"), d.v("application/supervisors-stated", "2人", "2"), B("场地面积㎡"), d.v("application/site-area-stated", "520", "520")],
    ], least=27)
    d.says("application/class", "special-skill-body")
    d.says("applicant/kind", "社会团体")
    rows = [[B("序号"), B("专项职业能力考核项目"), B("考核规范编号")]]
    for n, (job, norm) in enumerate(JOBS, 1):
        rows.append([label(str(n)), d.v(f"occupation:{job}/name", job), d.v(f"occupation:{job}/standard", norm)])
    s.grid([12, 46, 42], rows, head=1, least=26)
    s.text("受理机关：" + d.v("application/authority", AUTHORITY) + "      填报时间：" + d.v("application/submitted-on", cn("2026-06-18"), "2026-06-18"), indent=0)
    s.close(NAME, cn("2026-06-18"), caption="申请单位（盖章）：", signer=HEAD)
    d.says("application/sealed", "true")
    pk.add(file, s.save(), d.kind)

    file = "材料02_社会团体法人登记证书.pdf"
    d = pk.document(file, "registration")
    s = sheet("登记证书", footer="", size=13, leading=1.9)
    s.title("社会团体法人登记证书", 24, spread=1)
    s.columns([("统一社会信用代码", d.v("applicant/uscc", CODE)), ("名称", d.v("applicant/name", NAME)), ("类型", d.v("applicant/kind", "社会团体法人")),
               ("业务范围", d.v("applicant/business-scope", "竹艺技艺研究、交流、培训与能力考核服务。")), ("住所", d.v("applicant/registered-address", HOME)), ("法定代表人", d.v("applicant/representative", HEAD)),
               ("注册资金", d.v("applicant/registered-capital", "伍拾万元", "50")), ("业务主管单位", "无（已脱钩）"),
               ("有效期限", d.v("applicant/term-until", "2022年11月25日至2027年11月24日", "2027-11-24"))], at=150, size=12.5)
    d.says("applicant/representative-title", "法定代表人")
    s.close(d.v("applicant/registrar", "丽水市民政局"), "2022年11月25日", caption="登记管理机关：")
    pk.add(file, s.save(), d.kind)

    file = "材料03_考核部设立文件.pdf"
    d = pk.document(file, "org-set-up")
    s = sheet("考核部设立文件", size=13, leading=1.8)
    s.title("关于设立专项职业能力考核部的决议", 18, after=2)
    s.text(d.v("set-up/document-number", "青筠协〔2025〕11号"), align="center", indent=0)
    s.text("理事会决议设立" + d.v("set-up/body-name", "专项职业能力考核部") + "，专门负责技能人才评价工作，由" + d.v("set-up/head", STAFF[0].name) + "担任部长（负责人），负责考核计划、考务组织、质量督导、证书数据与档案。")
    s.close(NAME, d.v("set-up/issued-on", cn("2025-06-03"), "2025-06-03"))
    pk.add(file, s.save(), d.kind)

    file = "材料04_工作人员花名册.pdf"
    d = pk.document(file, "staff-roster")
    s = sheet("工作人员花名册")
    s.title("工作人员花名册", 18)
    rows = [[B(t) for t in ("姓名", "性别", "身份证号", "职责", "用工方式", "合同截止日", "电话")]]
    for p in STAFF:
        k = f"person:{p.name}/"
        d.says(k + "role", "full-time-staff")
        rows.append([d.v(k + "name", p.name), p.sex, d.v(k + "id-number", p.id), p.duty, d.v(k + "employment", "专职", "full-time"),
                     d.v(k + "contract-until", "2028-06-30"), d.v(k + "phone", p.phone)])
    s.grid([10, 7, 25, 15, 12, 15, 16], rows, head=1, size=9.5)
    pk.add(file, s.save(), d.kind)

    file = "材料05_参保证明.pdf"
    d = pk.document(file, "social-insurance")
    s = sheet("参保证明")
    s.title("单位职工参保证明", 18)
    s.text("单位：" + NAME + "    出具日期：2026年6月8日", indent=0)
    rows = [[B("姓名"), B("身份证号"), B("参保状态"), B("最近缴费")]]
    for p in STAFF + [a for a in ASSESSORS + SUPERVISORS if a.grade == "专职"]:
        k = f"person:{p.name}/"
        d.says(k + "insured-by", NAME)
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), "参保", "2026年5月"])
    s.grid([20, 44, 16, 20], rows, head=1, style="three")
    s.close("丽水市社会保险事业管理中心", "2026年6月8日", seal_label="业务专用章")
    pk.add(file, s.save(), d.kind)

    file = "材料06_聘用合同.pdf"
    d = pk.document(file, "labour-contract")
    s = sheet("聘用合同", face="serif", runs="word")
    for n, p in enumerate(STAFF + ASSESSORS + SUPERVISORS):
        if n and n % 4 == 0:
            s.page()
        k = f"person:{p.name}/"
        end = "2028-06-30" if n < 5 else "2027-12-31"
        s.title("聘用合同" if n >= 5 else "劳动合同", 14, after=2)
        s.text("甲方：" + d.v(k + "contract-party", NAME) + "    乙方：" + d.v(k + "name", p.name) + "    乙方身份证号：" + d.v(k + "id-number", p.id), indent=0)
        duty = p.duty if n < 5 else "考评员" if p in ASSESSORS else "内部质量督导员"
        s.text(f"甲方聘请乙方担任{duty}，期限自2025年7月1日至" + d.v(k + "contract-until", cn(end), end) + "。", after=8)
        y = s.y
        s.text("甲方盖章                                乙方签字", indent=0)
        s.seal(NAME, s.left + 60, y - 26, 60)
        s.image(signature(p.name), s.left + 300, y - 8, 24)
        s.space(36)
    pk.add(file, s.save(), d.kind)

    file = "材料07_考评人员督导人员名册.pdf"
    d = pk.document(file, "examiner-roster")
    s = sheet("考评人员督导人员名册", (A4[1], A4[0]))
    s.title("考评人员、督导人员名册", 18)
    rows = [[B(t) for t in ("类别", "序号", "姓名", "身份证号", "考核项目", "资格", "证书号", "有效期至", "专兼职", "电话")]]
    for n, p in enumerate(ASSESSORS + SUPERVISORS):
        k = f"person:{p.name}/"
        assessor = p in ASSESSORS
        d.says(k + "role", "assessor" if assessor else "supervisor")
        until = "2027-12-31" if assessor else "2028-06-30"
        row = [B("考评人员", 1, 6)] if n == 0 else [B("督导人员", 1, 2)] if n == 6 else []
        rows.append(row + [label(str(n + 1)), d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "occupation", p.duty) if assessor else "—",
                           d.v(k + "level", p.study) if assessor else "质量督导员", d.v(k + "certificate-number", f"ZXN{'K' if assessor else 'D'}2025{n + 15:03d}"),
                           d.v(k + "certificate-until", until), d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time"), d.v(k + "phone", p.phone)])
    s.grid([8, 6, 9, 21, 11, 11, 13, 12, 8, 13], rows, head=1, size=9.5)
    pk.add(file, s.save(), d.kind)

    for file, kind, title, crowd, base in (("材料08_考评员证.pdf", "examiner-cert", "专项职业能力考评员证", ASSESSORS, 0), ("材料09_督导员证.pdf", "supervisor-cert", "内部质量督导员证", SUPERVISORS, 6)):
        d = pk.document(file, kind)
        s = sheet(title, footer="")
        for n, p in enumerate(crowd, base):
            k = f"person:{p.name}/"
            until = "2027-12-31" if kind == "examiner-cert" else "2028-06-30"
            s.room(110)
            s.title(title, 14, after=2)
            rows = [("姓名", d.v(k + "name", p.name)), ("身份证号", d.v(k + "id-number", p.id)), ("证书号", d.v(k + "certificate-number", f"ZXN{'K' if kind == 'examiner-cert' else 'D'}2025{n + 15:03d}"))]
            if kind == "examiner-cert":
                rows.append(("考核项目", d.v(k + "occupation", p.duty)))
            rows.append(("有效期至", d.v(k + "certificate-until", cn(until), until)))
            d.says(k + "role", "assessor" if kind == "examiner-cert" else "supervisor")
            s.columns(rows, at=90, gap=0)
            s.space(14)
        pk.add(file, s.save(), kind)

    file = "材料10_不动产权证.pdf"
    d = pk.document(file, "site-title")
    k = "site:青筠竹艺馆/"
    s = sheet("不动产权证", size=12, footer="")
    s.title("不动产权证书", 22)
    s.grid([24, 76], [[B("权利人"), d.v(k + "owner", NAME)], [B("坐落"), d.v(k + "address", HOME)], [B("建筑物名称"), d.v(k + "name", "青筠竹艺馆")],
                      [B("用途"), "文化、培训"], [B("建筑面积"), d.v(k + "area", "520.00m²", "520")], [B("登记日期"), "2018年3月29日"]], least=32)
    d.says(k + "tenure", "owned")
    s.close("丽水市自然资源和规划局", "2018年3月29日")
    pk.add(file, s.save(), d.kind)

    file = "材料11_设备工具清单.pdf"
    d = pk.document(file, "equipment-list")
    s = sheet("设备工具清单")
    s.title("考核设备、工具、量具清单", 18)
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    rows = [[B(t) for t in ("考核项目", "设备名称", "规格", "台（套）数", "单位", "类型")]]
    items = [("竹编制作", "设备", "编织工作台", "1.2m", 16, "张"), ("竹编制作", "设备", "破篾机", "QY-2", 4, "台"), ("竹编制作", "工具", "篾刀", "手工", 20, "把"), ("竹编制作", "工具", "剑门夹", "可调", 20, "副"),
             ("竹编制作", "量具", "钢直尺", "500mm", 20, "把"), ("竹笋加工", "设备", "蒸煮槽", "300L", 4, "台"), ("竹笋加工", "设备", "真空包装机", "双室", 2, "台"), ("竹笋加工", "工具", "剥笋刀", "不锈钢", 20, "把"),
             ("竹笋加工", "量具", "台秤", "30kg", 6, "台")]
    seen: set[str] = set()
    for job, sort, name, model, count, unit in items:
        q = f"equipment:{job}{name}/"
        row = [] if job in seen else [B(job, 1, sum(i[0] == job for i in items))]
        seen.add(job)
        d.says(q + "occupation", job)
        rows.append(row + [d.v(q + "name", name), d.v(q + "model", model), d.v(q + "quantity", count), d.v(q + "unit", unit), d.v(q + "kind", sort, kinds[sort])])
    s.grid([16, 28, 18, 14, 10, 14], rows, head=1, least=25)
    q = "site:青筠竹艺馆/"
    s.text("考核场地：" + d.v(q + "name", "青筠竹艺馆") + "，工位" + d.v(q + "workstations", "20个", "20") + "，理论座位" + d.v(q + "seats", "30个", "30") + "，供竹编制作、竹笋加工两个项目使用。", indent=0)
    for job, _ in JOBS:
        d.says(q + "occupations", job)
    pk.add(file, s.save(), d.kind)

    file = "材料12_视频监控说明.pdf"
    d = pk.document(file, "surveillance")
    s = sheet("视频监控说明", size=12.5, leading=1.8)
    s.title("视频监控说明", 20)
    s.text("考场共布设监控摄像头" + d.v("surveillance/cameras", "9个", "9") + "，位于" + d.v("surveillance/rooms", "理论室、竹编间、加工间、候考厅") + "；分辨率为" + d.v("surveillance/resolution", "720P")
           + "；硬盘循环录像，保存" + d.v("surveillance/retention-days", "30天", "30") + "。")
    s.close(NAME, "2026年6月10日")
    pk.add(file, s.save(), d.kind)

    file = "材料13_规章制度.pdf"
    d = pk.document(file, "rules-compendium")
    s = sheet("规章制度", runs="word", header="青筠竹艺协会")
    s.title("考核工作规章制度", 20)
    rows = [[B("序"), B("制度名称"), B("文号"), B("制定日期"), B("主要内容")]]
    for n, (title, text) in enumerate((
            ("行政管理制度", "考核部岗位、会议与印章"), ("财务管理制度", "考核收支单列"), ("考务管理制度", "报名、编排、监考、收卷"), ("考核质量管理制度", "评分复核与抽检"), ("证书数据管理制度", "录入、复核、保密"),
            ("档案管理制度", "归档、保管五年"), ("安全管理制度", "刀具蒸煮设备安全"), ("服务标准", "公开受理与答复时限"), ("考核工作流程", "全流程上墙并网上公开"), ("内部监督制度", "督导全程"),
            ("问题回溯制度", "异常倒查"), ("责任追究制度", "违规处理"), ("消防安全管理制度", "器材、演练"), ("突发事件应急预案", "自然灾害、事故灾难、公共卫生、社会安全")), 1):
        q = f"policy:{title}/"
        rows.append([label(str(n)), d.v(q + "title", title), d.v(q + "document-number", f"青筠考〔2025〕{n}号"), d.v(q + "issued-on", "2025-07-01"), text])
    s.grid([6, 27, 22, 15, 30], rows, head=1, size=10)
    s.text("各项制度正文存考核部备查，并在协会公告栏公布。", indent=0)
    pk.add(file, s.save(), d.kind)

    file = "材料14_承诺书.pdf"
    d = pk.document(file, "commitment")
    s = sheet("承诺书", face="serif", runs="line", size=13.5, leading=1.9, footer="")
    s.title("承 诺 书", 24)
    s.text(d.v("commitment/subject", NAME) + "申请承担专项职业能力考核工作，谨此承诺：")
    for text in ("一、提交的全部材料真实、完整；", "二、无违法违规和失信等不良行为记录；", "三、注重社会效益，把社会效益放在首位，不以营利为最终目的；", "四、按照考核规范组织考核，对考核结果负责；", "五、保障考核经费投入。"):
        s.text(text)
    s.close(NAME, d.v("commitment/signed-on", cn("2026-06-16"), "2026-06-16"), signer=HEAD)
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    pk.add(file, s.save(), d.kind)

    file = "材料15_公共信用报告.pdf"
    d = pk.document(file, "credit-report")
    s = sheet("公共信用报告")
    s.title("公共信用信息报告", 20)
    s.columns([("主体名称", d.v("credit-report/subject", NAME)), ("统一社会信用代码", d.v("credit-report/uscc", CODE)), ("查询日期", d.v("credit-report/issued-on", cn("2026-06-12"), "2026-06-12")),
               ("不良信息", d.v("credit-report/adverse-records", "0条", "0"))], at=130, colon="：")
    s.text("经查询，该主体未列入严重失信名单和活动异常名录，无行政处罚信息。")
    pk.add(file, s.save(), d.kind)

    file = "材料16_考核规范目录.pdf"
    d = pk.document(file, "item-bank")
    s = sheet("专项职业能力考核规范")
    s.title("专项职业能力考核规范目录", 18)
    s.grid([30, 36, 34], [[B("项目"), B("规范编号"), B("公布日期")]] + [[d.v(f"occupation:{j}/name", j), d.v(f"occupation:{j}/standard", n), n[6:10] + "年"] for j, n in JOBS], head=1)
    pk.add(file, s.save(), d.kind)

    pk.seed("监控录像保存30天，公告要求不少于90天", "7.3-f")
    pk.seed("承诺书没有“自愿接受监督管理”的条款", "7.5-a")
    pk.conclusion = "gaps-found"
    pk.expect("unmet", "7.3-f")
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-b", "7.2-c", "7.2-d", "7.2-e", "7.2-f", "7.3-c", "X-01", "X-03")
    pk.expect("review", "7.1-d")
    pk.expect("not-applicable", "G-04", "G-06", "G-07", "8.1-a", "8.1-b", "8.1-c", "8.1-d", "8.1-e", "8.1-f", "8.1-g", "8.1-h", "8.1-i", "8.1-j", "8.1-k",
              "8.2-a", "8.2-b", "8.2-c", "8.2-d", "8.2-e", "8.2-f", "8.2-g", "8.2-h", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met += ["7.1-d"]
    return pk
