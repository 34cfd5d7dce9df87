// SPDX-License-Identifier: GPL-3.0-or-later
//
// The form fields of a page: their values as data, beside what is drawn for them.
#pragma once

#include <Annot.h>
#include <Catalog.h>
#include <Form.h>
#include <PDFDoc.h>
#include <Page.h>
#include <UTF.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdftext.h"

struct PageFields {
    static constexpr size_t kLimit = 5000;         // fields of one page
    static constexpr size_t kTextLimit = 200000;   // characters of all values of one page

    std::vector<pdftext_field> fields;
    std::vector<std::vector<uint32_t>> texts;
    bool aborted = false;

    void collect(PDFDoc &doc, Page &page) {
        Form *form = doc.getCatalog()->getForm();
        if (!form) return;
        double ctm[6];
        page.getDefaultCTM(ctm, 72, 72, 0, false, true);
        const std::unique_ptr<FormPageWidgets> widgets = page.getFormWidgets();
        if (!widgets) return;
        size_t room = kTextLimit;
        for (int i = 0; i < widgets->getNumWidgets(); ++i) {
            FormWidget *widget = widgets->getWidget(i);
            if (!widget || !widget->getWidgetAnnotation()) continue;
            if (fields.size() >= kLimit) {
                aborted = true;
                return;
            }
            add(*widget, ctm, form->getNeedAppearances(), room);
        }
        for (size_t i = 0; i < fields.size(); ++i) {
            fields[i].text = texts[i].data();
            fields[i].length = texts[i].size();
        }
    }

    // The number of the field that an annotation belongs to, from 1; 0 for what is drawn as any other content.
    size_t numberOf(const Annot *annot) const {
        const auto found = numbers.find(annot);
        return found == numbers.end() ? 0 : found->second;
    }

private:
    std::map<const Annot *, size_t> numbers;

    void add(FormWidget &widget, const double *ctm, bool needsAppearances, size_t &room) {
        AnnotWidget *annot = widget.getWidgetAnnotation();
        pdftext_field field{};
        std::vector<uint32_t> text;
        switch (widget.getType()) {
        case formText: {
            auto &own = static_cast<FormWidgetText &>(widget);
            field.kind = PDFTEXT_FIELD_TEXT;
            if (!own.isPassword()) append(text, own.getContent(), room);
            break;
        }
        case formChoice: {
            auto &own = static_cast<FormWidgetChoice &>(widget);
            field.kind = own.isListBox() ? PDFTEXT_FIELD_LIST : PDFTEXT_FIELD_TEXT;
            for (int i = 0; i < own.getNumChoices(); ++i) {
                if (!own.isSelected(i)) continue;
                if (!text.empty()) text.push_back('\n');
                append(text, own.getChoice(i), room);
            }
            if (text.empty() && own.hasEdit()) append(text, own.getEditChoice(), room);
            break;
        }
        case formButton: {
            auto &own = static_cast<FormWidgetButton &>(widget);
            field.kind = own.getButtonType() == formButtonPush ? PDFTEXT_FIELD_BUTTON : PDFTEXT_FIELD_TICK;
            const GooString *shown = annot->getAppearState();
            field.ticked = own.getState();
            field.shown_ticked = shown ? shown->cmp("Off") != 0 : field.ticked;
            break;
        }
        default: return;  // signatures are drawn like pictures: their seals count
        }
        double x0, y0, x1, y1;
        widget.getRect(&x0, &y0, &x1, &y1);
        const double xs[2] = {ctm[0] * x0 + ctm[2] * y0 + ctm[4], ctm[0] * x1 + ctm[2] * y1 + ctm[4]};
        const double ys[2] = {ctm[1] * x0 + ctm[3] * y0 + ctm[5], ctm[1] * x1 + ctm[3] * y1 + ctm[5]};
        field.x0 = static_cast<float>(std::min(xs[0], xs[1]));
        field.x1 = static_cast<float>(std::max(xs[0], xs[1]));
        field.y0 = static_cast<float>(std::min(ys[0], ys[1]));
        field.y1 = static_cast<float>(std::max(ys[0], ys[1]));
        field.hidden = (annot->getFlags() & (Annot::flagHidden | Annot::flagNoView)) != 0;
        // What poppler draws by itself says nothing about what people see.
        Object *object = widget.getObj();
        field.has_appearance = !needsAppearances && object && object->isDict() && object->dictLookup("AP").isDict();
        fields.push_back(field);
        texts.push_back(std::move(text));
        numbers[annot] = fields.size();
    }

    static void append(std::vector<uint32_t> &text, const GooString *string, size_t &room) {
        if (!string) return;
        Unicode *codes = nullptr;
        const int length = TextStringToUCS4(string->toStr(), &codes);
        for (int i = 0; i < length && room > 0; ++i, --room) text.push_back(codes[i]);
        gfree(codes);
    }
};
