// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let package = Package(
    name: "ocrbench",
    dependencies: [.package(name: "zhunsheng", path: "../..")],
    targets: [
        .executableTarget(name: "ocrbench", dependencies: [.product(name: "Recognition", package: "zhunsheng")])
    ],
    swiftLanguageModes: [.v6]
)
