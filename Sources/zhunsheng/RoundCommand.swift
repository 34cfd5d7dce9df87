// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct RoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "遴选批次文件。 Round files.",
        subcommands: [RoundLintCommand.self, RoundPreviewCommand.self])
}
