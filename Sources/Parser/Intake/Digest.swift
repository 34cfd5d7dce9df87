// SPDX-License-Identifier: GPL-3.0-or-later
import COpenSSL
import Foundation

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
public enum Digest {
    public static func sha256(_ data: some ContiguousBytes) -> String {
        let stream = SHA256Stream()
        data.withUnsafeBytes { stream.update($0) }
        return stream.finish()
    }

    public static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

    /// A digest that a file's own signature names.
    /// - Parameter name: as OpenSSL knows it: `SM3`, `SHA256`, `SHA1`, `MD5`.
    /// - Returns: nil where OpenSSL does not have it.
    static func bytes(_ name: String, of data: Data) -> [UInt8]? {
        guard let method = EVP_get_digestbyname(name) else { return nil }
        var value = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let done = data.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &value, &length, method, nil) }
        return done == 1 ? Array(value.prefix(Int(length))) : nil
    }
}

/// SHA-256 over bytes that come piece by piece, so that a big file is never held in memory.
final class SHA256Stream {
    private let context: OpaquePointer

    init() {
        // Both fail only when memory is exhausted; a made-up digest would be worse than stopping.
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("SHA-256 is not available")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        EVP_DigestUpdate(context, base, bytes.count)
    }

    /// The digest of all bytes so far; to be called once.
    func finish() -> String {
        var value = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &value, &length)
        return value.hexadecimal
    }
}

extension [UInt8] {
    var hexadecimal: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
