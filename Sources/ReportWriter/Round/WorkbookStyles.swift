// SPDX-License-Identifier: GPL-3.0-or-later
import CXlsxWriter
import ChecklistEngine

/// The cell formats of a workbook. Text cells carry Excel's text format, so that a code or a formula-like text stays text
/// when somebody edits the cell.
struct WorkbookStyles {
    let title, head, label, text, integer, number, count, percent, link: WorkbookFile.Format
    /// Texts of a state or a conclusion, in its colour.
    private let states: [FindingState: WorkbookFile.Format]

    init(_ file: WorkbookFile) throws(RoundOutputError) {
        title = try file.format {
            Self.base($0, border: false)
            format_set_bold($0)
            format_set_font_size($0, 16)
        }
        head = try file.format {
            Self.base($0)
            format_set_bold($0)
            format_set_bg_color($0, 0xE8ECF2)
            format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
        label = try file.format {
            Self.base($0)
            format_set_bold($0)
            format_set_bg_color($0, 0xF5F6F8)
        }
        text = try file.format { Self.base($0) }
        integer = try file.format {
            Self.base($0)
            format_set_num_format($0, "0")
            format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
        }
        number = try file.format {
            Self.base($0)
            format_set_num_format($0, "General")
        }
        // Figures of the first sheet stand at their labels.
        count = try file.format {
            Self.base($0)
            format_set_num_format($0, "0")
            format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
        }
        percent = try file.format {
            Self.base($0)
            format_set_num_format($0, "0%")
            format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
        }
        link = try file.format {
            Self.base($0)
            format_set_font_color($0, 0x0B4A86)
            format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
        }
        var states: [FindingState: WorkbookFile.Format] = [:]
        for (state, colour) in Self.colours {
            states[state] = try file.format {
                Self.base($0)
                format_set_bold($0)
                format_set_font_color($0, colour)
            }
        }
        self.states = states
    }

    func state(_ state: FindingState) -> WorkbookFile.Format { states[state] ?? text }

    /// The inks of the reports (`HTMLStyle`).
    private static let colours: KeyValuePairs<FindingState, lxw_color_t> = [
        .met: 0x1B5E20, .unmet: 0xA3001B, .missing: 0x7A4300, .review: 0x0B4A86, .notApplicable: 0x555B66,
    ]

    private static func base(_ format: WorkbookFile.Format, border: Bool = true) {
        format_set_font_name(format, "宋体")
        format_set_font_size(format, 10)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_num_format(format, "@")
        guard border else { return }
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, 0xC9CED6)
    }
}

extension Conclusion {
    /// The state in whose colour it is shown.
    var tone: FindingState {
        switch self {
        case .noGapFound: .met
        case .gapsFound: .unmet
        case .reviewNeeded: .review
        }
    }
}
