# SPDX-License-Identifier: GPL-3.0-or-later
"""An employer in Jinhua with gaps: printed from HTML, no rules around the form, （√） ticks, dates 2026.3.5, levels 5-3级."""

from .. import web
from ..codes import uscc
from ..package import Package
from ..people import people
from ..web import foot, pairs, signature, table
from ..words import dot

NAME = "金华桐霁电动工具有限公司"
CODE = uscc("91", "330703", "MA2M8R5C")
HOME = "浙江省金华市金东区孝顺镇桐霁街118号"
HEAD = "方既白"
AUTHORITY = "金华市人力资源和社会保障局"
STAFF = people("330703", 41, """
    俞溪亭|19810703|m|主任|本科
    楼疏桐|19890228|f|考务专员|大专
    厉云帆|19930915|m|质量专员|本科
    应采薇|19960110|f|档案与数据专员|大专""")
ASSESSORS = people("330703", 207, """
    金守拙|19730606|m|电工|高级考评员|专职
    施映雪|19820415|f|电工|考评员|兼职
    傅长庚|19790830|m|电工|考评员|专职
    滕远志|19761011|m|机床装调维修工|高级考评员|专职
    邵清和|19850217|m|机床装调维修工|考评员|专职
    骆以宁|19880524|f|机床装调维修工|考评员|兼职""")
SUPERVISORS = people("330703", 333, """
    严既明|19780108|m|督导||专职
    汤知微|19840923|f|督导||兼职""")
JOBS = [("电工", "6-31-01-03", "", "电工国家职业技能标准（2018年版）", "五级、四级、三级", 64),
        ("机床装调维修工", "6-20-03-01", "数控机床装调维修工", "机床装调维修工国家职业技能标准（2018年版）", "5-3级", 47)]
CSS = "table.form td { padding: 4.5pt 4pt } table.form td:first-child { font-family: FormBold; color: #333 }"


def build() -> Package:
    pk = Package("employer-gaps", "employer", "jinhua-2026-2", "2026-05-12")

    file = "附件1 用人单位备案申请表.pdf"
    d = pk.document(file, "application-form")
    form = pairs([
        ("申报单位", d.v("applicant/name", NAME)), ("信用代码", d.v("applicant/uscc", CODE)),
        ("单位类型", "企业（√） 事业单位（ ） 社会团体（ ） 民办非企业单位（ ）"),
        ("申请类型", "用人单位（√） 社会培训评价组织（ ） 专项职业能力考核机构（ ）"),
        ("法人代表", d.v("applicant/representative", HEAD)), ("发照机关", d.v("applicant/registrar", "金华市金东区市场监督管理局")),
        ("注册日期", d.v("applicant/established-on", "2014.9.3", "2014-09-03")), ("经营期限", d.v("applicant/term-until", "2014.9.3—2044.9.2", "2044-09-02")),
        ("注册资金", d.v("applicant/registered-capital", "贰仟万元整", "2000")), ("单位住所", d.v("applicant/registered-address", HOME)),
        ("通讯地址", d.v("applicant/office-address", HOME)), ("员工人数", d.v("applicant/employee-count", "516", "516")),
        ("其中技能劳动者", d.v("applicant/skilled-count", "338", "338")), ("上年度营业收入（万元）", d.v("applicant/annual-revenue", "19850.5")),
        ("经办人", d.v("applicant/contact-name", STAFF[0].name)), ("手机", d.v("applicant/contact-phone", STAFF[0].phone)),
        ("邮箱", d.v("applicant/email", "hr@tongji-tools.example")), ("评价范围", d.v("application/scope", "本单位职工（含劳务派遣人员）")),
        ("专职工作人员数", d.v("application/full-time-staff-stated", "4名", "4")), ("考评员数", d.v("application/assessors-stated", "6名", "6")),
        ("督导员数", d.v("application/supervisors-stated", "2名", "2")), ("考核场地面积", d.v("application/site-area-stated", "760平方米", "760")),
    ], "form", "32%")
    d.says("application/class", "employer")
    d.says("applicant/kind", "企业")
    rows = []
    for job, code, trade, standard, levels, _ in JOBS:
        k = f"occupation:{job}/"
        rows.append([d.v(k + "name", job) + (f"（{d.v(k + 'trade', trade)}）" if trade else ""), d.v(k + "code", code),
                     d.v(k + "levels", levels, "5 4 3"), d.v(k + "standard", standard)])
    body = (f"<h1>技能人才评价机构备案申请表</h1><p class='center'>（用人单位适用）</p><p class='flat'>受理机关：{d.v('application/authority', AUTHORITY)}"
            f"　　填表日期：{d.v('application/submitted-on', '2026.4.21', '2026-04-21')}</p><h2>基本信息</h2>{form}"
            f"<h2>申请职业</h2>{table(['职业（工种）', '编码', '等级', '标准'], rows, 'three')}"
            f"<h2>申请单位意见</h2><p>所填信息属实，申请备案。</p>"
            + foot(NAME, "2026.4.21", f"负责人签字：{signature(HEAD)}<br>"))
    d.says("application/sealed", "true")
    pk.add(file, web.pdf("备案申请表", body, "FormSerif", CSS + "@page { @bottom-center { content: counter(page) '/' counter(pages); font-size: 8pt; font-family: FormSans } }"), d.kind)

    file = "附件2 营业执照副本.pdf"
    d = pk.document(file, "registration")
    rows = [("名　　称", d.v("applicant/name", NAME)), ("类　　型", d.v("applicant/kind", "有限责任公司（非自然人投资或控股的法人独资）")),
            ("住　　所", d.v("applicant/registered-address", HOME)), ("法定代表人", d.v("applicant/representative", HEAD)),
            ("注册资本", d.v("applicant/registered-capital", "贰仟万元整", "2000")),
            ("成立日期", d.v("applicant/established-on", "2014年09月03日", "2014-09-03")),
            ("营业期限", d.v("applicant/term-until", "2014年09月03日至2044年09月02日", "2044-09-02")),
            ("经营范围", d.v("applicant/business-scope", "电动工具、机床电器的研发、制造、销售；机电设备安装与维修服务。"))]
    d.says("applicant/representative-title", "法定代表人")
    body = (f"<h1 style='font-size:30pt;letter-spacing:14pt'>营业执照</h1><p class='center'>副　本</p><p class='flat'>统一社会信用代码：{d.v('applicant/uscc', CODE)}</p>"
            + pairs(rows, "", "22%") + f"<p class='right' style='margin-top:50pt'>登记机关：{d.v('applicant/registrar', '金华市金东区市场监督管理局')}</p><p class='right'>2022年3月15日</p>"
            + web.seal("金华市金东区市场监督管理局", "", "width:100pt;margin-left:330pt;margin-top:-70pt"))
    pk.add(file, web.pdf("营业执照", body, "FormSans", "td { font-size: 12.5pt; padding: 6pt }"), d.kind)

    file = "附件3 评价机构成立通知.pdf"
    d = pk.document(file, "org-set-up")
    body = (f"<h1>关于成立职业技能等级认定办公室的通知</h1><p class='center'>{d.v('set-up/document-number', '桐霁〔2025〕8号')}</p><p class='flat'>公司各部门：</p>"
            f"<p>现决定成立{d.v('set-up/body-name', '职业技能等级认定办公室')}，作为专门负责本公司技能人才评价工作的机构，办公室设在人力资源中心。</p>"
            f"<p>负责人由{d.v('set-up/head', STAFF[0].name)}担任，配备专职人员4名。</p><p>办公室负责制定年度认定计划、组织实施考核、开展质量督导和资料归档。</p>"
            + foot(NAME, d.v("set-up/issued-on", "2025年2月17日", "2025-02-17")))
    pk.add(file, web.pdf("成立通知", body, "FormSerif", "body { font-size: 13pt; line-height: 1.9 }"), d.kind)

    # Staff list, insurance and contracts of the four people who are there
    file = "附件4 工作人员名单.pdf"
    d = pk.document(file, "staff-roster")
    ends = ["2029-03-31", "2027-06-30", "2028-02-29", "2027-12-31"]
    rows = []
    for n, p in enumerate(STAFF, 1):
        k = f"person:{p.name}/"
        d.says(k + "role", "full-time-staff")
        rows.append([n, d.v(k + "name", p.name), d.v(k + "id-number", p.id), p.duty, d.v(k + "employment", "全职", "full-time"),
                     d.v(k + "contract-until", dot(ends[n - 1]), ends[n - 1]), d.v(k + "phone", p.phone)])
    body = (f"<h1>专职工作人员名单</h1><p class='flat'>单位：{NAME}</p>"
            + table(["序号", "姓名", "公民身份号码", "职务", "用工形式", "合同到期日", "联系方式"], rows, "bare", "font-size:9.5pt")
            + "<p class='flat'>合计：4人</p>")
    pk.add(file, web.pdf("工作人员名单", body), d.kind)

    file = "附件5 社保缴纳清单.pdf"
    d = pk.document(file, "social-insurance")
    rows = []
    for p in STAFF + [a for a in ASSESSORS + SUPERVISORS if a.grade == "专职"]:
        k = f"person:{p.name}/"
        d.says(k + "insured-by", NAME)
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), "202504-202604", "13", "参保缴费"])
    body = (f"<h1>单位参保人员缴费清单</h1><p class='flat'>单位名称：{NAME}</p><p class='flat'>打印时间：2026.4.18</p>"
            + table(["姓名", "证件号码", "缴费起止", "月数", "状态"], rows, "rows") + foot("金华市金东区社会保险事业管理中心", "2026.4.18", label="业务专用章"))
    pk.add(file, web.pdf("社保缴纳清单", body), d.kind)

    file = "附件6 劳动合同.pdf"
    d = pk.document(file, "labour-contract")
    body = ""
    for n, p in enumerate(STAFF + ASSESSORS + SUPERVISORS):
        k = f"person:{p.name}/"
        end = ends[n] if n < 4 else "2028-04-30"
        start = f"{int(end[:4]) - 3}{end[4:]}".replace("02-29", "03-01")
        title, role = ("劳动合同", p.duty) if n < 4 else ("聘用协议书", "考评员" if p in ASSESSORS else "内部质量督导员")
        body += (f"<div class='{'new' if n and n % 3 == 0 else ''}' style='margin-bottom:26pt'><h1 style='font-size:15pt'>{title}</h1>"
                 f"<p class='flat'>甲方：{d.v(k + 'contract-party', NAME)}</p><p class='flat'>乙方：{d.v(k + 'name', p.name)}，公民身份号码{d.v(k + 'id-number', p.id)}</p>"
                 f"<p>甲乙双方平等协商，乙方担任甲方{role}，期限从{dot(start)}到{d.v(k + 'contract-until', dot(end), end)}。报酬、保险与劳动保护按国家规定执行，乙方恪守保密和回避义务。</p>"
                 f"<p class='flat'>甲方盖章{web.seal(NAME, '', 'width:62pt;vertical-align:middle')}　　　　　乙方签字{signature(p.name)}</p></div>")
    pk.add(file, web.pdf("劳动合同", body, "FormSerif"), d.kind)

    # Rosters without rules; certificates of both sorts in one file
    until = ["2027-10-31", "2028-01-31", "2027-09-30", "2028-11-30", "2027-12-31", "2028-08-31"]
    file = "附件7 考评员及督导员名册.pdf"
    d = pk.document(file, "examiner-roster")
    rows, rows2 = [], []
    for n, p in enumerate(ASSESSORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "assessor")
        rows.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "occupation", p.duty), d.v(k + "level", p.study),
                     d.v(k + "certificate-number", f"KP-JH-2024-{n + 101}"), d.v(k + "certificate-until", dot(until[n]), until[n]),
                     d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    for n, p in enumerate(SUPERVISORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "supervisor")
        rows2.append([d.v(k + "name", p.name), d.v(k + "id-number", p.id), d.v(k + "certificate-number", f"DD-JH-2025-{n + 21}"),
                      d.v(k + "certificate-until", "2028.6.30", "2028-06-30"),
                      d.v(k + "employment", p.grade, "full-time" if p.grade == "专职" else "part-time")])
    body = ("<h1>考评员名册</h1>" + table(["姓名", "身份证号", "考评工种", "级别", "考评员证号", "有效期", "专/兼职"], rows, "bare", "font-size:9.5pt")
            + "<h1>内部质量督导员名册</h1>" + table(["姓名", "身份证号", "督导员证号", "有效期", "专/兼职"], rows2, "bare", "font-size:9.5pt"))
    pk.add(file, web.pdf("考评员及督导员名册", body), d.kind)

    file = "附件8 考评员证和督导员证.pdf"
    d = pk.document(file, "examiner-cert")
    body = "<style></style>"
    for n, p in enumerate(ASSESSORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "assessor")
        body += ("<div class='card'><h2 style='text-align:center'>职业技能考评员证</h2>" + pairs([
            ("姓名", d.v(k + "name", p.name)), ("身份证号", d.v(k + "id-number", p.id)), ("证号", d.v(k + "certificate-number", f"KP-JH-2024-{n + 101}")),
            ("职业", d.v(k + "occupation", p.duty)), ("级别", d.v(k + "level", p.study)), ("有效期至", d.v(k + "certificate-until", dot(until[n]), until[n]))], "", "34%") + "</div>")
    body += "<div class='new'></div>"
    for n, p in enumerate(SUPERVISORS):
        k = f"person:{p.name}/"
        d.says(k + "role", "supervisor")
        body += ("<div class='card'><h2 style='text-align:center'>内部质量督导员证</h2>" + pairs([
            ("姓名", d.v(k + "name", p.name)), ("身份证号", d.v(k + "id-number", p.id)), ("证号", d.v(k + "certificate-number", f"DD-JH-2025-{n + 21}")),
            ("有效期至", d.v(k + "certificate-until", "2028.6.30", "2028-06-30"))], "", "34%") + "</div>")
    pk.add(file, web.pdf("考评员证和督导员证", body, "FormSans", ".card { border: 1pt solid #666; padding: 6pt 12pt; margin: 0 0 12pt 60pt; width: 300pt; page-break-inside: avoid }"),
           "examiner-cert", "1-2")
    pk.part(file, "supervisor-cert", "3")

    file = "附件9 房产证.pdf"
    d = pk.document(file, "site-title")
    k = "site:实训考核楼/"
    rows = [("房屋所有权人", d.v(k + "owner", NAME)), ("房屋坐落", d.v(k + "address", HOME)), ("规划用途", "工业（实训）"),
            ("房屋名称", d.v(k + "name", "实训考核楼")), ("建筑面积", d.v(k + "area", "760.00㎡", "760")), ("登记时间", "2017-11-20")]
    d.says(k + "tenure", "owned")
    body = "<h1>房屋所有权证</h1><p class='center'>金房权证金东字第00047712号</p>" + pairs(rows, "rows", "30%") + foot("金华市不动产登记服务中心", "2017-11-20")
    pk.add(file, web.pdf("房屋所有权证", body), d.kind)

    file = "附件10 场地与设备清单.pdf"
    d = pk.document(file, "equipment-list")
    kinds = {"设备": "equipment", "工具": "tool", "量具": "gauge"}
    items = [("电工", "设备", "电工实训考核装置", "TJ-D3", 12, "套"), ("电工", "设备", "变频调速实训台", "TJ-B7", 6, "台"), ("电工", "设备", "三相异步电动机", "1.5kW", 12, "台"),
             ("电工", "工具", "电工工具箱", "18件套", 20, "套"), ("电工", "量具", "数字万用表", "四位半", 20, "块"), ("电工", "量具", "绝缘电阻表", "500V", 8, "块"),
             ("机床装调维修工", "设备", "数控车床装调实训台", "TJ-Z2", 6, "台"), ("机床装调维修工", "设备", "数控系统实训台", "TJ-X1", 6, "台"),
             ("机床装调维修工", "工具", "拆装工具车", "96件", 8, "辆"), ("机床装调维修工", "量具", "框式水平仪", "200mm", 6, "个"), ("机床装调维修工", "量具", "杠杆千分表", "0.002mm", 10, "块")]
    rows = []
    for job, sort, name, model, count, unit in items:
        q = f"equipment:{job}{name}/"
        rows.append([d.v(q + "name", name), d.v(q + "model", model), d.v(q + "quantity", f"{count}") + d.v(q + "unit", unit),
                     d.v(q + "kind", sort, kinds[sort]), d.v(q + "occupation", job)])
    k = "site:实训考核楼/"
    d.v(k + "name", "实训考核楼")
    for job, *_ in JOBS:
        d.says(k + "occupations", job)
    body = (f"<h1>考核场地与设施设备清单</h1><h2>一、场地</h2><p>实训考核楼位于{d.v(k + 'address', HOME)}，面积{d.v(k + 'area', '760㎡', '760')}，"
            f"设理论考场一间（座位{d.v(k + 'seats', '40', '40')}个）、电工实训室与机床装调实训室（工位{d.v(k + 'workstations', '24', '24')}个），"
            f"用于电工、机床装调维修工的理论与实操考核。</p><h2>二、设施设备和工（量）具</h2>"
            + table(["名称", "规格型号", "数量", "分类", "适用职业"], rows, "three"))
    pk.add(file, web.pdf("场地与设备清单", body), d.kind)

    file = "附件11 监控情况.pdf"
    d = pk.document(file, "surveillance")
    body = (f"<h1>考场视频监控情况</h1><p>我公司在{d.v('surveillance/rooms', '理论考场、两间实训室、保密室')}共安装网络摄像机{d.v('surveillance/cameras', '18台', '18')}，"
            f"画面分辨率{d.v('surveillance/resolution', '1080P')}，录像保存时间不少于{d.v('surveillance/retention-days', '270天', '270')}，考场全覆盖。</p>" + foot(NAME, "2026.4.10"))
    pk.add(file, web.pdf("监控情况", body, "FormSerif", "body { font-size: 13pt; line-height: 1.9 }"), d.kind)

    file = "附件12 规章制度.pdf"
    d = pk.document(file, "rules-compendium")
    rules = [("行政工作管理办法", "办公室实行主任负责制，文件、印章、会议按公司制度执行。"), ("财务管理办法", "认定经费由财务部单列科目核算，一事一报。"),
             ("考务管理办法", "规范报名、排考、监考、阅卷、登分各岗职责和交接手续。"), ("质量管理办法", "每批次抽查不少于两成试卷，形成质量记录。"),
             ("证书数据管理办法", "证书数据由专人录入、另一人复核，日志留存。"), ("档案管理办法", "评价资料按批次立卷，保管期限五年以上。"),
             ("安全管理办法", "实操前检查设备与用电安全，考评员现场有权叫停。"), ("认定服务标准", "一次告知、限时答复、成绩五日内可查，在厂务公开栏公布。"),
             ("认定工作流程", "计划、报名、考核、公示、发证各步在公司内网公开。"), ("内部监督办法", "督导员全程在场，员工可向工会反映问题。"),
             ("问题回溯办法", "发现差错的批次，从报名到数据逐环节倒查。"), ("责任追究办法", "失职者调离岗位，舞弊者解除聘用并上报。"),
             ("消防安全管理办法", "考场配备消防器材，每半年演练一次。"), ("应急预案", "对自然灾害、事故灾难、公共卫生和社会安全事件分别规定处置办法。")]
    body = "<h1>职业技能等级认定规章制度</h1>"
    for n, (title, text) in enumerate(rules, 1):
        k = f"policy:{title}/"
        body += (f"<h2>{n}. {d.v(k + 'title', title)}</h2><p class='flat'>（{d.v(k + 'issued-on', '2025.3.6', '2025-03-06')}发布，"
                 f"编号{d.v(k + 'document-number', f'TJ-RZ-{n:02d}')}）</p><p>{text}</p>")
    pk.add(file, web.pdf("规章制度", body, "FormSerif", "@page { @top-right { content: '内部资料'; font-size: 8pt; font-family: FormSans } @bottom-center { content: '- ' counter(page) ' -'; font-size: 8pt; font-family: FormSans } }"), d.kind)

    file = "附件13 诚信承诺书.pdf"
    d = pk.document(file, "commitment")
    clauses = ["所提交材料真实有效，不弄虚作假；", "无违法违规和失信等不良行为记录，今后依法诚信经营；", "开展认定工作注重社会效益，把社会效益放在首位，不以营利为目的；",
               "按需足额安排工作经费，保障认定工作稳定开展；", "自愿接受各级人力资源和社会保障部门的监督管理；", "违反承诺的，接受取消评价资格等处理。"]
    body = (f"<h1>诚信承诺书</h1><p>{d.v('commitment/subject', NAME)}就申请开展职业技能等级认定工作，作出以下承诺：</p>"
            + "".join(f"<p>{n}.{c}</p>" for n, c in enumerate(clauses, 1))
            + foot(NAME, d.v("commitment/signed-on", "2026.4.15", "2026-04-15"), f"法定代表人：{signature(HEAD)}<br>"))
    d.says("commitment/sealed", "true")
    d.says("commitment/signed", "true")
    pk.add(file, web.pdf("诚信承诺书", body, "FormSerif", "body { font-size: 13.5pt; line-height: 2 }"), d.kind)

    file = "附件14 信用中国查询结果.pdf"
    d = pk.document(file, "credit-report")
    rows = [("查询对象", d.v("credit-report/subject", NAME)), ("统一社会信用代码", d.v("credit-report/uscc", CODE)),
            ("生成日期", d.v("credit-report/issued-on", "2026-04-08")), ("行政处罚", "0条"), ("严重失信", "0条"), ("经营异常", "0条"),
            ("不良记录总数", d.v("credit-report/adverse-records", "0条", "0"))]
    body = "<h1>公共信用信息查询结果</h1>" + pairs(rows, "rows", "36%") + "<p>以上为查询时点结果，截至生成日期无不良信用信息。</p>"
    pk.add(file, web.pdf("信用查询结果", body), d.kind)

    file = "附件15 职工教育经费说明.pdf"
    d = pk.document(file, "fund-proof")
    body = (f"<h1>职工教育培训经费提取和使用情况说明</h1><p>我公司{d.v('funding/year', '2025年', '2025')}职工工资总额为{d.v('funding/wage-bill', '62,400,000.00元', '6240')}，"
            f"全年提取职工教育培训经费{d.v('funding/training-fund', '748,800.00元', '74.88')}，占工资总额的{d.v('funding/training-fund-ratio', '1.2%', '1.2')}，"
            f"实际支出69.31万元，其中用于一线职工的占66%。2026年安排认定工作经费{d.v('funding/budget', '贰拾万元整', '20')}。</p>" + foot(NAME, "2026年4月9日", label="财务专用章"))
    pk.add(file, web.pdf("经费说明", body, "FormSerif", "body { font-size: 13pt; line-height: 1.9 }"), d.kind)

    file = "附件16 薪酬津贴规定.pdf"
    d = pk.document(file, "allowance-rule")
    k = "policy:技能人才津贴规定/"
    body = (f"<h1>{d.v(k + 'title', '技能人才津贴规定')}</h1><p class='center'>{d.v(k + 'document-number', '桐霁薪〔2024〕3号')}　{d.v(k + 'issued-on', '2024.1.15', '2024-01-15')}</p>"
            f"<p>一、公司对取得职业技能等级证书的在岗职工发放技能津贴。</p><p>二、津贴标准：{d.v('allowance:4/level', '中级工', '4')}每人每月{d.v('allowance:4/amount', '200元', '200')}，"
            f"{d.v('allowance:3/level', '高级工', '3')}每人每月{d.v('allowance:3/amount', '350元', '350')}，{d.v('allowance:2/level', '技师', '2')}每人每月{d.v('allowance:2/amount', '600元', '600')}，"
            f"{d.v('allowance:1/level', '高级技师', '1')}每人每月{d.v('allowance:1/amount', '900元', '900')}。</p><p>三、津贴按月随工资发放。</p>" + foot(NAME, "2024年1月15日"))
    pk.add(file, web.pdf("津贴规定", body, "FormSerif", "body { font-size: 13pt; line-height: 1.9 }"), d.kind)

    file = "附件17 规上企业名录证明及从业人员情况.pdf"
    d = pk.document(file, "scale-proof")
    e = pk.document(file, "occupation-headcount")
    rows = [[e.v(f"occupation:{job}/name", job), e.v(f"occupation:{job}/headcount", heads)] for job, *_, heads in JOBS]
    body = (f"<h1>证　明</h1><p>{d.v('applicant/name', NAME)}为我区规模以上工业企业，2025年营业收入{d.v('applicant/annual-revenue', '1.98505亿元', '19850.5')}，已入统。</p>"
            + foot("金华市金东区统计局", "2026.3.27") + "<div class='new'></div><h1>申请职业从业人员情况表</h1>"
            + table(["职业（工种）", "本单位从业人数（人）"], rows, "ruled") + "<p class='flat'>注：均为生产和设备保障一线岗位，与主营业务直接相关。</p>")
    pk.add(file, web.pdf("规上证明", body), "scale-proof", "1")
    pk.part(file, "occupation-headcount", "2")

    file = "附件18 消防安全证明.pdf"
    d = pk.document(file, "fire-safety")
    body = f"<h1>消防安全检查意见</h1><p>{NAME}实训考核楼报警装置、消防设施和应急救援器材完好，符合消防安全要求。</p>" + foot("金华市金东区消防救援大队", "2025.9.24")
    pk.add(file, web.pdf("消防安全证明", body), d.kind)

    pk.seed("职工教育培训经费提取比例1.2%，低于公告的1.5%（74.88/6240）", "8.1-f")
    pk.seed("津贴标准缺五级/初级工，而两个职业都申报了五级", "8.1-j")
    pk.seed("专职工作人员4名，公告要求不少于6名", "7.2-b")
    pk.conclusion = "gaps-found"
    pk.expect("unmet", "8.1-f", "8.1-j", "7.2-b")
    pk.expect("met", "G-01", "G-02", "7.1-a", "7.1-c", "7.2-c", "7.2-d", "7.2-e", "7.2-f", "7.3-c", "7.5-a", "8.1-d", "8.1-i", "X-01", "X-03")
    pk.expect("review", "7.1-d", "8.1-a", "8.1-c", "8.1-e")
    pk.expect("not-applicable", "G-04", "G-06", "G-09", "8.1-k", "8.2-a", "8.2-b", "8.2-c", "8.2-d", "8.2-e", "8.2-f", "8.2-g", "8.2-h",
              "11-a", "11-b", "12-a", "12-b", "13-a", "13-b")
    pk.not_met += ["7.1-d", "8.1-a", "8.1-c", "8.1-e"]
    return pk
