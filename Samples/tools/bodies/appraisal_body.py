# SPDX-License-Identifier: GPL-3.0-or-later
"""A public institution in Hangzhou for 职业资格: a form, a letter and two bound volumes with a contents page; no supervisors."""

import io

import pikepdf

from .. import web
from ..codes import uscc
from ..package import Document, Package
from ..people import people
from ..web import foot, pairs, seal, signature, table
from ..words import cn

NAME = "浙江省澄宇安保职业技能考核中心"
CODE = uscc("12", "330000", "47B2D6X8")
HOME = "浙江省杭州市滨江区浦沿街道澄宇路200号"
HEAD = "卓正初"
AUTHORITY = "浙江省人力资源和社会保障厅"
STAFF = people("330108", 161, """
    向明远|19760719|m|中心副主任|研究生
    洛知晏|19861130|f|考务科科长|本科
    温若谷|19890405|m|质量科科长|本科
    戚雨薇|19920816|f|数据管理员|本科
    路遥之|19950210|m|档案管理员|大专
    居安然|19830907|f|财务|本科""")
ASSESSORS = people("330108", 311, """
    石镇山|19700912|m|保安员|高级考评员|专职
    铁慕云|19781225|m|保安员|考评员|专职
    关静澜|19840318|f|保安员|考评员|兼职
    武承志|19810702|m|保安员|考评员|兼职""")
JOBS = [("保安员", "4-07-05-01", "《保安员国家职业技能标准（2019年版）》", "五级/初级工、四级/中级工、三级/高级工", "5 4 3")]
CSS = """h1 { letter-spacing: 1pt } td.k { background: #eef0f4; width: 17% } td.v { width: 33% }
@page { @bottom-right { content: '第' counter(page) '页'; font-size: 8pt; font-family: FormSans } }"""


def four(rows: list[tuple]) -> str:
    """A ruled form of two label–value pairs a row; a pair with None beside it takes the whole row."""
    out = ""
    for a, b, *more in rows:
        if more and more[0] is not None:
            out += f"<tr><td class=k>{a}</td><td class=v>{b}</td><td class=k>{more[0]}</td><td class=v>{more[1]}</td></tr>"
        else:
            out += f"<tr><td class=k>{a}</td><td colspan=3>{b}</td></tr>"
    return f'<table class="ruled">{out}</table>'


def bind(title: str, parts: list[tuple[str, str, bytes]]) -> tuple[bytes, list[str]]:
    """Puts documents behind a contents page; returns the volume and the pages of each part, as `from-to`."""
    counts = []
    for _, _, data in parts:
        with pikepdf.open(io.BytesIO(data)) as part:
            counts.append(len(part.pages))
    at, spans = 2, []
    for count in counts:
        spans.append(f"{at}-{at + count - 1}" if count > 1 else f"{at}")
        at += count
    rows = [[n, name, span] for n, ((name, _, _), span) in enumerate(zip(parts, spans, strict=True), 1)]
    front = web.pdf(title, f"<h1>{title}</h1><h1 style='font-size:14pt'>目　录</h1>" + table(["序号", "材料名称", "页码"], rows, "rows"), css=CSS)
    volume = pikepdf.new()
    for data in [front] + [data for _, _, data in parts]:
        with pikepdf.open(io.BytesIO(data)) as part:
            volume.pages.extend(part.pages)
    buffer = io.BytesIO()
    volume.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue(), spans


def build() -> Package:
    pk = Package("appraisal-body", "appraisal-body", "zhejiang-2026-1", "2026-05-20")
    p5 = lambda p: f"person:{p.name}/"

    file = "01备案表.pdf"
    d = pk.document(file, "application-form")
    job, code, standard, levels, digits = JOBS[0]
    k = f"occupation:{job}/"
    body = ("<h1>职业技能考核鉴定机构备案表</h1>" + four([
        ("机构名称", d.v("applicant/name", NAME)), ("统一社会信用代码", d.v("applicant/uscc", CODE), "法定代表人", d.v("applicant/representative", HEAD)),
        ("申请类别", "☑职业技能考核鉴定机构　☐用人单位　☐社会培训评价组织"), ("机构性质", "☐企业　☑事业单位　☐社会团体　☐民办非企业单位"),
        ("登记管理机关", d.v("applicant/registrar", "浙江省事业单位登记管理局"), "证书有效期至", d.v("applicant/term-until", cn("2029-03-31"), "2029-03-31")),
        ("成立日期", d.v("applicant/established-on", cn("2009-07-22"), "2009-07-22"), "开办资金", d.v("applicant/registered-capital", "300万元", "300")),
        ("住所", d.v("applicant/registered-address", HOME)), ("办公地址", d.v("applicant/office-address", HOME)),
        ("在职人员数", d.v("applicant/employee-count", "46", "46"), "经费来源", d.v("applicant/funding-source", "财政补助")),
        ("联系人", d.v("applicant/contact-name", STAFF[1].name), "联系电话", d.v("applicant/contact-phone", STAFF[1].phone)),
        ("专职工作人员", d.v("application/full-time-staff-stated", "6人", "6"), "考评人员", d.v("application/assessors-stated", "4人", "4")),
        ("督导人员", "", "场地面积", d.v("application/site-area-stated", "1,850㎡", "1850")),
        ("年度经费预算", d.v("funding/budget", "60万元", "60"), "受理部门", d.v("application/authority", AUTHORITY)),
        ("申请日期", d.v("application/submitted-on", cn("2026-04-16"), "2026-04-16"))])
        + "<h2>拟承担的职业资格评价</h2>" + table(["职业", "职业编码", "等级", "依据标准"], [[d.v(k + "name", job), d.v(k + "code", code), d.v(k + "levels", levels, digits), d.v(k + "standard", standard)]])
        + "<h2>单位意见</h2><p>同意申请备案。</p>" + foot(NAME, cn("2026-04-16"), f"法定代表人（签章）{signature(HEAD)}<br>"))
    d.says("application/class", "appraisal-body")
    d.says("applicant/kind", "事业单位")
    d.says("application/sealed", "true")
    pk.add(file, web.pdf("备案表", body, css=CSS), d.kind)

    file = "02关于设立职业技能考核鉴定机构的请示.pdf"
    d = pk.document(file, "request-letter")
    body = (f"<h1>关于申请设立职业技能考核鉴定机构的请示</h1><p class='center'>澄宇〔2026〕7号</p><p class='flat'>浙江省公安厅、{AUTHORITY}：</p>"
            f"<p>{NAME}系依法登记的事业单位，拟承担保安员职业资格考核鉴定工作。现有专职人员6名、考评人员4名，场地设备满足标准要求。</p><p>妥否，请批示。</p>" + foot(NAME, "2026年3月2日"))
    pk.add(file, web.pdf("请示", body, "FormSerif", "body { font-size: 13.5pt; line-height: 2 }"), d.kind)

    # Volume one: who we are and who agrees
    file = "03资质材料合订本.pdf"
    parts = []
    d = Document(pk, file, "registration")
    body = (f"<h1 style='font-size:24pt'>事业单位法人证书</h1><p class='center'>（副本）</p><p class='flat'>统一社会信用代码 {d.v('applicant/uscc', CODE)}</p>" + pairs([
        ("名称", d.v("applicant/name", NAME)), ("宗旨和业务范围", d.v("applicant/business-scope", "承担安全保卫类职业技能考核鉴定及相关服务。")), ("住所", d.v("applicant/registered-address", HOME)),
        ("法定代表人", d.v("applicant/representative", HEAD)), ("经费来源", d.v("applicant/funding-source", "财政补助")), ("开办资金", d.v("applicant/registered-capital", "叁佰万元整", "300")),
        ("举办单位", "浙江省公安厅"), ("有效期", d.v("applicant/term-until", "自2024年4月1日至2029年3月31日", "2029-03-31"))], "", "26%")
        + f"<p class='right' style='margin-top:40pt'>登记管理机关　{d.v('applicant/registrar', '浙江省事业单位登记管理局')}</p>" + seal("浙江省事业单位登记管理局", "", "width:96pt;margin-left:330pt;margin-top:-40pt"))
    d.says("applicant/kind", "事业单位")
    d.says("applicant/representative-title", "法定代表人")
    parts.append(("事业单位法人证书", d.kind, web.pdf("事业单位法人证书", body, css="td { font-size: 12pt }")))
    d = Document(pk, file, "dept-consent")
    body = (f"<h1>{d.v('consent/issuer', '浙江省公安厅')}关于同意设立保安员职业技能考核鉴定机构的函</h1><p class='center'>{d.v('consent/document-number', '浙公函〔2026〕113号')}</p><p class='flat'>{NAME}：</p>"
            f"<p>你中心《关于申请设立职业技能考核鉴定机构的请示》收悉。经研究，同意你中心作为职业技能考核鉴定机构，承担{d.v('consent/occupations', '保安员')}（五级、四级、三级）职业资格评价工作，并按规定报人力资源和社会保障部门备案。</p>"
            + foot("浙江省公安厅", d.v("consent/issued-on", cn("2026-03-20"), "2026-03-20")))
    parts.append(("职业资格实施部门同意函", d.kind, web.pdf("同意函", body, "FormSerif", "body { font-size: 13.5pt; line-height: 2 }")))
    d = Document(pk, file, "org-set-up")
    body = (f"<h1>关于设立考核鉴定部的通知</h1><p class='center'>{d.v('set-up/document-number', '澄宇〔2024〕31号')}</p><p class='flat'>各科室：</p><p>中心设立{d.v('set-up/body-name', '考核鉴定部')}，专门负责技能人才评价工作，"
            f"{d.v('set-up/head', STAFF[0].name)}兼任部长（负责人），编制6名，职责为考务、质量、数据、档案和经费管理。</p>" + foot(NAME, d.v("set-up/issued-on", cn("2024-09-10"), "2024-09-10")))
    parts.append(("关于设立考核鉴定部的通知", d.kind, web.pdf("通知", body, "FormSerif", "body { font-size: 13.5pt; line-height: 2 }")))
    d = Document(pk, file, "credit-report")
    body = "<h1>事业单位公共信用信息报告</h1>" + four([("单位名称", d.v("credit-report/subject", NAME)), ("统一社会信用代码", d.v("credit-report/uscc", CODE)),
        ("报告时间", d.v("credit-report/issued-on", cn("2026-04-03"), "2026-04-03"), "不良信息条数", d.v("credit-report/adverse-records", "0"))]) + "<p>未查询到行政处罚和失信记录。</p>"
    parts.append(("公共信用信息报告", d.kind, web.pdf("信用报告", body, css=CSS)))
    d = Document(pk, file, "commitment")
    body = (f"<h1>承诺书</h1><p>{d.v('commitment/subject', NAME)}申请备案为职业技能考核鉴定机构，承诺：</p>" + "".join(f"<p>{t}</p>" for t in (
        "（一）备案材料真实、准确、完整；", "（二）管理规范、信用良好，无违法违规和失信等不良行为记录；", "（三）把社会效益放在首位，注重社会效益，不以营利为最终目的；", "（四）提供稳定的经费保障；",
        "（五）自愿接受各级人力资源和社会保障部门的监督管理。")) + foot(NAME, d.v("commitment/signed-on", cn("2026-04-10"), "2026-04-10"), f"法定代表人签字：{signature(HEAD)}<br>"))
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    parts.append(("承诺书", d.kind, web.pdf("承诺书", body, "FormSerif", "body { font-size: 13.5pt; line-height: 2 }")))
    data, spans = bind("资质材料合订本", parts)
    pk.files[file] = data
    for (_, kind, _), span in zip(parts, spans, strict=True):
        pk.part(file, kind, span)

    # Volume two: people
    file = "04人员材料合订本.pdf"
    parts = []
    d = Document(pk, file, "staff-roster")
    rows = []
    for n, p in enumerate(STAFF, 1):
        d.says(p5(p) + "role", "full-time-staff")
        rows.append([n, d.v(p5(p) + "name", p.name), p.sex, d.v(p5(p) + "id-number", p.id), p.study, p.duty, d.v(p5(p) + "employment", "专职", "full-time"),
                     d.v(p5(p) + "contract-until", cn("2028-12-31"), "2028-12-31"), d.v(p5(p) + "phone", p.phone)])
    body = "<h1>专职工作人员一览表</h1>" + table(["序号", "姓名", "性别", "公民身份号码", "学历", "职务", "专兼职", "聘期至", "电话"], rows, "ruled", "font-size:8.5pt")
    parts.append(("专职工作人员一览表", d.kind, web.pdf("工作人员一览表", body)))
    d = Document(pk, file, "social-insurance")
    rows = []
    for p in STAFF + [a for a in ASSESSORS if a.grade == "专职"]:
        d.says(p5(p) + "insured-by", NAME)
        rows.append([d.v(p5(p) + "name", p.name), d.v(p5(p) + "id-number", p.id), "机关事业养老、医疗、工伤", "正常"])
    body = f"<h1>参保证明</h1><p class='flat'>参保单位：{NAME}</p>" + table(["姓名", "社会保障号码", "参加险种", "状态"], rows, "three") + foot("浙江省社会保险和就业服务中心", "2026年4月1日", label="证明专用章")
    parts.append(("参保证明", d.kind, web.pdf("参保证明", body)))
    d = Document(pk, file, "labour-contract")
    body = ""
    for n, p in enumerate(STAFF + ASSESSORS):
        end = "2028-12-31" if n < 6 else "2027-12-31"
        body += (f"<div class='{'new' if n and n % 4 == 0 else ''}' style='margin-bottom:20pt'><h2 style='text-align:center'>事业单位聘用合同</h2><p class='flat'>聘用单位（甲方）：{d.v(p5(p) + 'contract-party', NAME)}</p>"
                 f"<p class='flat'>受聘人员（乙方）：{d.v(p5(p) + 'name', p.name)}　身份证号码：{d.v(p5(p) + 'id-number', p.id)}</p><p>聘期自2025年1月1日至{d.v(p5(p) + 'contract-until', cn(end), end)}，岗位为{p.duty if n < 6 else '考评员'}。</p>"
                 f"<p class='flat'>甲方（盖章）{seal(NAME, '', 'width:58pt;vertical-align:middle')}　　　　乙方（签字）{signature(p.name)}</p></div>")
    parts.append(("聘用合同", d.kind, web.pdf("聘用合同", body, "FormSerif")))
    d = Document(pk, file, "examiner-roster")
    rows = []
    for n, p in enumerate(ASSESSORS):
        d.says(p5(p) + "role", "assessor")
        rows.append([d.v(p5(p) + "name", p.name), d.v(p5(p) + "id-number", p.id), d.v(p5(p) + "occupation", p.duty), d.v(p5(p) + "level", p.study), d.v(p5(p) + "certificate-number", f"SZ33-BA-{n + 81:04d}"),
                     d.v(p5(p) + "certificate-until", cn("2028-06-30"), "2028-06-30"), d.v(p5(p) + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    body = "<h1>考评人员名单</h1>" + table(["姓名", "身份证号码", "考评职业", "等级", "证书编号", "有效期至", "专兼职"], rows, "ruled", "font-size:9pt")
    parts.append(("考评人员名单", d.kind, web.pdf("考评人员名单", body)))
    d = Document(pk, file, "examiner-cert")
    body = ""
    for n, p in enumerate(ASSESSORS):
        d.says(p5(p) + "role", "assessor")
        body += "<div style='margin:0 0 18pt 40pt;width:340pt;page-break-inside:avoid'><h2>考评员资格证书</h2>" + pairs([
            ("姓名", d.v(p5(p) + "name", p.name)), ("身份证号码", d.v(p5(p) + "id-number", p.id)), ("职业", d.v(p5(p) + "occupation", p.duty)), ("等级", d.v(p5(p) + "level", p.study)),
            ("证书编号", d.v(p5(p) + "certificate-number", f"SZ33-BA-{n + 81:04d}")), ("有效期至", d.v(p5(p) + "certificate-until", "2028-06-30"))], "rows", "30%", "：") + "</div>"
    parts.append(("考评员资格证书", d.kind, web.pdf("考评员资格证书", body)))
    data, spans = bind("人员材料合订本", parts)
    pk.files[file] = data
    for (_, kind, _), span in zip(parts, spans, strict=True):
        pk.part(file, kind, span)

    # Site and equipment
    file = "05不动产权证.pdf"
    d = pk.document(file, "site-title")
    k = "site:澄宇考核基地/"
    body = "<h1>不动产权证书</h1><p class='center'>浙（2019）杭州市不动产权第0218845号</p>" + pairs([
        ("权利人", d.v(k + "owner", NAME)), ("坐落", d.v(k + "address", HOME)), ("名称", d.v(k + "name", "澄宇考核基地")), ("用途", "科教用地/培训考核"), ("建筑面积", d.v(k + "area", "1850.00㎡", "1850")), ("登记时间", "2019年10月8日")], "ruled", "24%")
    d.says(k + "tenure", "owned")
    pk.add(file, web.pdf("不动产权证", body + foot("杭州市规划和自然资源局", "2019年10月8日")), d.kind)

    file = "06设施设备清单.pdf"
    d = pk.document(file, "equipment-list")
    d.v(k + "name", "澄宇考核基地")
    d.says(k + "occupations", "保安员")
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    rows = []
    for n, (sort, name, model, count, unit) in enumerate((
            ("设备", "安检门", "通过式", 2, "套"), ("设备", "手持金属探测器", "AT-3", 12, "个"), ("设备", "视频监控操作台", "四屏", 6, "套"), ("设备", "灭火演练装置", "模拟式", 2, "套"), ("设备", "心肺复苏训练模型", "半身", 8, "个"),
            ("工具", "橡胶警棍", "60cm", 20, "根"), ("工具", "防暴盾牌", "90cm", 20, "面"), ("量具", "电子秒表", "百分秒", 10, "块")), 1):
        q = f"equipment:{name}/"
        d.says(q + "occupation", "保安员")
        rows.append([n, d.v(q + "name", name), d.v(q + "model", model), d.v(q + "quantity", count), d.v(q + "unit", unit), d.v(q + "kind", sort, kinds[sort])])
    body = (f"<h1>考核设施设备清单</h1><p class='flat'>适用职业：保安员　考核场地：澄宇考核基地　理论考场座位：{d.v(k + 'seats', '60个', '60')}　实操工位：{d.v(k + 'workstations', '20个', '20')}</p>"
            + table(["序号", "设备名称", "型号规格", "数量", "单位", "分类"], rows))
    pk.add(file, web.pdf("设施设备清单", body), d.kind)

    file = "07视频监控.pdf"
    d = pk.document(file, "surveillance")
    body = "<h1>视频监控系统说明</h1>" + four([("摄像机总数", d.v("surveillance/cameras", "32台", "32"), "图像分辨率", d.v("surveillance/resolution", "1080P")),
        ("录像保存期限", d.v("surveillance/retention-days", "365天", "365"), "存储方式", "磁盘阵列"), ("覆盖区域", d.v("surveillance/rooms", "理论考场、体能场、技能考场、保密室、候考区"))])
    pk.add(file, web.pdf("视频监控", body, css=CSS), d.kind)

    file = "08管理制度汇编.pdf"
    d = pk.document(file, "rules-compendium")
    rules = [("行政管理办法", "中心实行部长负责制和集体议事。"), ("财务管理办法", "收支两条线，接受审计。"), ("考务管理办法", "落实考场设置、监考配备与试卷保密。"), ("评价质量管理办法", "实行考前检查、考中督导、考后分析。"),
             ("证书数据管理办法", "数据报送前三级审核。"), ("档案管理办法", "考核档案保存期不少于十年。"), ("安全管理办法", "对抗类科目配医护人员。"), ("服务标准", "公开事项、时限与电话。"), ("工作流程", "流程图在门户网站公开。"),
             ("内部监督办法", "设内部监督岗。"), ("问题回溯办法", "问题批次逐环节复查。"), ("责任追究办法", "违规者移送处理。"), ("消防安全管理办法", "消防控制室二十四小时值守。"), ("突发事件应急预案", "包括自然灾害、事故灾难、公共卫生、社会安全四类预案。")]
    body = "<h1>考核鉴定管理制度汇编</h1>" + table(["序号", "制度名称", "发文字号", "发布日期"], [
        [n, d.v(f"policy:{t}/title", t), d.v(f"policy:{t}/document-number", f"澄宇鉴〔2025〕{n}号"), d.v(f"policy:{t}/issued-on", cn("2025-01-20"), "2025-01-20")] for n, (t, _) in enumerate(rules, 1)], "rows")
    body += "".join(f"<h2>{t}</h2><p>{text}</p>" for t, text in rules)
    pk.add(file, web.pdf("管理制度汇编", body, "FormSerif", CSS), d.kind)

    pk.seed("备案表督导人员栏空白，名册和证书均无督导人员", "7.2-e")
    pk.conclusion = "gaps-found"
    pk.expect("met", "7.1-a", "7.1-c", "7.2-b", "7.2-c", "7.2-d", "7.2-f", "7.3-c", "7.5-a", "X-01")
    pk.expect("review", "7.1-d")
    pk.expect("not-applicable", "G-01", "G-07", "G-09", "8.1-a", "8.1-b", "8.1-c", "8.1-d", "8.1-e", "8.1-f", "8.1-g", "8.1-h", "8.1-i", "8.1-j", "8.1-k",
              "8.2-a", "8.2-b", "8.2-c", "8.2-d", "8.2-e", "8.2-f", "8.2-g", "8.2-h", "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met += ["7.1-d"]
    return pk
