// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct TableFinderTests {
    private let xs: [Float] = [60, 160, 260, 360]
    private let ys: [Float] = [100, 130, 160, 190]

    private func shapes(_ page: PageMaker) -> [[String]] {
        TableFinder.grids(page.rulings).map { $0.cells.map { "\($0.row),\($0.column) \($0.rowSpan)×\($0.columnSpan)" } }
    }

    @Test func aPlainGrid() throws {
        var page = PageMaker()
        page.grid(xs, ys)
        let grid = try #require(TableFinder.grids(page.rulings).first)
        #expect((grid.rows, grid.columns, grid.cells.count) == (3, 3, 9))
        #expect(abs(grid.box.x0 - 60) < 1 && abs(grid.box.y1 - 190) < 1)
        for row in 0..<3 {
            for column in 0..<3 {
                let cell = try #require(grid.cell(x: xs[column] + 50, y: ys[row] + 15))
                #expect((grid.cells[cell].row, grid.cells[cell].column) == (row, column))
            }
        }
        for (x, y) in [(59, 110), (361, 110), (100, 99), (100, 191)] as [(Float, Float)] {
            #expect(grid.cell(x: x, y: y) == nil)
        }
    }

    /// Walls of a grid, cell by cell; the walls named are left out.
    private func grid(withoutDown: [(column: Int, row: Int)] = [], withoutAcross: [(row: Int, column: Int)] = [])
        -> PageMaker
    {
        var page = PageMaker()
        for row in 0..<3 {
            for column in 0...3 where !withoutDown.contains(where: { $0 == (column, row) }) {
                page.down(xs[column], ys[row], ys[row + 1])
            }
        }
        for column in 0..<3 {
            for row in 0...3 where !withoutAcross.contains(where: { $0 == (row, column) }) {
                page.across(ys[row], xs[column], xs[column + 1])
            }
        }
        return page
    }

    @Test func wallsInPiecesAreWalls() {
        #expect(shapes(grid()).map(\.count) == [9])
    }

    @Test func missingWallsMergeCells() {
        let sideways = shapes(grid(withoutDown: [(1, 0), (2, 0)]))
        #expect(sideways == [["0,0 1×3", "1,0 1×1", "1,1 1×1", "1,2 1×1", "2,0 1×1", "2,1 1×1", "2,2 1×1"]])
        let down = shapes(grid(withoutAcross: [(1, 0), (2, 0)]))
        #expect(down == [["0,0 3×1", "0,1 1×1", "0,2 1×1", "1,1 1×1", "1,2 1×1", "2,1 1×1", "2,2 1×1"]])
        let block = shapes(grid(withoutDown: [(1, 0), (1, 1)], withoutAcross: [(1, 0), (1, 1)]))
        #expect(block == [["0,0 2×2", "0,2 1×1", "1,2 1×1", "2,0 1×1", "2,1 1×1", "2,2 1×1"]])
    }

    @Test func aMergedCellHoldsTheTextOfAllItsFields() {
        let page = PageMaker.make { page in
            page.table([["姓名", "张三", "性别", "男"], ["单位", "某某机械有限公司", nil, nil]], y: 100)
        }
        #expect(page.tables.map(\.texts) == [[["姓名", "张三", "性别", "男"], ["单位", "某某机械有限公司"]]])
        #expect(page.tables.first?.row(1).map(\.columnSpan) == [1, 3])
        #expect(page.lines == [])
        #expect(page.tables.first?.row(1).last.map { [$0.box.x0.rounded(), $0.box.x1.rounded()] } == [180, 540])
    }

    @Test(arguments: [0.6, 1, 1.8] as [Float]) func doubleLinesAreOneWall(_ distance: Float) {
        var page = PageMaker()
        page.grid(xs, ys)
        for x in xs { page.down(x + distance, 100, 190) }
        for y in ys { page.across(y + distance, 60, 360) }
        #expect(shapes(page).map(\.count) == [9])
    }

    @Test func linesThatNearlyMeetMeet() {
        var page = PageMaker()
        for x in xs { page.down(x, 101.5, 188.5) }
        for y in ys { page.across(y, 61.5, 358.5) }
        #expect(shapes(page).map(\.count) == [9])
    }

    @Test func aFrameIsNoTable() {
        let page = PageMaker.make { page in
            page.grid([60, 500], [100, 300])
            page.text("营业执照", x: 80, y: 120)
            page.text("外面", x: 80, y: 400)
        }
        #expect(page.tables == [])
        #expect(page.frames.count == 1)
        #expect(page.lines.map(\.frame) == [0, nil])
        #expect(page.lines.map(\.text) == ["营业执照", "外面"])
    }

    @Test func strayLinesAreNothing() {
        let page = PageMaker.make { page in
            page.across(50, 60, 540)
            page.across(53, 60, 540)
            page.across(800, 60, 540)
            page.down(20, 400, 500)
            page.down(300, 600, 640)
            page.text("申报单位：", x: 72, y: 100)
            page.across(113, 132, 300)
            page.text("法定代表人：", x: 72, y: 130)
            page.across(143, 144, 300)
        }
        #expect(page.tables == [])
        #expect(page.frames == [])
        #expect(page.lines.map(\.text) == ["申报单位：", "法定代表人："])
        #expect(TableFinder.grids([]).isEmpty)
    }

    @Test func anEmptyGridIsAnOrnament() {
        let page = PageMaker.make { page in
            page.grid(xs, ys)
            page.text("正文", x: 72, y: 300)
        }
        #expect(page.tables == [])
        #expect(page.lines.map(\.text) == ["正文"])
    }

    @Test func twoTablesStayTwo() {
        let page = PageMaker.make { page in
            page.table([["甲", "乙"], ["1", "2"]], x: 60, y: 100, width: 200)
            page.table([["丙", "丁"], ["3", "4"]], x: 300, y: 100, width: 200)
            page.table([["戊", "己"], ["5", "6"]], x: 60, y: 300, width: 440)
        }
        #expect(
            page.tables.map(\.texts) == [
                [["甲", "乙"], ["1", "2"]], [["丙", "丁"], ["3", "4"]], [["戊", "己"], ["5", "6"]],
            ])
    }

    /// A table inside a cell of another keeps its own text.
    @Test func aTableInATable() {
        let page = PageMaker.make { page in
            page.grid([60, 300, 540], [100, 300, 500])
            page.text("外", x: 70, y: 110)
            page.grid([320, 400, 480], [120, 160, 200])
            page.text("内甲", x: 325, y: 130)
            page.text("内乙", x: 405, y: 130)
        }
        #expect(page.tables.map { $0.cells.map(\.text).filter { !$0.isEmpty } } == [["外"], ["内甲", "内乙"]])
    }

    @Test func framesSideBySideAreReadOneByOne() {
        let page = PageMaker.make { page in
            for (left, name) in [(60, "张三"), (310, "李四")] as [(Float, String)] {
                page.grid([left, left + 220], [100, 200])
                page.text("姓名：\(name)", x: left + 10, y: 120)
                page.text("等级：高级", x: left + 10, y: 150)
            }
        }
        #expect(page.frames.count == 2)
        #expect(page.lines.filter { $0.frame == 0 }.map(\.text) == ["姓名：张三", "等级：高级"])
        #expect(page.lines.filter { $0.frame == 1 }.map(\.text) == ["姓名：李四", "等级：高级"])
    }

    @Test func linesOfACellJoin() {
        let page = PageMaker.make { page in
            page.grid([60, 160, 300], [100, 200, 220])
            page.lines(["杭州市萧山区", "某某路1号", "No 12", "Road"], x: 165, y: 105)
        }
        #expect(page.tables.first?.row(0).last?.text == "杭州市萧山区某某路1号No 12 Road")
        #expect(page.allLines.count == 4)
    }

    /// A roster of any size comes back cell for cell.
    @Test(arguments: 1...6) func tablesReadBack(_ seed: Int) {
        var dice = Dice(UInt64(seed))
        let (rows, columns) = (2 + dice.next(20), 2 + dice.next(6))
        let texts = (0..<rows).map { row in (0..<columns).map { "\(row)之\($0)" } }
        let page = PageMaker.make { $0.table(texts.map { $0.map { $0 } }, y: 60) }
        #expect(page.tables.map(\.texts) == [texts])
        #expect((page.tables.first?.rowCount, page.tables.first?.columnCount) == (rows, columns))
    }
}
