# SPDX-License-Identifier: GPL-3.0-or-later
"""An employer in Jinhua whose own system hands in one dossier.xml and nothing else; complete."""

from ..codes import uscc
from ..dossier import dossier
from ..package import Package
from ..people import people

NAME = "永康市砺锋五金工具有限公司"
CODE = uscc("91", "330784", "MA5T9N2G")
HOME = "浙江省金华市永康市芝英镇砺锋路399号"
STAFF = people("330784", 191, """
    应砺之|19800115|m
    吕听澜|19870611|f
    胡修远|19900808|m
    程静好|19930227|f
    徐行止|19850930|m
    朱明湛|19781204|m""")
ASSESSORS = people("330784", 321, """
    施锻之|19710101|m|模具工
    黄冶文|19820507|m|模具工
    陈淬砺|19860913|m|模具工
    卢磨石|19730318|m|磨工
    李精微|19841021|f|磨工
    王持恒|19890716|m|磨工""")
SUPERVISORS = people("330784", 437, """
    周明镜|19770429|f
    吴公道|19800203|m""")
JOBS = [("模具工", "6-18-04-01", 52), ("磨工", "6-18-01-04", 61)]
RULES = [("行政管理制度", "administration"), ("财务管理制度", "finance"), ("考务管理制度", "examination"), ("评价质量管理制度", "quality"), ("证书数据管理制度", "certificate-data"),
         ("档案管理制度", "archives"), ("安全管理制度", "safety"), ("服务标准", "service-standard"), ("工作流程", "workflow"), ("内部监督制度", "internal-supervision"), ("问题回溯制度", "problem-tracing"),
         ("责任追究制度", "accountability"), ("消防安全管理制度", "fire-safety"), ("突发事件应急预案（自然灾害、事故灾难、公共卫生、社会安全）", "emergency-plan"), ("收费公示制度", "fees")]
EQUIPMENT = [("模具工", "equipment", "注塑机", "LF-120", 3, "台"), ("模具工", "equipment", "电火花成形机", "LF-E45", 4, "台"), ("模具工", "equipment", "立式铣床", "LF-X5", 4, "台"), ("模具工", "tool", "模具拆装工具", "40件", 12, "套"),
             ("模具工", "gauge", "高度游标卡尺", "0-300mm", 8, "把"), ("磨工", "equipment", "外圆磨床", "LF-M1432", 6, "台"), ("磨工", "equipment", "平面磨床", "LF-M7130", 6, "台"), ("磨工", "tool", "砂轮修整器", "单点", 12, "支"),
             ("磨工", "gauge", "外径千分尺", "25-50mm", 16, "把")]


def build() -> Package:
    pk = Package("employer-xml", "employer", "jinhua-2026-2", "2026-05-12")
    tree: list[tuple[str, dict]] = [
        ("application", {"class": "employer", "scope": "本单位职工", "submitted-on": "2026-04-28", "authority": "金华市人力资源和社会保障局", "sealed": "true",
                         "full-time-staff-stated": 6, "assessors-stated": 6, "supervisors-stated": 2, "site-area-stated": 880}),
        ("applicant", {"name": NAME, "uscc": CODE, "kind": "有限责任公司", "representative": "应凌霄", "representative-title": "法定代表人", "registered-address": HOME, "office-address": HOME,
                       "registrar": "永康市市场监督管理局", "established-on": "2008-03-14", "term-until": "长期", "registered-capital": 5000, "business-scope": "五金工具、模具的研发、制造、加工和销售。",
                       "employee-count": 905, "skilled-count": 566, "annual-revenue": 52310, "contact-name": STAFF[1].name, "contact-phone": STAFF[1].phone, "email": "rlzy@lifeng-tools.example", "funding-source": "企业自筹"}),
        ("surveillance", {"cameras": 22, "resolution": "1080P", "retention-days": 365, "rooms": "理论机房、模具实训区、磨削实训区、候考区"}),
        ("commitment", {"clause": ["申报材料真实、准确、完整", "管理规范、信用良好，无违法违规和失信等不良行为记录", "把社会效益放在首位，注重社会效益，不以营利为目的", "为评价工作提供稳定的经费保障",
                                   "自愿接受各级人力资源和社会保障部门的监督管理"], "sealed": "true", "signed": "true", "signed-on": "2026-04-27", "subject": NAME}),
        ("credit-report", {"subject": NAME, "uscc": CODE, "issued-on": "2026-04-20", "adverse-records": 0}),
        ("funding", {"year": 2025, "wage-bill": 9640, "training-fund": 192.8, "training-fund-ratio": 2, "budget": 50}),
        ("set-up", {"body-name": "技能评价办公室", "document-number": "砺锋〔2024〕12号", "head": STAFF[0].name, "duties": "专门负责技能人才评价的计划、考务、质量、数据和档案", "issued-on": "2024-04-08"}),
    ]
    tree += [("occupation", {"name": job, "code": code, "levels": "5 4 3", "standard": f"{job}国家职业技能标准（2018年版）", "headcount": heads}) for job, code, heads in JOBS]
    common = {"contract-party": NAME}
    for p in STAFF:
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "full-time-staff", "employment": "full-time", "contract-until": "2028-12-31", "insured-by": NAME, "phone": p.phone} | common))
    for n, p in enumerate(ASSESSORS):
        full = n % 3 == 0
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "assessor", "employment": "full-time" if full else "part-time", "occupation": p.duty, "level": "高级考评员" if full else "考评员",
                                "certificate-number": f"33078420{n + 501:04d}", "certificate-until": "2028-03-31", "contract-until": "2028-12-31", "phone": p.phone} | common | ({"insured-by": NAME} if full else {})))
    for n, p in enumerate(SUPERVISORS):
        tree.append(("person", {"name": p.name, "id-number": p.id, "role": "supervisor", "employment": "part-time", "certificate-number": f"33078430{n + 11:04d}", "certificate-until": "2028-09-30",
                                "contract-until": "2028-12-31", "phone": p.phone} | common))
    tree.append(("site", {"name": "砺锋技能中心", "address": HOME, "area": 880, "tenure": "owned", "owner": NAME, "function": "理论机考、实操", "seats": 50, "workstations": 26, "occupations": [j for j, *_ in JOBS]}))
    tree += [("equipment", {"name": name, "model": model, "quantity": count, "unit": unit, "occupation": job, "kind": kind}) for job, kind, name, model, count, unit in EQUIPMENT]
    tree += [("policy", {"title": title, "topic": topic, "document-number": f"砺锋评〔2025〕{n}号", "issued-on": "2025-02-10"}) for n, (title, topic) in enumerate(RULES, 1)]
    tree.append(("policy", {"title": "技能等级津贴办法", "document-number": "砺锋薪〔2023〕6号", "issued-on": "2023-12-25"}))
    tree += [("allowance", {"level": level, "amount": amount}) for level, amount in ((5, 120), (4, 240), (3, 480), (2, 800))]
    tree += [("document", {"kind": kind, "title": title}) for kind, title in (
        ("application-form", "用人单位申报表"), ("registration", "营业执照"), ("org-set-up", "关于设立技能评价办公室的通知"), ("staff-roster", "专职人员花名册"), ("social-insurance", "参保证明"), ("labour-contract", "劳动合同"),
        ("examiner-roster", "考评督导人员名册"), ("examiner-cert", "考评员证"), ("supervisor-cert", "督导员证"), ("site-title", "不动产权证书"), ("equipment-list", "设备清单"), ("surveillance", "视频监控说明"),
        ("fire-safety", "消防验收意见"), ("rules-compendium", "管理制度汇编"), ("commitment", "承诺书"), ("credit-report", "公共信用信息报告"), ("fund-proof", "教育培训经费证明"), ("allowance-rule", "技能等级津贴办法"),
        ("scale-proof", "规模以上企业证明"), ("occupation-headcount", "从业人员情况表"))]
    dossier(pk, tree)
    pk.conclusion = "review-needed"
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-b", "7.2-c", "7.2-d", "7.2-e", "7.2-f", "7.3-c", "7.5-a", "8.1-d", "8.1-f", "8.1-i", "8.1-j", "X-01", "X-03")
    pk.expect("review", "7.1-d", "8.1-a", "8.1-c", "8.1-e")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-k", "8.2-a", "8.2-b", "8.2-c", "8.2-d", "8.2-e", "8.2-f", "8.2-g", "8.2-h", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met = ["7.1-d", "8.1-a", "8.1-c", "8.1-e"]
    return pk
