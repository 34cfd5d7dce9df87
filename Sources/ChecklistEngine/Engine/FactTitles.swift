// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What a fact is called in a sentence.
public enum FactTitles {
    /// For example 申报单位“单位名称”; the path itself where no title is known.
    public static func title(entity: String, leaf: String, _ language: Language) -> String {
        if language == .en { return "\(entity) \(leaf)".replacing("-", with: " ") }
        return "\(self.entity(entity, language))的\(self.leaf(leaf, of: entity, language))"
    }

    /// 申报单位, 人员; the name itself where no title is known.
    public static func entity(_ name: String, _ language: Language) -> String {
        language == .en ? name.replacing("-", with: " ") : entities[name] ?? name
    }

    /// 单位名称, 电话; the name itself where no title is known.
    public static func leaf(_ name: String, of entity: String, _ language: Language) -> String {
        language == .en ? name.replacing("-", with: " ") : special["\(entity)/\(name)"] ?? leaves[name] ?? name
    }

    private static let entities: [String: String] = [
        "application": "申报表", "applicant": "申报单位", "occupation": "申报职业", "person": "人员", "site": "场地",
        "equipment": "设备", "surveillance": "视频监控", "policy": "制度文件", "commitment": "承诺书", "credit-report": "信用报告",
        "funding": "教育培训经费", "allowance": "技能津贴", "training-record": "培训评价业绩", "subsidiary": "子公司",
        "set-up": "机构设置文件", "consent": "同意文件", "document": "材料",
    ]

    private static let special: [String: String] = [
        "person/occupation": "考评职业", "equipment/occupation": "所属职业", "equipment/kind": "设备类别",
        "document/kind": "材料类别", "site/name": "名称", "site/address": "地址", "allowance/level": "等级",
        "person/level": "等级", "person/name": "姓名", "occupation/name": "名称", "set-up/head": "负责人",
        "funding/budget": "预算", "equipment/name": "名称", "site/owner": "权利人",
    ]

    private static let leaves: [String: String] = [
        "class": "申报类别", "scope": "服务对象", "submitted-on": "申报日期", "authority": "受理单位", "sealed": "盖章",
        "full-time-staff-stated": "自报专职人员数", "assessors-stated": "自报考评人员数", "supervisors-stated": "自报督导人员数",
        "site-area-stated": "自报场地面积", "name": "名称", "uscc": "统一社会信用代码", "kind": "单位类型",
        "representative": "法定代表人", "representative-title": "负责人称谓", "registered-address": "住所",
        "office-address": "办公地址", "registrar": "登记机关", "established-on": "成立日期", "term-until": "有效期止",
        "registered-capital": "注册资本", "business-scope": "业务范围", "employee-count": "职工总数",
        "skilled-count": "技能人员数", "annual-revenue": "年营业收入", "contact-name": "联系人", "contact-phone": "联系电话",
        "email": "邮箱", "funding-source": "经费来源", "rating": "评估等级", "body": "所载单位", "code": "职业编码", "trade": "工种",
        "levels": "等级",
        "standard": "执行标准", "headcount": "从业人数", "id-number": "身份证号", "role": "岗位", "employment": "专兼职",
        "certificate-number": "证书编号", "certificate-until": "证书有效期止", "contract-until": "合同期止",
        "contract-party": "合同单位", "insured-by": "参保单位", "phone": "电话", "listed-in": "所在名册", "area": "面积",
        "tenure": "使用方式", "lessor": "出租方", "lessee": "承租方", "lease-until": "租期止", "function": "功能",
        "seats": "座位数", "workstations": "工位数", "occupations": "对应职业", "model": "型号", "quantity": "数量",
        "unit": "单位", "cameras": "摄像机数", "resolution": "分辨率", "retention-days": "录像保存天数", "rooms": "监控考场",
        "title": "标题", "topic": "主题", "document-number": "文号", "issued-on": "出具日期", "clause": "条款",
        "signed": "签字", "signed-on": "签署日期", "subject": "主体", "adverse-records": "不良记录数", "year": "年度",
        "wage-bill": "工资总额", "training-fund": "提取额", "training-fund-ratio": "提取比例", "amount": "标准",
        "trained": "培训人次", "assessed": "评价人次", "share": "持股比例", "body-name": "机构名称", "head": "负责人",
        "duties": "职责", "issuer": "出具单位", "file": "文件", "pages": "页码",
        "seal": "印章",
    ]
}
