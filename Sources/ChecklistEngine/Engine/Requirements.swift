// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// Puts a measured value to a requirement.
struct RequirementTest {
    enum Verdict: Equatable {
        case pass, fail
        /// The value is no number or date.
        case incomparable
    }

    let requirement: Requirement
    let required: [String]
    let pattern: Pattern?
    let library: FunctionLibrary

    /// - Parameter element: the name of the element the value stands in; nil where it was computed.
    func verdict(_ value: XPathValue, element: String?) -> Verdict {
        let text = value.string
        switch requirement {
        case .atLeast, .atMost:
            let (measured, limit) = (value.number, first.map(XPathValue.number(from:)) ?? .nan)
            if measured.isNaN || limit.isNaN { return .incomparable }
            // Sums of decimals carry rounding; nothing in an application is finer than this.
            let slack = 1e-9
            if case .atLeast = requirement { return measured + slack >= limit ? .pass : .fail }
            return measured - slack <= limit ? .pass : .fail
        case .equals: return equal(text, first ?? "") ? .pass : .fail
        case .oneOf: return required.contains { equal(text, $0) } ? .pass : .fail
        case .matches:
            guard let pattern else { return .incomparable }
            return pattern.matches(text) ? .pass : .fail
        case .onOrAfter, .onOrBefore:
            guard let order = library.compareDates(text, element: element, first ?? "") else { return .incomparable }
            if case .onOrAfter = requirement { return order >= 0 ? .pass : .fail }
            return order <= 0 ? .pass : .fail
        case .present: return value.boolean ? .pass : .fail
        case .absent: return value.boolean ? .fail : .pass
        case .holds, .each: return value.boolean ? .pass : .fail
        }
    }

    /// How much is lacking, as text; nil where that is no number.
    func shortfall(_ value: XPathValue) -> String? {
        guard let limit = first.map(XPathValue.number(from:)), !limit.isNaN, !value.number.isNaN else { return nil }
        switch requirement {
        case .atLeast: return NumberText.of(limit - value.number)
        case .atMost: return NumberText.of(value.number - limit)
        default: return nil
        }
    }

    private var first: String? { required.first }

    private func equal(_ a: String, _ b: String) -> Bool {
        let (left, right) = (XPathValue.number(from: a), XPathValue.number(from: b))
        // Long codes are no numbers: as such, neighbours would be equal.
        if !left.isNaN, !right.isNaN, max(a.count, b.count) < 14 { return abs(left - right) < 1e-9 }
        return Folding.fold(a) == Folding.fold(b)
    }
}
