// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Warnings of our own fail the build; those of dependencies do not.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "zhunsheng",
    products: [
        .executable(name: "zhunsheng", targets: ["zhunsheng"]),
        // For Fuzz/ alone.
        .library(name: "Parser", targets: ["Parser"]),
        // For Benchmarks alone.
        .library(name: "Recognition", targets: ["Recognition"]),
        .library(name: "ChecklistEngine", targets: ["ChecklistEngine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // C libraries: module maps and thin shims, nothing else.
        .systemLibrary(
            name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CArchive", path: "Sources/System/CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CPopplerGlib", path: "Sources/System/CPopplerGlib", pkgConfig: "poppler-glib",
            providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(
            name: "CPoppler", path: "Sources/System/CPoppler", pkgConfig: "poppler",
            providers: [.apt(["libpoppler-private-dev"])]),
        .target(name: "CConfine", path: "Sources/System/CConfine"),
        .systemLibrary(
            name: "CZXing", path: "Sources/System/CZXing", pkgConfig: "zxing", providers: [.apt(["libzxing-dev"])]),
        .target(name: "CBarcode", dependencies: ["CZXing"], path: "Sources/System/CBarcode"),
        .target(name: "CPDFText", dependencies: ["CPoppler"], path: "Sources/System/CPDFText"),
        .systemLibrary(
            name: "CTesseract", path: "Sources/System/CTesseract", pkgConfig: "tesseract",
            providers: [.apt(["libtesseract-dev", "libleptonica-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", path: "Sources/System/CPangoCairo", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/System/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", path: "Sources/System/CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "COnnxRuntime", path: "Sources/System/COnnxRuntime", linkerSettings: [.linkedLibrary("dl")]),

        // The house, in the order in which data flows; each target imports only those above it.
        .target(name: "Dossier", swiftSettings: strict),
        // Loops over pixels: a debug build that does not optimise them takes half a minute a page.
        .target(
            name: "Recognition", dependencies: ["Dossier", "COnnxRuntime", "CTesseract"],
            swiftSettings: strict + [.unsafeFlags(["-O"])]),
        .target(name: "LibXML", dependencies: ["Dossier", "CLibXML2"], swiftSettings: strict),
        .target(
            name: "Parser",
            dependencies: [
                "Dossier", "LibXML", "Recognition", "CArchive", "CConfine", "COpenSSL", "CPopplerGlib", "CPDFText",
                "CBarcode", "Yams",
            ],
            swiftSettings: strict),
        .target(name: "ChecklistEngine", dependencies: ["Dossier", "LibXML", "Yams"], swiftSettings: strict),
        .target(
            name: "ReportWriter",
            dependencies: ["Dossier", "ChecklistEngine", "CArchive", "CPangoCairo", "CQREncode", "CXlsxWriter"],
            swiftSettings: strict),
        .target(
            name: "Registry",
            dependencies: [
                "Dossier", "ChecklistEngine", "COpenSSL", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "zhunsheng",
            dependencies: [
                "Dossier", "Parser", "ChecklistEngine", "ReportWriter", "Registry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .testTarget(name: "DossierTests", dependencies: ["Dossier"], swiftSettings: strict),
        .testTarget(
            name: "RecognitionTests", dependencies: ["Recognition", "Dossier"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(name: "LibXMLTests", dependencies: ["LibXML", "Dossier"], swiftSettings: strict),
        .testTarget(
            name: "ParserTests", dependencies: ["Parser"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "ChecklistEngineTests", dependencies: ["ChecklistEngine", "Dossier", "LibXML"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportWriterTests", dependencies: ["ReportWriter", "Yams"],
            exclude: ["Fixtures", "read_workbook.py", "validate_schema.py"],
            swiftSettings: strict),
        .testTarget(
            name: "RegistryTests", dependencies: ["Registry", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["zhunsheng", "Parser", "ReportWriter", "Registry"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
