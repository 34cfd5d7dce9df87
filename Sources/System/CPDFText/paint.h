// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which text of a page can be seen: what was painted before a glyph, and what was painted over it.
//
// Only what is certain hides text: upright boxes of one colour, opaque upright pictures, no transparency group, no odd
// clip. Everything else leaves the text visible.
#pragma once

#include <GfxState.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

struct PaintBox {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    bool contains(double x, double y) const { return x0 <= x && x <= x1 && y0 <= y && y <= y1; }

    PaintBox clipped(GfxState *state) const {
        double cx0, cy0, cx1, cy1;
        state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
        return {std::max(x0, cx0), std::max(y0, cy0), std::min(x1, cx1), std::min(y1, cy1)};
    }

    // Around the current path, in device space.
    static PaintBox around(GfxState *state) {
        PaintBox box{1e30, 1e30, -1e30, -1e30};
        const GfxPath *path = state->getPath();
        for (int i = 0; i < path->getNumSubpaths(); ++i) {
            const GfxSubpath *sub = path->getSubpath(i);
            for (int j = 0; j < sub->getNumPoints(); ++j) {
                double x, y;
                state->transform(sub->getX(j), sub->getY(j), &x, &y);
                box.x0 = std::min(box.x0, x);
                box.y0 = std::min(box.y0, y);
                box.x1 = std::max(box.x1, x);
                box.y1 = std::max(box.y1, y);
            }
        }
        return box;
    }

    // One rectangle with sides along the axes of the page's user space.
    static bool isBox(const GfxPath *path) {
        if (path->getNumSubpaths() != 1) return false;
        const GfxSubpath *sub = path->getSubpath(0);
        const int points = sub->getNumPoints();
        if (points < 4 || points > 5) return false;
        if (points == 5 && (std::abs(sub->getX(0) - sub->getX(4)) > 0.01 || std::abs(sub->getY(0) - sub->getY(4)) > 0.01)) {
            return false;
        }
        for (int i = 0; i < points; ++i) {
            if (sub->getCurve(i)) return false;
        }
        for (int i = 0; i < 4; ++i) {
            const int next = (i + 1) % 4;
            const bool level = std::abs(sub->getY(i) - sub->getY(next)) < 0.01;
            const bool upright = std::abs(sub->getX(i) - sub->getX(next)) < 0.01;
            if (level == upright) return false;
            // Sides take turns.
            if (i > 0 && level == (std::abs(sub->getY(i - 1) - sub->getY(i)) < 0.01)) return false;
        }
        return true;
    }
};

class Paint {
public:
    // False where the area is too small to matter or there are too many.
    bool add(const PaintBox &box, const GfxRGB *colour) {
        if (!(box.x1 - box.x0 >= 3 && box.y1 - box.y0 >= 3)) return false;
        if (areas.size() >= kLimit) {
            overflown = true;
            return false;
        }
        areas.push_back({box, colour ? *colour : GfxRGB{}, colour != nullptr});
        return true;
    }

    // True for text in the colour of what it stands on, or as good as transparent.
    bool hides(GfxState *state, double x, double y) const {
        const int render = state->getRender();
        const bool stroked = render == 1 || render == 5;
        if ((stroked ? state->getStrokeOpacity() : state->getFillOpacity()) < 0.05) return true;
        double cx0, cy0, cx1, cy1;
        state->getClipBBox(&cx0, &cy0, &cx1, &cy1);
        if (x < cx0 - 1 || x > cx1 + 1 || y < cy0 - 1 || y > cy1 + 1) return true;
        // Outlined text is seen by its outline; glyphs of Type 3 bring their own colours.
        if (render == 2 || render == 6 || !state->getFont() || state->getFont()->getType() == fontType3) return false;
        if ((stroked ? state->getStrokeColorSpace() : state->getFillColorSpace())->getMode() == csPattern) return false;
        GfxRGB own;
        if (stroked) {
            state->getStrokeRGB(&own);
        } else {
            state->getFillRGB(&own);
        }
        for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
            if (area->box.contains(x, y)) return area->known && alike(own, area->colour);
        }
        static const GfxRGB white = {gfxColorComp1, gfxColorComp1, gfxColorComp1};
        return !overflown && alike(own, white);
    }

private:
    struct Area {
        PaintBox box;
        GfxRGB colour;
        bool known;
    };
    static constexpr size_t kLimit = 4000;
    std::vector<Area> areas;
    bool overflown = false;

    static bool alike(const GfxRGB &a, const GfxRGB &b) {
        auto near = [](GfxColorComp p, GfxColorComp q) { return std::abs(colToDbl(p) - colToDbl(q)) < 0.04; };
        return near(a.r, b.r) && near(a.g, b.g) && near(a.b, b.b);
    }
};

// Whether something else than upright boxes clips what is drawn now.
class ClipShapes {
public:
    void save() {
        if (depth < kDepth) {
            stack.push_back(shape);
        }
        ++depth;
    }
    void restore() {
        if (depth == 0) return;
        --depth;
        if (depth < kDepth && !stack.empty()) {
            shape = stack.back();
            stack.pop_back();
        }
    }
    void clip(GfxState *state) {
        if (!PaintBox::isBox(state->getPath())) shape = true;
    }
    void odd() { shape = true; }
    bool isOdd() const { return shape; }

private:
    static constexpr size_t kDepth = 10000;
    std::vector<bool> stack;
    size_t depth = 0;
    bool shape = false;
};
