// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Takes in the files that readers found inside files: digested, told by content, archives unpacked, under the limits of
/// the package. They stand below the path of the file that holds them and do not count towards the package's digest, as
/// its own bytes do.
struct AttachedFiles {
    /// Files around a file: `a.pdf/b.pdf/c.xlsx` is the deepest.
    static let depthLimit = 2

    private let collector: Collector

    init(_ package: SubmittedPackage) { collector = Collector(after: package) }

    /// - Returns: the files inside `container`; where the limits of the package are reached, what was taken in before.
    func take(_ attachments: [Attachment], of container: IntakeFile, in workspace: LazyWorkspace)
        -> (files: [IntakeFile], problem: ReadProblem?)
    {
        let before = collector.files.count
        var problem: ReadProblem?
        var digests: Set<String> = []
        for attachment in attachments {
            do {
                try collector.meet(1)
                let folder = try workspace.get()
                let path = folder.path(attachment.number)
                let location = IntakeFile.Location(path: path, workspace: folder)
                let name =
                    if case .path(let parts) = EntryName(attachment.name, pathBytes: collector.limits.pathBytes) {
                        parts.joined(separator: "/")
                    } else { "#\(attachment.number)" }
                let source = try OpenFile(path)
                try collector.take(source, "\(container.path)/\(name)", at: location, archiveDepth: 1)
            } catch {
                problem = error as? ReadProblem ?? ReadProblem(.tooMany, detail: "> \(collector.limits.files)")
            }
        }
        // The same file is often named twice, in the list and on a page.
        let files = collector.files.dropFirst(before).filter {
            $0.sha256.isEmpty || digests.insert($0.sha256).inserted
        }
        return (Array(files), problem)
    }
}
