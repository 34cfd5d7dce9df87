// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "checklist", abstract: "核查清单。 The checklist.")
}
