// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@Suite struct SystemReasonTests {
    @Test func inTheUsersLanguage() {
        #expect(SystemReason(EACCES).text(.zh) == "没有权限")
        #expect(SystemReason(EACCES).text(.en) == "Permission denied")
        errno = ENOSPC
        #expect(SystemReason.last == SystemReason(ENOSPC))
    }

    /// Foundation wraps what the system said, and says it in English.
    @Test func outOfAnErrorOfFoundation() {
        let path = "/没有/这个/文件"
        let error = #expect(throws: CocoaError.self) { try FileManager.default.removeItem(atPath: path) }
        #expect(error.map { SystemReason($0).text(.zh) } == "路径不存在")
        let wrapped = NSError(
            domain: NSCocoaErrorDomain, code: 4,
            userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(EROFS))])
        #expect(SystemReason(wrapped) == SystemReason(EROFS))
    }

    /// What a library says, and an error that has no words of ours, is better than nothing.
    @Test func wordsThatStay() throws {
        #expect(SystemReason(words: "odd").text(.zh) == "odd")
        #expect(SystemReason(EDOM).text(.zh) == SystemReason(EDOM).text(.en))
        // It crosses from the process that unpacks.
        let sent = try JSONEncoder().encode(SystemReason(EIO))
        #expect(try JSONDecoder().decode(SystemReason.self, from: sent).text(.zh) == "读写错误")
    }
}
