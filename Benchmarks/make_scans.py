#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes scans of invented documents, each with its true text: what Benchmarks/ocr.sh measures recognition on.

    make_scans.py FOLDER [--count N] [--seed S]

Licences, pledges with a red seal over the text, rosters (ruled tables) and forms with tick boxes, drawn at 300 dpi and then
worn: noise, blur, rotation, JPEG, some turned by quarters, some as a telephone would take them. The same seed gives the same
scans with the same versions of Pillow, NumPy and the fonts (Debian: fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming).
Every name, number and address is made up.
"""
import argparse
import io
import json
import math
import pathlib
import random

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = {
    "song": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "song-bold": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "hei": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
}
DPI = 300


def points(size):
    return size * DPI / 72


class Page:
    """A page at 300 dpi that remembers what was written on it, where."""

    def __init__(self, rng, landscape=False):
        self.rng = rng
        self.width, self.height = (3508, 2480) if landscape else (2480, 3508)
        self.image = Image.new("RGB", (self.width, self.height), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.items, self.seals, self.rulings, self.boxes = [], [], [], []

    def font(self, name, size):
        path, index = FONTS[name]
        return ImageFont.truetype(path, round(points(size)), index=index)

    def text(self, x, y, text, name="song", size=12, fill=(25, 25, 25)):
        font = self.font(name, size)
        self.draw.text((x, y), text, font=font, fill=fill)
        box = self.draw.textbbox((x, y), text, font=font)
        self.items.append({"text": text, "box": list(box)})
        return box

    def centred(self, y, text, name, size, fill=(25, 25, 25)):
        width = self.font(name, size).getlength(text)
        self.text((self.width - width) / 2, y, text, name, size, fill)

    def line(self, x0, y0, x1, y1, thick=3):
        self.draw.rectangle((x0, y0, x1 + (thick if x0 == x1 else 0), y1 + (thick if y0 == y1 else 0)), fill=(30, 30, 30))
        self.rulings.append([x0, y0, x1, y1])

    def tick(self, x, y, side, ticked):
        """A drawn box, empty or with a tick in it; gives its right edge."""
        self.draw.rectangle((x, y, x + side, y + side), outline=(25, 25, 25), width=4)
        if ticked:
            points_ = [(x + side * 0.15, y + side * 0.5), (x + side * 0.42, y + side * 0.8), (x + side * 0.9, y + side * 0.12)]
            self.draw.line(points_, fill=(25, 25, 25), width=6)
        self.boxes.append({"box": [x, y, x + side, y + side], "ticked": ticked})
        return x + side

    def seal(self, x, y, text, millimetres=42, ink=None):
        """Ring, star and text around, mixed with what lies under it as ink mixes."""
        rng = self.rng
        ink = ink or rng.choice([(205, 30, 45), (180, 25, 50), (222, 60, 55), (200, 50, 80)])
        side = round(millimetres / 25.4 * DPI)
        layer = Image.new("RGB", (side, side), "white")
        draw = ImageDraw.Draw(layer)
        draw.ellipse((4, 4, side - 5, side - 5), outline=ink, width=max(8, side // 45))
        middle, radius = side / 2, side * 0.14
        star = []
        for corner in range(10):
            r = radius if corner % 2 == 0 else radius * 0.4
            angle = -math.pi / 2 + corner * math.pi / 5
            star.append((middle + r * math.cos(angle), middle + r * math.sin(angle)))
        draw.polygon(star, fill=ink)
        font = self.font("song-bold", side * 0.11 * 72 / DPI)
        for index, character in enumerate(text):
            angle = math.radians(-130 + 260 * index / max(1, len(text) - 1)) - math.pi / 2
            glyph = Image.new("L", (round(side * 0.2),) * 2, 0)
            ImageDraw.Draw(glyph).text((glyph.width / 2, glyph.height / 2), character, font=font, fill=255, anchor="mm")
            glyph = glyph.rotate(-math.degrees(angle + math.pi / 2), resample=Image.BICUBIC)
            px, py = middle + side * 0.38 * math.cos(angle), middle + side * 0.38 * math.sin(angle)
            layer.paste(ink, (round(px - glyph.width / 2), round(py - glyph.height / 2)), glyph)
        under = numpy.asarray(self.image.crop((x, y, x + side, y + side)), dtype=float)
        strength = rng.uniform(0.75, 1.0)
        over = 255 - (255 - numpy.asarray(layer, dtype=float)) * strength
        self.image.paste(Image.fromarray((under * over / 255).astype("uint8")), (x, y))
        self.seals.append([x, y, x + side, y + side])


# ---- what is written

PLACES = ["杭州市西湖区", "宁波市鄞州区", "温州市瓯海区", "嘉兴市南湖区", "金华市婺城区", "台州市椒江区", "绍兴市柯桥区", "湖州市吴兴区"]
STREETS = ["文三路", "江南大道", "学院东路", "长虹街", "人民西路", "望江门外", "迎宾大道", "兴业路"]
NAMES = ["锦程", "宏远", "博雅", "立新", "汇智", "越秀", "启航", "天工", "卓越", "安泽", "瑞禾", "鼎坤"]
TRADES = ["职业技能培训学校", "人力资源服务有限公司", "智能装备股份有限公司", "技师学院", "教育科技有限公司", "汽车维修行业协会"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建国志成文海燕辉晓东云飞雪梅宇轩梓涵浩然子睿欣怡诗涵佳琪俊熙思远嘉懿若曦瑾瑜奕辰泽楷"
JOBS = ["电工", "焊工", "钳工", "车工", "铣工", "育婴员", "养老护理员", "中式烹调师", "保育师", "汽车维修工", "电子商务师", "茶艺师", "美容师", "叉车司机", "物流服务师", "健康管理师"]
LEVELS = ["高级技师", "技师", "高级工", "中级工", "考评员", "高级考评员"]
CLAUSES = [
    "我单位已认真学习职业技能等级认定的有关规定，自愿申请开展技能人才评价工作。",
    "所提交的全部材料真实、合法、有效，复印件与原件一致，并愿意承担相应的法律责任。",
    "严格执行国家职业标准，坚持公平、公正、公开，不弄虚作假，不擅自扩大认定范围。",
    "接受人力资源社会保障部门的监督检查，按要求报送年度工作报告和评价数据。",
    "评价收费标准向社会公示，不以任何名义收取额外费用，接受考生及社会各界监督。",
    "现有专职工作人员12名，考评人员35名，其中高级考评员8名；理论考场面积≥200㎡，实操场地面积1,560.5平方米。",
    "自有资金人民币贰佰万元整（¥2,000,000.00），设备总值约386.72万元，办公用房建筑面积不少于150㎡。",
    "评价档案保存期限不少于5年，考务数据备份保存3年以上，视频监控录像保存6个月。",
    "如有违反上述承诺的行为，自愿接受取消评价资格等处理，三年内不再提出申请。",
]


def company(rng):
    place = rng.choice(PLACES)
    return place[:2] + (place[2:3] if rng.random() < 0.5 else "") + rng.choice(NAMES) + rng.choice(NAMES) + rng.choice(TRADES)


def person(rng):
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice([1, 2, 2])))


def uscc(rng):
    """GB 32100-2015, with a right check character."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    head = rng.choice(["9133", "5233", "5133", "1233"]) + "".join(rng.choice("0123456789") for _ in range(4))
    head += "MA2" + "".join(rng.choice(alphabet) for _ in range(6))
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + alphabet[(31 - total % 31) % 31]


def resident(rng):
    """GB 11643-1999; area codes that belong to nobody."""
    head = "33" + "".join(rng.choice("0123456789") for _ in range(4))
    head += f"{rng.randint(1962, 2002)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(0, 999):03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, weights)) % 11]


def date(rng):
    return f"{rng.randint(2009, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def wrap(text, count):
    return [text[i : i + count] for i in range(0, len(text), count)]


# ---- the documents

def licence(rng):
    page = Page(rng)
    name = company(rng)
    page.centred(420, "营 业 执 照", rng.choice(["song-bold", "hei"]), 40)
    body = rng.choice(["song", "hei", "kai"])
    page.text(300, 760, "统一社会信用代码", body, 12)
    page.text(300, 840, uscc(rng), "hei", 14)
    rows = [
        ("名        称", name), ("类        型", rng.choice(["有限责任公司（自然人投资或控股）", "民办非企业单位", "股份有限公司"])),
        ("法定代表人", person(rng)), ("注册资本", rng.choice(["壹佰万元整", "伍佰万元整", "贰仟万元整", f"{rng.randint(50, 900)}万元整"])),
        ("成立日期", date(rng)), ("营业期限", f"{date(rng)}至长期"),
        ("住        所", f"浙江省{rng.choice(PLACES)}{rng.choice(STREETS)}{rng.randint(1, 999)}号{rng.randint(1, 20)}幢{rng.randint(101, 2609)}室"),
        ("经营范围", "职业技能培训；人力资源服务；劳务派遣服务；企业管理咨询；技术开发、技术转让；会议及展览服务；教学用模型及教具销售；"
         "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"),
    ]
    y = 1020
    size = rng.choice([12, 13, 14])
    for label, value in rows:
        page.text(300, y, label, body, size)
        for part in wrap(value, 26):
            page.text(760, y, part, body, size)
            y += points(size) * 1.7
        y += points(size) * 0.6
    page.text(1450, 2860, "登记机关", body, 14)
    page.text(1400, 3040, f"{rng.randint(2016, 2026)} 年 {rng.randint(1, 12)} 月 {rng.randint(1, 28)} 日", body, 13)
    page.seal(1350 + rng.randint(0, 200), 2720 + rng.randint(-40, 60), f"{rng.choice(PLACES)[:3]}市场监督管理局", rng.choice([40, 42, 45]))
    return page


def pledge(rng):
    page = Page(rng)
    name, code, chief = company(rng), uscc(rng), person(rng)
    if rng.random() < 0.4:
        page.centred(260, name + "文件", "song-bold", 26 if len(name) < 16 else 20, fill=(205, 30, 35))
        page.draw.rectangle((300, 470, 2180, 478), fill=(205, 30, 35))
    page.centred(560, "承  诺  书", rng.choice(["song-bold", "hei"]), 26)
    body = rng.choice(["song", "kai", "ming"])
    y = 820
    size = rng.choice([12, 14, 15])
    per = int(1860 / points(size))
    text = f"{name}（统一社会信用代码：{code}）就申请设立技能人才评价机构郑重承诺如下："
    for number, paragraph in enumerate([text] + rng.sample(CLAUSES, 6)):
        if number:
            paragraph = f"{'一二三四五六七八九'[number - 1]}、" + paragraph
        for index, part in enumerate(wrap("　　" + paragraph, per)):
            page.text(310, y, part, body, size)
            y += points(size) * 1.75
    y = max(y + 100, 2700)
    page.text(1250, y, f"单位（盖章）：{name}" if len(name) < 14 else f"{name}", body, size)
    page.text(1250, y + points(size) * 2, f"法定代表人（签字）：{chief}", body, size)
    page.text(1250, y + points(size) * 4, date(rng), body, size)
    page.seal(1300 + rng.randint(-60, 260), round(y) - 160 + rng.randint(-40, 60), name[:14], rng.choice([38, 42]))
    if rng.random() < 0.3:
        page.seal(420, round(y) - 100, "教务专用章样张", 30)
    return page


def roster(rng):
    page = Page(rng, landscape=True)
    page.centred(180, rng.choice(["考评人员名册", "专职工作人员花名册", "师资及考评人员情况一览表"]), "hei", 20)
    heads = [("序号", 150), ("姓名", 260), ("性别", 150), ("身份证号码", 620), ("学历", 220), ("职业（工种）", 420), ("证书编号", 620), ("等级", 300), ("联系电话", 420)]
    body = rng.choice(["song", "hei", "ming"])
    size = rng.choice([8, 9, 9, 10])
    left, y = 170, 400
    rows = rng.randint(14, 20)
    step = 92
    width = sum(w for _, w in heads)
    for row in range(rows + 1):
        x = left
        values = [h for h, _ in heads] if row == 0 else [
            str(row), person(rng), rng.choice("男女"), resident(rng), rng.choice(["本科", "大专", "中专", "硕士"]), rng.choice(JOBS),
            f"{rng.choice('YSL')}{rng.randint(0, 10**12 - 1):012d}", rng.choice(LEVELS), f"1{rng.randint(3, 9)}{rng.randint(0, 10**9 - 1):09d}",
        ]
        page.line(left, y, left + width, y, rng.choice([2, 3]))
        for (_, column), value in zip(heads, values):
            room = page.font(body, size).getlength(value)
            page.text(x + (column - room) / 2, y + (step - points(size) * 1.3) / 2, value, body, size)
            x += column
        y += step
    page.line(left, y, left + width, y, 3)
    x = left
    for column in [0] + [w for _, w in heads]:
        x += column
        page.line(x, 400, x, y, 3)
    page.seal(2500, y - 420, company(rng)[:14], 42)
    return page


def form(rng):
    page = Page(rng)
    page.centred(240, "技能人才评价机构申请表", "hei", 22)
    body = rng.choice(["song", "hei", "ming"])
    size = 11
    left, right, y = 240, 2240, 480
    top = y
    rows = [
        ("单位名称", company(rng)), ("统一社会信用代码", uscc(rng)), ("法定代表人", person(rng)), ("单位地址", rng.choice(PLACES) + rng.choice(STREETS) + f"{rng.randint(1, 300)}号"),
        ("单位性质", ["企业", "院校", "社会团体", "民办非企业单位"]), ("理论考场面积", f"{rng.randint(100, 900)}㎡"), ("实操场地面积", f"≥{rng.randint(200, 3000)}㎡"),
        ("设备总值", f"{rng.randint(10, 900)}.{rng.randint(10, 99)}万元"), ("专职工作人员", f"{rng.randint(3, 40)}人"), ("考评人员", f"{rng.randint(3, 40)}人（其中高级考评员{rng.randint(1, 9)}人）"),
        ("是否独立场地", ["是", "否"]), ("联系电话", f"0571-{rng.randint(80000000, 89999999)}"), ("电子邮箱", f"{rng.choice(['office', 'admin', 'hr'])}{rng.randint(1, 99)}@example.cn"),
        ("申请日期", date(rng)),
    ]
    step = 150
    for label, value in rows:
        page.line(left, y, right, y)
        page.text(left + 30, y + 45, label, body, size)
        if isinstance(value, list):
            chosen = rng.randrange(len(value))
            x = left + 640
            for index, option in enumerate(value):
                x = page.tick(x, y + 52, 46, index == chosen) + 14
                page.items.append({"text": "☑" if index == chosen else "□", "box": [x - 60, y + 52, x - 14, y + 98], "tick": True})
                x = page.text(x, y + 45, option, body, size)[2] + 60
        else:
            page.text(left + 640, y + 45, value, body, size)
        y += step
    page.line(left, y, right, y)
    for x in (left, left + 600, right):
        page.line(x, top, x, y)
    page.text(left, y + 80, "填表说明：本表一式三份，请用黑色墨水笔填写，字迹工整，不得涂改。", body, 10)
    page.text(left, y + 160, rng.choice(CLAUSES)[:38], body, 9)
    if rng.random() < 0.5:
        page.seal(1500, y - 300, company(rng)[:14], 42)
    return page


# ---- wear

def worn(page, rng, style):
    """The page as a scanner or a telephone gives it, and the matrix from drawn to given pixels (3 × 3, rows)."""
    dpi = rng.choice([150, 200, 200, 200, 300]) if style != "phone" else 230
    image = page.image
    matrix = numpy.diag([dpi / DPI, dpi / DPI, 1.0])
    if style == "clean":
        dpi = 200
        matrix = numpy.diag([dpi / DPI, dpi / DPI, 1.0])
    size = (round(page.width * dpi / DPI), round(page.height * dpi / DPI))
    image = image.resize(size, Image.LANCZOS)
    if style == "phone":
        width, height = size
        margin = 0.04
        target = [(width * (margin + rng.uniform(0, 0.035)), height * (margin + rng.uniform(0, 0.03))),
                  (width * (1 - margin - rng.uniform(0, 0.035)), height * (margin + rng.uniform(0, 0.03))),
                  (width * (1 - margin - rng.uniform(0, 0.02)), height * (1 - margin - rng.uniform(0, 0.02))),
                  (width * (margin + rng.uniform(0, 0.02)), height * (1 - margin - rng.uniform(0, 0.02)))]
        corners = [(0, 0), (width, 0), (width, height), (0, height)]
        warp = homography(corners, target)
        back = numpy.linalg.inv(warp)
        back /= back[2, 2]
        image = image.convert("RGB").transform(size, Image.PERSPECTIVE, back.flatten()[:8], Image.BICUBIC, fillcolor=(120, 105, 90))
        matrix = warp @ matrix
        y, x = numpy.mgrid[0 : size[1], 0 : size[0]]
        angle = rng.uniform(0, 2 * math.pi)
        slope = (x / size[0] - 0.5) * math.cos(angle) + (y / size[1] - 0.5) * math.sin(angle)
        shade = (0.78 + 0.3 * slope)[..., None] * numpy.array([1.0, 0.985, 0.95])
        image = Image.fromarray(numpy.clip(numpy.asarray(image, dtype=float) * shade, 0, 255).astype("uint8"))
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.7, 1.2)))
        noise, quality = rng.uniform(2, 6), rng.randint(55, 80)
    elif style == "clean":
        noise, quality = 1.0, 88
    else:
        angle = rng.uniform(-1.6, 1.6)
        image = image.rotate(angle, Image.BICUBIC, fillcolor=(255, 255, 255))
        matrix = rotation(-angle, size) @ matrix
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8) * dpi / 200))
        noise, quality = rng.uniform(4, 12), rng.randint(50, 80)
        low, high = rng.uniform(0, 45), rng.uniform(232, 252)
        image = Image.fromarray((numpy.asarray(image, dtype=float) * (high - low) / 255 + low).astype("uint8"))
    generator = numpy.random.default_rng(rng.randrange(2**32))
    pixels = numpy.asarray(image, dtype=float)
    image = Image.fromarray(numpy.clip(pixels + generator.normal(0, noise, pixels.shape), 0, 255).astype("uint8"))
    return image, matrix, dpi, quality


def rotation(degrees, size):
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    x, y = size[0] / 2, size[1] / 2
    return numpy.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]])


def homography(source, target):
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return numpy.append(numpy.linalg.solve(numpy.array(rows, float), numpy.array(right, float)), 1).reshape(3, 3)


def moved(box, matrix):
    corners = numpy.array([[box[0], box[1], 1], [box[2], box[1], 1], [box[0], box[3], 1], [box[2], box[3], 1]]) @ matrix.T
    xy = corners[:, :2] / corners[:, 2:]
    return [round(float(v), 1) for v in (*xy.min(0), *xy.max(0))]


STYLES = ["scan", "scan", "scan", "phone", "scan", "clean"]


def make(folder, count, seed):
    folder.mkdir(parents=True, exist_ok=True)
    truth = []
    makers = [licence, pledge, roster, form]
    for index in range(count):
        rng = random.Random(seed * 100_003 + index)
        maker = makers[index % 4]
        style = STYLES[(index // 4) % len(STYLES)]
        page = maker(rng)
        image, matrix, dpi, quality = worn(page, rng, style)
        turns = rng.choice([0, 0, 0, 0, 1, 2, 3]) if style == "scan" else 0
        upright = image.size
        if turns:
            # Counter-clockwise here, so that as many clockwise quarter turns make it upright.
            image = image.transpose([None, Image.ROTATE_90, Image.ROTATE_180, Image.ROTATE_270][turns])
        name = f"{maker.__name__}-{index:03d}.jpg"
        image.save(folder / name, quality=quality, dpi=(dpi, dpi))
        place = lambda b: moved(b, matrix)
        truth.append({
            "file": name, "kind": maker.__name__, "style": style, "dpi": dpi, "turns": turns, "width": upright[0], "height": upright[1],
            "items": [{**item, "box": place(item["box"])} for item in page.items], "seals": [place(b) for b in page.seals],
            "rulings": [place(b) for b in page.rulings], "ticks": [{**t, "box": place(t["box"])} for t in page.boxes],
        })
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make(options.folder, options.count, options.seed)
