// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let package = Package(
    name: "enginebench",
    dependencies: [.package(name: "zhunsheng", path: "../..")],
    targets: [
        .executableTarget(
            name: "enginebench",
            dependencies: [
                .product(name: "ChecklistEngine", package: "zhunsheng"), .product(name: "Parser", package: "zhunsheng"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
