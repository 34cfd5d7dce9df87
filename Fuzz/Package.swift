// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// A package of its own, since a program for libFuzzer has no main function of its own and would not link elsewhere.
let settings: [SwiftSetting] = [.unsafeFlags(["-parse-as-library"])]

func fuzzer(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: ["Archive", .product(name: "Parser", package: "zhunsheng")], swiftSettings: settings)
}

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "zhunsheng", path: "..")],
    targets: [
        .target(name: "Archive"),
        fuzzer("FuzzDossierXML"), fuzzer("FuzzZip"), fuzzer("FuzzLayout"), fuzzer("FuzzWord"), fuzzer("FuzzWorkbook"),
        fuzzer("FuzzOFD"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
