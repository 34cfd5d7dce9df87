// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@Suite struct MaskingTests {
    @Test(arguments: [
        ("身份证 33010619850101001X 止", "身份证 330106**********1X 止"),
        ("张三_330106198501010012.jpg", "张三_330106**********12.jpg"),
        ("电话13812345678。", "电话138****5678。"),
        ("宁波91330110MA2T00015U", "宁波91330110MA2T00015U"),
        ("编号 XY20260304547218", "编号 XY20260304547218"),
    ])
    func masksPeopleNotCodes(_ text: String, _ expected: String) { #expect(Masking.mask(text) == expected) }
}
