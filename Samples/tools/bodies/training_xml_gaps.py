# SPDX-License-Identifier: GPL-3.0-or-later
"""A training centre in Taizhou: dossier.xml with a few PDFs beside it, of which some say something else."""

from ..codes import uscc
from ..dossier import dossier
from ..package import Package
from ..people import people
from ..sheet import Sheet, Theme, label
from ..words import cn

NAME = "台州市路桥云汀职业技能培训中心"
CODE = uscc("52", "331004", "MJ3F6W9K")
HOME = "浙江省台州市路桥区路北街道云汀路55号"
HEAD = "蔺望舒"
LANDLORD = "台州市路桥云屏置业有限公司"
STAFF = people("331004", 211, """
    郏行舟|19810506|m|负责人
    林栖梧|19890722|f|考务
    尹沐阳|19921130|m|质量
    毛若兰|19950318|f|数据档案
    罗观复|19840909|m|设备""")
ASSESSORS = people("331004", 341, """
    於素心|19750820|f|养老护理员
    蔡杏林|19810212|f|养老护理员
    仇安仁|19861106|m|养老护理员""")
SUPERVISORS = people("331004", 443, "王秉公|19790630|m")
RULES = [("行政管理制度", "administration"), ("财务管理制度", "finance"), ("考务管理制度", "examination"), ("质量管理制度", "quality"), ("证书数据管理制度", "certificate-data"), ("安全管理制度", "safety"),
         ("服务标准", "service-standard"), ("工作流程", "workflow"), ("内部监督制度", "internal-supervision"), ("问题回溯制度", "problem-tracing"), ("责任追究制度", "accountability"),
         ("消防安全制度", "fire-safety"), ("自然灾害、事故灾难、公共卫生、社会安全应急预案", "emergency-plan")]


def sheet(title: str, **more) -> Sheet:
    return Sheet(Theme(**({"face": "serif", "size": 12, "leading": 1.7} | more)), title)


def build() -> Package:
    pk = Package("training-xml-gaps", "training-organization", "taizhou-2026-1", "2026-06-08")
    tree: list[tuple[str, dict]] = [
        ("application", {"class": "training-organization", "submitted-on": "2026-05-21", "authority": "台州市人力资源和社会保障局", "sealed": "true", "full-time-staff-stated": 5, "assessors-stated": 3,
                         "supervisors-stated": 1, "site-area-stated": 510}),
        ("applicant", {"name": NAME, "uscc": CODE, "kind": "民办非企业单位（法人）", "representative": HEAD, "representative-title": "法定代表人", "registered-address": HOME, "office-address": HOME,
                       "registrar": "台州市路桥区民政局", "established-on": "2016-10-12", "term-until": "2028-10-11", "registered-capital": 60, "business-scope": "养老护理类职业技能培训。", "employee-count": 22,
                       "annual-revenue": 318.5, "contact-name": STAFF[0].name, "contact-phone": STAFF[0].phone}),
        ("occupation", {"name": "养老护理员", "code": "4-10-01-05", "levels": "5 4 3", "standard": "养老护理员国家职业技能标准（2019年版）"}),
        ("surveillance", {"cameras": 10, "resolution": "1080P", "retention-days": 180, "rooms": "理论考场、护理实训室、候考区"}),
        ("commitment", {"clause": ["申报材料真实、准确、完整", "无违法违规和失信等不良行为记录", "把社会效益放在首位，注重社会效益，不以营利为最终目的", "自愿接受各级人力资源和社会保障部门的监督管理"],
                        "sealed": "true", "signed": "true", "signed-on": "2026-05-20", "subject": NAME}),
        ("funding", {"budget": 12}),
        ("set-up", {"body-name": "技能评价部", "document-number": "云汀〔2024〕9号", "head": STAFF[0].name, "duties": "专门负责技能人才评价工作", "issued-on": "2024-11-04"}),
        ("site", {"name": "云汀养老实训中心", "address": HOME, "area": 510, "tenure": "leased", "lessor": LANDLORD, "lessee": NAME, "lease-until": "2029-08-31", "seats": 40, "workstations": 18, "occupations": ["养老护理员"]}),
    ]
    for p in STAFF:
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "full-time-staff", "employment": "full-time", "contract-until": "2028-06-30", "contract-party": NAME, "insured-by": NAME, "phone": p.phone}))
    for n, p in enumerate(ASSESSORS):
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "assessor", "employment": "part-time", "occupation": p.duty, "level": "考评员", "certificate-number": f"TZLQ2025{n + 31:03d}",
                                "certificate-until": "2028-02-29", "contract-until": "2028-06-30", "contract-party": NAME, "phone": p.phone}))
    for p in SUPERVISORS:
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "supervisor", "employment": "part-time", "certificate-number": "TZLQD2025007", "certificate-until": "2027-11-30",
                                "contract-until": "2028-06-30", "contract-party": NAME, "phone": p.phone}))
    tree += [("equipment", {"name": name, "model": model, "quantity": count, "unit": unit, "occupation": "养老护理员", "kind": kind}) for kind, name, model, count, unit in (
        ("equipment", "护理床", "双摇", 12, "张"), ("equipment", "多功能护理模型", "全身", 8, "具"), ("equipment", "移位机", "电动", 2, "台"), ("tool", "轮椅", "折叠", 10, "辆"), ("gauge", "电子血压计", "臂式", 10, "台"))]
    tree += [("policy", {"title": title, "topic": topic, "document-number": f"云汀评〔2025〕{n}号", "issued-on": "2025-03-03"}) for n, (title, topic) in enumerate(RULES, 1)]
    tree += [("training-record", {"year": year, "occupation": "养老护理员", "trained": trained, "assessed": assessed}) for year, trained, assessed in ((2023, 386, 240), (2024, 402, 275), (2025, 455, 310))]
    dossier(pk, tree, keys={"person": ["name"], "site": ["name"], "occupation": ["name"]})

    file = "登记证书.pdf"
    d = pk.document(file, "registration")
    s = sheet("登记证书")
    s.title("民办非企业单位登记证书", 22)
    s.columns([("名称", d.v("applicant/name", NAME)), ("统一社会信用代码", d.v("applicant/uscc", CODE)), ("类型", d.v("applicant/kind", "民办非企业单位（法人）")), ("法定代表人", d.v("applicant/representative", HEAD)),
               ("住所", d.v("applicant/registered-address", HOME)), ("开办资金", d.v("applicant/registered-capital", "叁拾万元整", "30")), ("业务范围", d.v("applicant/business-scope", "养老护理类职业技能培训。")),
               ("有效期限", d.v("applicant/term-until", "2024年10月12日至2028年10月11日", "2028-10-11"))], at=130, colon="：")
    d.says("applicant/representative-title", "法定代表人")
    s.close(d.v("applicant/registrar", "台州市路桥区民政局"), "2024年10月12日", caption="登记管理机关：")
    pk.add(file, s.save(), d.kind)

    file = "专职人员名册.pdf"
    d = pk.document(file, "staff-roster")
    s = sheet("专职人员名册", face="sans", size=10.5)
    s.title("专职工作人员名册", 18)
    rows = [[label(t, face="bold") for t in ("序号", "姓名", "身份证号", "岗位", "专兼职")]]
    for n, p in enumerate(STAFF, 1):
        k = f"person:{p.name}/"
        shown = p.id if n != 4 else p.id[:-1] + ("1" if p.id[-1] != "1" else "2")
        d.says(k + "role", "full-time-staff")
        rows.append([label(str(n)), d.v(k + "name", p.name), d.v(k + "id-number", shown), p.duty, d.v(k + "employment", "专职", "full-time")])
    s.grid([10, 18, 36, 20, 16], rows, head=1)
    s.seal(NAME, s.right - 120, s.y, 90)
    pk.add(file, s.save(), d.kind)

    file = "租赁合同.pdf"
    d = pk.document(file, "site-lease")
    k = "site:云汀养老实训中心/"
    s = sheet("租赁合同")
    s.title("房屋租赁合同", 20)
    s.text("甲方（出租人）：" + d.v(k + "lessor", LANDLORD), indent=0)
    s.text("乙方（承租人）：" + d.v(k + "lessee", NAME), indent=0)
    s.text("一、甲方将位于" + d.v(k + "address", HOME) + "的" + d.v(k + "name", "云汀养老实训中心") + "租给乙方使用，建筑面积" + d.v(k + "area", "510平方米", "510") + "。")
    s.text("二、租赁期自2023年9月1日至" + d.v(k + "lease-until", cn("2026-08-31"), "2026-08-31") + "。")
    s.text("三、年租金人民币捌万元整。")
    d.says(k + "tenure", "leased")
    s.close(LANDLORD, "2023年8月20日", caption="甲方：")
    s.close(NAME, "2023年8月20日", caption="乙方：")
    pk.add(file, s.save(), d.kind)

    file = "信用报告.pdf"
    d = pk.document(file, "credit-report")
    s = sheet("信用报告", face="sans")
    s.title("公共信用信息报告", 20)
    s.columns([("单位名称", d.v("credit-report/subject", NAME)), ("统一社会信用代码", d.v("credit-report/uscc", CODE)), ("报告日期", d.v("credit-report/issued-on", "2026.5.15", "2026-05-15")),
               ("不良记录", d.v("credit-report/adverse-records", "0条", "0"))], at=130, colon="：")
    pk.add(file, s.save(), d.kind)

    pk.seed("督导人员1名，公告要求不少于2名", "7.2-e")
    pk.seed("制度目录缺档案管理制度", "7.4-a")
    pk.seed("租期：dossier.xml为2029-08-31，租赁合同为2026年8月31日", "7.3-c")
    pk.seed("开办资金：dossier.xml为60万元，登记证书为叁拾万元")
    pk.seed("名册第4行身份证号校验位错误，与dossier.xml不同", "7.2-h")
    pk.conclusion = "gaps-found"
    pk.expect("unmet", "7.2-e")
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-d", "7.5-a", "8.2-b", "8.2-g")
    pk.expect("review", "7.1-d", "8.2-f")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-a", "8.1-b", "8.1-c", "8.1-d", "8.1-e", "8.1-f", "8.1-g", "8.1-h", "8.1-i", "8.1-j", "8.1-k",
              "8.2-d", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met += ["7.1-d", "8.2-f"]
    return pk
