// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML
import Yams

/// Compiles an expression of a condition file and holds its functions and variables against what there is.
struct ExpressionCheck {
    let text: String
    let yaml: PositionedYAML

    init(_ text: String, yaml: PositionedYAML) { (self.text, self.yaml) = (text, yaml) }

    func run(context: Set<FactPlace>, item: Set<FactPlace>?) {
        do {
            _ = try XPathExpression.compile(text)
        } catch let error as XMLError {
            guard case .expression(_, let offset, let message) = error else {
                return report(.brokenExpression, "\(error)", 0)
            }
            return report(.brokenExpression, "\(message): \(text)", offset)
        } catch {
            return report(.brokenExpression, "\(error)", 0)
        }
        do {
            let facts = try ExpressionFacts.of(text, context: context, variables: item.map { ["item": $0] } ?? [:])
            for call in facts.calls {
                let arity = FunctionLibrary.arities[call.name] ?? FunctionLibrary.coreArities[call.name]
                if let arity, arity.contains(call.count) {
                    if call.name == "matches", let pattern = call.literal, Pattern(pattern) == nil {
                        report(.brokenPattern, pattern, call.offset)
                    }
                } else {
                    report(.unknownFunction, "\(call.name)() × \(call.count)", call.offset)
                }
            }
            for variable in facts.variables where variable.name != "item" || item == nil {
                report(.unknownVariable, "$\(variable.name)", variable.offset)
            }
        } catch let error as XPathSyntax.SyntaxError {
            report(.brokenExpression, text, error.offset)
        } catch {
            report(.brokenExpression, "\(error)", 0)
        }
    }

    private func report(_ code: ConfigurationProblem.Code, _ subject: String, _ offset: Int) {
        let place = yaml.place
        // Only a plain scalar on one line starts where its mark says.
        let column = yaml.node.scalar?.style == .plain ? place.column + offset : place.column
        yaml.problems.add(.init(code, file: yaml.file, line: place.line, column: column, subject: subject))
    }
}
