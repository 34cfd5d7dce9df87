// SPDX-License-Identifier: GPL-3.0-or-later
import COpenSSL

/// Ed25519 (RFC 8032) and SHA-256 by OpenSSL, on plain bytes.
enum Ed25519 {
    /// A new private key, 32 bytes; nil when the system has no randomness to give.
    static func makeKey() -> [UInt8]? {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_keygen(context, &key) == 1 else { return nil }
        defer { EVP_PKEY_free(key) }
        return raw(key, EVP_PKEY_get_raw_private_key)
    }

    static func publicKey(of seed: [UInt8]) -> [UInt8]? {
        withPrivate(seed) { raw($0, EVP_PKEY_get_raw_public_key) }
    }

    static func sign(_ message: [UInt8], with seed: [UInt8]) -> [UInt8]? {
        withPrivate(seed) { key in
            guard let context = EVP_MD_CTX_new() else { return nil }
            defer { EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: 64)
            var length = signature.count
            guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
                EVP_DigestSign(context, &signature, &length, message, message.count) == 1, length == 64
            else { return nil }
            return signature
        }
    }

    static func isValid(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, publicKey.count == 32,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, 32)
        else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, 64, message, message.count) == 1
    }

    // MARK: PEM

    /// PKCS#8, unencrypted.
    static func privatePEM(_ seed: [UInt8]) -> String? {
        withPrivate(seed) { key in written { PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) } }
    }

    /// SubjectPublicKeyInfo.
    static func publicPEM(_ publicKey: [UInt8]) -> String? {
        guard publicKey.count == 32, let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, 32) else {
            return nil
        }
        defer { EVP_PKEY_free(key) }
        return written { PEM_write_bio_PUBKEY($0, key) }
    }

    static func privateKey(fromPEM text: [UInt8]) -> [UInt8]? {
        // The callback refuses; without it OpenSSL would ask for a password on the terminal.
        key(from: text, { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }, EVP_PKEY_get_raw_private_key)
    }

    static func publicKey(fromPEM text: [UInt8]) -> [UInt8]? {
        key(from: text, { PEM_read_bio_PUBKEY($0, nil, { _, _, _, _ in -1 }, nil) }, EVP_PKEY_get_raw_public_key)
    }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &value, &length, EVP_sha256(), nil) == 1 else {
            preconditionFailure("SHA-256 is not available")
        }
        return value
    }

    // MARK: Plumbing

    private typealias Getter = (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32

    private static func withPrivate<Result>(_ seed: [UInt8], _ body: (OpaquePointer) -> Result?) -> Result? {
        guard seed.count == 32, let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, 32) else {
            return nil
        }
        defer { EVP_PKEY_free(key) }
        return body(key)
    }

    private static func raw(_ key: OpaquePointer?, _ get: Getter) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = bytes.count
        return get(key, &bytes, &length) == 1 && length == 32 ? bytes : nil
    }

    private static func key(from text: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?, _ get: Getter) -> [UInt8]? {
        guard let memory = BIO_new_mem_buf(text, Int32(clamping: text.count)) else { return nil }
        defer {
            BIO_free(memory)
            ERR_clear_error()
        }
        guard let key = read(memory) else { return nil }
        defer { EVP_PKEY_free(key) }
        return EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 ? raw(key, get) : nil
    }

    private static func written(_ write: (OpaquePointer) -> Int32) -> String? {
        guard let memory = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(memory) }
        guard write(memory) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = BIO_read(memory, &bytes, Int32(bytes.count))
        return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : nil
    }
}
