// SPDX-License-Identifier: GPL-3.0-or-later
//
// The OutputDev that collects glyphs, rulings and pictures of a page in one pass.
#pragma once

#include "pdftext.h"

#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "fields.h"
#include "paint.h"

// Included once, by pdftext.cpp.
namespace {

constexpr size_t kGlyphLimit = 200000;
constexpr size_t kRulingLimit = 100000;
constexpr size_t kMarkLimit = 2000;
constexpr double kThin = 3.0;         // points: a filled rectangle thinner than this is a rule
constexpr int kSampleLimit = 4000 * 4000;

struct Rect {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool empty = true;
    void add(double x, double y) {
        if (empty) {
            x0 = x1 = x;
            y0 = y1 = y;
            empty = false;
            return;
        }
        x0 = std::min(x0, x);
        x1 = std::max(x1, x);
        y0 = std::min(y0, y);
        y1 = std::max(y1, y);
    }
    double width() const { return x1 - x0; }
    double height() const { return y1 - y0; }
};

bool isRed(const GfxRGB &rgb) {
    double r = colToDbl(rgb.r), g = colToDbl(rgb.g), b = colToDbl(rgb.b);
    return r > 0.45 && r - g > 0.2 && r - b > 0.2;
}

bool isNearWhite(const GfxRGB &rgb) {
    return colToDbl(rgb.r) > 0.97 && colToDbl(rgb.g) > 0.97 && colToDbl(rgb.b) > 0.97;
}

// How much of a picture is red and dark ink.
struct Ink {
    uint8_t sampled = 0;
    float red = 0, dark = 0;
};

class Collector : public OutputDev {
public:
    Collector(std::map<Ref, Ink> &inks, bool wantsInk) : inks(inks), wantsInk(wantsInk) {}

    std::vector<pdftext_glyph> glyphs;
    std::vector<pdftext_ruling> rulings;
    std::vector<pdftext_mark> marks;
    bool aborted = false;
    PageFields fields;
    int smallBoxes = 0;

    // Called before each annotation is drawn.
    bool meets(const Annot *annot) {
        field = fields.numberOf(annot);
        // What the file does not draw poppler would draw by itself, looking for a font for every character of the value.
        return field == 0 || fields.fields[field - 1].has_appearance;
    }

    bool upsideDown() override { return true; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    bool beginType3Char(GfxState *, double, double, double, double, CharCode, const Unicode *, int) override { return true; }

    bool overLimit() const { return aborted; }

    void saveState(GfxState *) override { clips.save(); }
    void restoreState(GfxState *) override { clips.restore(); }
    void clip(GfxState *state) override { clips.clip(state); }
    void eoClip(GfxState *state) override { clips.clip(state); }
    void clipToStrokePath(GfxState *) override { clips.odd(); }
    void beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool, bool) override { ++groups; }
    void endTransparencyGroup(GfxState *) override { groups = std::max(0, groups - 1); }

    void drawChar(GfxState *state, double x, double y, double dx, double dy, double originX, double originY, CharCode,
                  int, const Unicode *u, int uLen) override {
        if (glyphs.size() >= kGlyphLimit) {
            aborted = true;
            return;
        }
        Shape shape = shapeOf(state, x - originX, y - originY, dx, dy);
        if (!shape.invisible && paint.hides(state, (shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2)) shape.invisible = 1;
        if (state->getRender() >= 4) clips.odd();
        if (inActualText) {
            actualShape.merge(shape);
            return;
        }
        // A glyph that stands for nothing is seen and not told: leaving it out would make another word of its word.
        static const Unicode unknown = 0xFFFD;
        if (!u || uLen <= 0 || isGuess(state->getFont().get())) {
            if (shape.x1 - shape.x0 > 0.1) emit(shape, &unknown, 1);
            return;
        }
        emit(shape, u, uLen);
    }

    void beginActualText(GfxState *, const GooString *text) override {
        inActualText = true;
        actualShape = Shape();
        actualText = text ? text->toStr() : std::string();
    }

    void endActualText(GfxState *) override {
        if (!inActualText) return;
        inActualText = false;
        if (!actualShape.set) return;
        Unicode *codes = nullptr;
        int length = TextStringToUCS4(actualText, &codes);
        if (length > 0 && codes) emit(actualShape, codes, length);
        gfree(codes);
    }

    void stroke(GfxState *state) override {
        GfxRGB rgb;
        state->getStrokeRGB(&rgb);
        double half = std::max(0.1, state->getTransformedLineWidth() / 2);
        // A thick line covers what is below it as a filled box does.
        if (half >= 1.5 && state->getStrokeOpacity() > 0.95) cover(state, half, rgb);
        if (isNearWhite(rgb)) return;
        const GfxPath *path = state->getPath();
        bool curved = false;
        Rect whole;
        for (int i = 0; i < path->getNumSubpaths(); ++i) {
            const GfxSubpath *sub = path->getSubpath(i);
            double px = 0, py = 0;
            for (int j = 0; j < sub->getNumPoints(); ++j) {
                double tx, ty;
                state->transform(sub->getX(j), sub->getY(j), &tx, &ty);
                whole.add(tx, ty);
                curved = curved || sub->getCurve(j);
                if (j > 0 && !sub->getCurve(j)) segment(state, px, py, tx, ty, half);
                px = tx;
                py = ty;
            }
            if (sub->isClosed() && sub->getNumPoints() > 2) {
                double fx, fy;
                state->transform(sub->getX(0), sub->getY(0), &fx, &fy);
                segment(state, px, py, fx, fy, half);
            }
        }
        if (curved && isRed(rgb)) drawing(whole);
    }

    void fill(GfxState *state) override { fillPath(state); }
    void eoFill(GfxState *state) override { fillPath(state); }

    void drawImageMask(GfxState *state, Object *ref, Stream *str, int width, int height, bool invert, bool interpolate,
                       bool inlineImg) override {
        GfxRGB rgb;
        state->getFillRGB(&rgb);
        pdftext_mark mark = markAt(state, width, height);
        mark.sampled = 1;
        mark.red = isRed(rgb) ? 1 : 0;
        mark.dark = !isRed(rgb) && !isNearWhite(rgb) ? 1 : 0;
        add(mark);
        paintPicture(state, mark, false);
        OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, inlineImg);
    }

    void drawImage(GfxState *state, Object *ref, Stream *str, int width, int height, GfxImageColorMap *map,
                   bool interpolate, const int *maskColors, bool inlineImg) override {
        pdftext_mark mark = markAt(state, width, height);
        paintPicture(state, mark, !maskColors);
        if (inlineImg || !wantsInk || !worthSampling(mark)) {
            add(mark);
            OutputDev::drawImage(state, ref, str, width, height, map, interpolate, maskColors, inlineImg);
            return;
        }
        add(mark, ref, [&] { return sample(str, width, height, map); });
    }

    void drawMaskedImage(GfxState *state, Object *ref, Stream *str, int width, int height, GfxImageColorMap *map, bool,
                         Stream *maskStr, int maskWidth, int maskHeight, bool maskInvert, bool) override {
        paintPicture(state, markAt(state, width, height), false);
        add(markAt(state, width, height), ref, [&] {
            const Opacity opacity = readMask(maskStr, maskWidth, maskHeight, 1, [maskInvert](const unsigned char *pixel) {
                return (*pixel != 0) != maskInvert ? 0 : 255;
            });
            return sample(str, width, height, map, &opacity);
        });
    }

    void drawSoftMaskedImage(GfxState *state, Object *ref, Stream *str, int width, int height, GfxImageColorMap *map, bool,
                             Stream *maskStr, int maskWidth, int maskHeight, GfxImageColorMap *maskMap, bool) override {
        paintPicture(state, markAt(state, width, height), false);
        add(markAt(state, width, height), ref, [&] {
            const Opacity opacity =
                readMask(maskStr, maskWidth, maskHeight, maskMap->getBits(), [maskMap](unsigned char *pixel) {
                    GfxGray gray;
                    maskMap->getGray(pixel, &gray);
                    return static_cast<int>(colToDbl(gray) * 255);
                });
            return sample(str, width, height, map, &opacity);
        });
    }

private:
    struct Shape {
        bool set = false;
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0, baseline = 0, size = 0;
        uint8_t rotation = 0, invisible = 0;
        void merge(const Shape &other) {
            if (!set) {
                *this = other;
                return;
            }
            invisible = invisible && other.invisible;
            x0 = std::min(x0, other.x0);
            y0 = std::min(y0, other.y0);
            x1 = std::max(x1, other.x1);
            y1 = std::max(y1, other.y1);
        }
    };

    bool inActualText = false;
    std::string actualText;
    Shape actualShape;
    std::map<Ref, Ink> &inks;
    const bool wantsInk;
    Paint paint;
    ClipShapes clips;
    int groups = 0;
    size_t field = 0;

    // What covers earlier text for certain, and what later text stands on.
    void paintArea(GfxState *state, const PaintBox &box, bool opaque, const GfxRGB *colour) {
        // What is turned covers less than the box around it.
        const double *m = state->getCTM();
        const bool upright = (std::abs(m[1]) < 0.01 && std::abs(m[2]) < 0.01) || (std::abs(m[0]) < 0.01 && std::abs(m[3]) < 0.01);
        const bool plain = upright && groups == 0 && !clips.isOdd() && state->getBlendMode() == gfxBlendNormal && state->getFillOpacity() > 0.95;
        const PaintBox inside = box.clipped(state);
        if (!paint.add(inside, plain ? colour : nullptr) || !opaque || !plain) return;
        for (pdftext_glyph &glyph : glyphs) {
            if (inside.contains((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)) glyph.invisible = 1;
        }
    }

    void paintPicture(GfxState *state, const pdftext_mark &mark, bool opaque) {
        paintArea(state, {mark.x0, mark.y0, mark.x1, mark.y1}, opaque, nullptr);
    }

    // Numbers of glyphs that no table turns into characters: poppler takes the numbers for characters.
    static bool isGuess(const GfxFont *font) {
        if (!font || !font->isCIDFont() || font->hasToUnicodeCMap()) return false;
        const GooString *collection = static_cast<const GfxCIDFont *>(font)->getCollection();
        return collection && collection->cmp("Adobe-Identity") == 0;
    }

    static Shape shapeOf(GfxState *state, double x, double y, double dx, double dy) {
        Shape shape;
        shape.set = true;
        double tx, ty, tdx, tdy;
        state->transform(x, y, &tx, &ty);
        state->transformDelta(dx, dy, &tdx, &tdy);
        const std::shared_ptr<GfxFont> &font = state->getFont();
        shape.size = state->getTransformedFontSize();
        if (font && font->getType() == fontType3) {
            const double *matrix = font->getFontMatrix();
            const double scale = std::abs(matrix[3]) * 1000;
            if (scale > 0.01 && scale < 100) shape.size *= scale;
        }
        double ascent = font ? font->getAscent() : 0.9;
        double descent = font ? font->getDescent() : -0.2;
        // Many CJK fonts claim boxes of two lines and more.
        if (!(ascent > 0.3 && ascent <= 1.0)) ascent = 0.9;
        if (!(descent < 0 && descent >= -0.4)) descent = -0.2;
        const bool vertical = font && font->getWMode() == 1;
        shape.invisible = state->getRender() == 3 || state->getRender() == 7;
        if (std::abs(tdx) >= std::abs(tdy) || vertical) {
            shape.rotation = tdx < 0 && !vertical ? 2 : 0;
            shape.x0 = std::min(tx, tx + tdx);
            shape.x1 = std::max(tx, tx + tdx);
            if (vertical) {
                shape.x1 = shape.x0 + shape.size;
                shape.y0 = std::min(ty, ty + tdy);
                shape.y1 = std::max(ty, ty + tdy);
                shape.baseline = shape.y1;
                return shape;
            }
            shape.y0 = ty - ascent * shape.size;
            shape.y1 = ty - descent * shape.size;
            // Slanting across the page, as stamps and watermarks do.
            if (std::abs(tdy) > 0.18 * std::abs(tdx)) shape.rotation = 4;
            if (shape.rotation == 2) {
                shape.y0 = ty + descent * shape.size;
                shape.y1 = ty + ascent * shape.size;
            }
        } else {
            shape.rotation = tdy > 0 ? 1 : 3;
            shape.y0 = std::min(ty, ty + tdy);
            shape.y1 = std::max(ty, ty + tdy);
            shape.x0 = shape.rotation == 3 ? tx - ascent * shape.size : tx + descent * shape.size;
            shape.x1 = shape.rotation == 3 ? tx - descent * shape.size : tx + ascent * shape.size;
        }
        shape.baseline = ty;
        return shape;
    }

    void emit(const Shape &shape, const Unicode *codes, int length) {
        for (int i = 0; i < length; ++i) {
            pdftext_glyph glyph;
            glyph.code = codes[i];
            // One glyph that stands for several characters (a ligature, an ActualText) is shared out evenly.
            const double step = (shape.x1 - shape.x0) / length;
            glyph.x0 = static_cast<float>(shape.rotation & 1 ? shape.x0 : shape.x0 + step * i);
            glyph.x1 = static_cast<float>(shape.rotation & 1 ? shape.x1 : shape.x0 + step * (i + 1));
            glyph.y0 = static_cast<float>(shape.y0);
            glyph.y1 = static_cast<float>(shape.y1);
            glyph.baseline = static_cast<float>(shape.baseline);
            glyph.size = static_cast<float>(shape.size);
            glyph.rotation = shape.rotation;
            glyph.invisible = shape.invisible;
            glyph.field = static_cast<uint16_t>(field);
            glyphs.push_back(glyph);
        }
    }

    void rule(GfxState *state, double x0, double y0, double x1, double y1) {
        double cx0, cy0, cx1, cy1;
        state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
        x0 = std::max(x0, cx0);
        y0 = std::max(y0, cy0);
        x1 = std::min(x1, cx1);
        y1 = std::min(y1, cy1);
        // The border of a form field is no ruling of the form.
        if (x1 <= x0 || y1 <= y0 || field) return;
        // A rule may be thin only because of its clip, and may be too short to be one.
        if (std::min(x1 - x0, y1 - y0) > kThin || std::max(x1 - x0, y1 - y0) < 2 * kThin) return;
        if (rulings.size() >= kRulingLimit) {
            aborted = true;
            return;
        }
        rulings.push_back({static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)});
    }

    void cover(GfxState *state, double half, const GfxRGB &rgb) {
        const GfxPath *path = state->getPath();
        for (int i = 0; i < path->getNumSubpaths(); ++i) {
            const GfxSubpath *sub = path->getSubpath(i);
            for (int j = 1; j < sub->getNumPoints(); ++j) {
                if (sub->getCurve(j)) continue;
                double ax, ay, bx, by;
                state->transform(sub->getX(j - 1), sub->getY(j - 1), &ax, &ay);
                state->transform(sub->getX(j), sub->getY(j), &bx, &by);
                const bool level = std::abs(ay - by) <= 1, standing = std::abs(ax - bx) <= 1;
                if (level == standing) continue;
                paintArea(state, PaintBox{std::min(ax, bx) - (standing ? half : 0), std::min(ay, by) - (level ? half : 0),
                                          std::max(ax, bx) + (standing ? half : 0), std::max(ay, by) + (level ? half : 0)}.clipped(state),
                          true, &rgb);
            }
        }
    }

    void slash(double ax, double ay, double bx, double by) {
        if (std::hypot(ax - bx, ay - by) < 60) return;
        pdftext_mark mark{};
        const bool leftward = bx < ax;
        mark.x0 = static_cast<float>(leftward ? bx : ax);
        mark.y0 = static_cast<float>(leftward ? by : ay);
        mark.x1 = static_cast<float>(leftward ? ax : bx);
        mark.y1 = static_cast<float>(leftward ? ay : by);
        mark.kind = PDFTEXT_SLASH;
        if (marks.size() < kMarkLimit) marks.push_back(mark);
    }

    void segment(GfxState *state, double ax, double ay, double bx, double by, double half) {
        if (std::abs(ax - bx) > 1 && std::abs(ay - by) > 1) {
            if (half < 8) slash(ax, ay, bx, by);
            return;
        }
        rule(state, std::min(ax, bx) - (std::abs(ax - bx) <= 1 ? half : 0),
             std::min(ay, by) - (std::abs(ay - by) <= 1 ? half : 0),
             std::max(ax, bx) + (std::abs(ax - bx) <= 1 ? half : 0),
             std::max(ay, by) + (std::abs(ay - by) <= 1 ? half : 0));
    }

    void fillPath(GfxState *state) {
        if (state->getFillColorSpace()->getMode() == csPattern) {
            paintArea(state, PaintBox::around(state), false, nullptr);
            return;
        }
        GfxRGB rgb;
        state->getFillRGB(&rgb);
        const bool box = PaintBox::isBox(state->getPath());
        paintArea(state, PaintBox::around(state), box, box ? &rgb : nullptr);
        if (isNearWhite(rgb)) return;
        const GfxPath *path = state->getPath();
        bool curved = false;
        Rect whole;
        std::vector<Rect> boxes;
        for (int i = 0; i < path->getNumSubpaths(); ++i) {
            const GfxSubpath *sub = path->getSubpath(i);
            Rect box;
            for (int j = 0; j < sub->getNumPoints(); ++j) {
                double tx, ty;
                state->transform(sub->getX(j), sub->getY(j), &tx, &ty);
                box.add(tx, ty);
                whole.add(tx, ty);
                curved = curved || sub->getCurve(j);
            }
            if (!box.empty) boxes.push_back(box);
        }
        if (curved) {
            if (isRed(rgb)) drawing(whole);
            return;
        }
        if (boxes.size() == 2 && nested(boxes[0], boxes[1])) {
            // A frame drawn as an outer and an inner rectangle.
            const Rect &o = boxes[0].width() > boxes[1].width() ? boxes[0] : boxes[1];
            const Rect &n = boxes[0].width() > boxes[1].width() ? boxes[1] : boxes[0];
            rule(state, o.x0, o.y0, o.x1, n.y0);
            rule(state, o.x0, n.y1, o.x1, o.y1);
            rule(state, o.x0, o.y0, n.x0, o.y1);
            rule(state, n.x1, o.y0, o.x1, o.y1);
            return;
        }
        for (const Rect &box : boxes) {
            const double smaller = std::min(box.width(), box.height()), larger = std::max(box.width(), box.height());
            if (smaller >= 0.4 && smaller <= 12 && larger <= 60 && smallBoxes < 1000000) ++smallBoxes;
        }
        for (const Rect &box : boxes) rule(state, box.x0, box.y0, box.x1, box.y1);
    }

    static bool nested(const Rect &a, const Rect &b) {
        auto inside = [](const Rect &o, const Rect &i) {
            return i.x0 >= o.x0 && i.x1 <= o.x1 && i.y0 >= o.y0 && i.y1 <= o.y1 && i.x0 - o.x0 <= kThin && o.x1 - i.x1 <= kThin &&
                   i.y0 - o.y0 <= kThin && o.y1 - i.y1 <= kThin;
        };
        return inside(a, b) || inside(b, a);
    }

    void drawing(const Rect &box) {
        pdftext_mark mark{};
        mark.x0 = static_cast<float>(box.x0);
        mark.y0 = static_cast<float>(box.y0);
        mark.x1 = static_cast<float>(box.x1);
        mark.y1 = static_cast<float>(box.y1);
        mark.kind = PDFTEXT_DRAWING;
        mark.sampled = 1;
        mark.red = 1;
        add(mark);
    }

    static pdftext_mark markAt(GfxState *state, int width, int height) {
        Rect box;
        for (int corner = 0; corner < 4; ++corner) {
            double tx, ty;
            state->transform(corner & 1, corner >> 1, &tx, &ty);
            box.add(tx, ty);
        }
        pdftext_mark mark{};
        mark.x0 = static_cast<float>(box.x0);
        mark.y0 = static_cast<float>(box.y0);
        mark.x1 = static_cast<float>(box.x1);
        mark.y1 = static_cast<float>(box.y1);
        mark.pixel_width = width;
        mark.pixel_height = height;
        mark.kind = PDFTEXT_PICTURE;
        return mark;
    }

    // Only what may be a seal or a signature is decoded; a page-sized scan is not.
    static bool worthSampling(const pdftext_mark &mark) {
        const float w = mark.x1 - mark.x0, h = mark.y1 - mark.y0;
        return w >= 12 && h >= 8 && w <= 260 && h <= 260 && mark.pixel_width > 0 && mark.pixel_height > 0 &&
               mark.pixel_width < kSampleLimit / std::max(1, mark.pixel_height);
    }

    // A picture's mask, sampled: what it hides is no ink.
    struct Opacity {
        int columns = 0, rows = 0;
        std::vector<unsigned char> values;
        bool opaque(double x, double y) const {
            if (values.empty()) return true;
            const int column = std::min(columns - 1, static_cast<int>(x * columns));
            const int row = std::min(rows - 1, static_cast<int>(y * rows));
            return values[static_cast<size_t>(row) * static_cast<size_t>(columns) + static_cast<size_t>(column)] > 80;
        }
    };

    template <typename Value>
    static Opacity readMask(Stream *str, int width, int height, int bits, Value value) {
        Opacity opacity;
        if (width <= 0 || height <= 0 || width >= kSampleLimit / height) return opacity;
        ImageStream image(str, width, 1, bits);
        image.reset();
        opacity.columns = std::min(width, 256);
        opacity.rows = std::min(height, 256);
        opacity.values.assign(static_cast<size_t>(opacity.columns) * static_cast<size_t>(opacity.rows), 0);
        int next = 0;
        for (int row = 0; row < height && next < opacity.rows; ++row) {
            unsigned char *line = image.getLine();
            if (!line) break;
            if (row < static_cast<long>(next) * height / opacity.rows) continue;
            for (int column = 0; column < opacity.columns; ++column) {
                unsigned char *pixel = line + static_cast<long>(column) * width / opacity.columns;
                opacity.values[static_cast<size_t>(next) * static_cast<size_t>(opacity.columns) + static_cast<size_t>(column)] =
                    static_cast<unsigned char>(value(pixel));
            }
            ++next;
        }
        image.close();
        return opacity;
    }

    static Ink sample(Stream *str, int width, int height, GfxImageColorMap *map, const Opacity *opacity = nullptr) {
        ImageStream image(str, width, map->getNumPixelComps(), map->getBits());
        image.reset();
        const int stepX = std::max(1, width / 128), stepY = std::max(1, height / 128);
        long red = 0, dark = 0, all = 0;
        for (int row = 0; row < height; ++row) {
            unsigned char *line = image.getLine();
            if (!line) break;
            if (row % stepY) continue;
            for (int column = 0; column < width; column += stepX) {
                GfxRGB rgb;
                map->getRGB(line + column * map->getNumPixelComps(), &rgb);
                ++all;
                if (opacity && !opacity->opaque((column + 0.5) / width, (row + 0.5) / height)) continue;
                if (isRed(rgb)) {
                    ++red;
                } else if (colToDbl(rgb.r) + colToDbl(rgb.g) + colToDbl(rgb.b) < 1.5) {
                    ++dark;
                }
            }
        }
        image.close();
        if (!all) return {};
        return {1, static_cast<float>(red) / static_cast<float>(all), static_cast<float>(dark) / static_cast<float>(all)};
    }

    // A seal is drawn on many pages and under many names; it is decoded once.
    template <typename Sampling>
    void add(pdftext_mark mark, const Object *ref, Sampling sampling) {
        if (wantsInk && worthSampling(mark)) {
            const bool named = ref && ref->isRef();
            const auto known = named ? inks.find(ref->getRef()) : inks.end();
            const Ink ink = known != inks.end() ? known->second : sampling();
            if (named && known == inks.end()) inks.emplace(ref->getRef(), ink);
            mark.sampled = ink.sampled;
            mark.red = ink.red;
            mark.dark = ink.dark;
        }
        add(mark);
    }

    void add(const pdftext_mark &mark) {
        if (field) return;
        if (marks.size() >= kMarkLimit) {
            aborted = true;
            return;
        }
        marks.push_back(mark);
    }
};

}  // namespace
