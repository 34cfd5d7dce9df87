// SPDX-License-Identifier: GPL-3.0-or-later

/// The report's style sheet: a quiet government form, one column, readable at 360 px and on A4.
enum HTMLStyle {
    static let sheet: StaticString = """

        :root {
          --ink: #1c1f24; --soft: #555b66; --line: #c9ced6; --paper: #fff; --shade: #f5f6f8;
          --met: #1b5e20; --unmet: #a3001b; --missing: #7a4300; --review: #0b4a86; --na: #555b66;
          --sans: "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
          --serif: "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif;
          color-scheme: light;
        }
        :root:lang(en) {
          --sans: "Noto Sans", "Helvetica Neue", Arial, "Noto Sans CJK SC", sans-serif;
          --serif: "Noto Serif", Georgia, "Times New Roman", "Noto Serif CJK SC", serif;
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--shade); color: var(--ink); font: 1rem/1.7 var(--sans);
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere; line-break: strict;
        }
        a { color: var(--review); text-underline-offset: .2em; }
        a:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
        .skip { position: absolute; left: -999em; }
        .skip:focus { left: .5rem; top: .5rem; padding: .25rem .75rem; background: var(--paper); z-index: 1; }
        .sheet { max-width: 62rem; margin: 0 auto; padding: 2rem 2.5rem 3rem; background: var(--paper); border: 1px solid var(--line); border-width: 0 1px; }
        h1, h2, h3 { font-family: var(--serif); line-height: 1.4; break-after: avoid; text-wrap: balance; }
        h1 { margin: 0; font-size: 1.75rem; letter-spacing: .08em; text-align: center; }
        h2 { margin: 2.75rem 0 1rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); font-size: 1.25rem; }
        h3 { margin: 0; font-size: 1.05rem; }
        section > h3 { margin: 1.5rem 0 .5rem; }
        p { margin: .5rem 0; }
        ol, ul { margin: 0; padding: 0; list-style: none; }
        header .kicker, header .subject { margin: .35rem 0; text-align: center; color: var(--soft); }
        header .subject { color: var(--ink); font-size: 1.1rem; }
        nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1.5rem; padding: .75rem 0; border: 1px solid var(--line); border-width: 1px 0; font-size: .9rem; }
        dl { display: grid; grid-template-columns: minmax(5em, max-content) 1fr; gap: .35rem 1.25rem; margin: .75rem 0 0; }
        dt { color: var(--soft); }
        dd { margin: 0; min-width: 0; }
        .state { font-weight: 700; white-space: nowrap; }
        .state .sign { display: inline-block; width: 1.35em; height: 1.35em; margin-right: .35em; border: 1.5px solid currentColor; border-radius: 50%; font: 700 .85em/1.25 var(--sans); text-align: center; }
        .met { color: var(--met); } .unmet { color: var(--unmet); } .missing { color: var(--missing); }
        .review { color: var(--review); } .not-applicable { color: var(--na); }
        .verdict { padding: 1rem 1.25rem; border: 2px solid currentColor; }
        .verdict p { margin: 0; padding-left: 1.5em; text-indent: -1.5em; font: 700 1.3rem/1.5 var(--serif); }
        .verdict .sign { display: inline-block; width: 1.5em; text-indent: 0; }
        .counts { display: grid; grid-template-columns: repeat(5, 1fr); margin: 1rem 0; border: 1px solid var(--line); }
        .counts li { padding: .6rem .5rem; border-left: 1px solid var(--line); text-align: center; }
        .counts li:first-child { border-left: 0; }
        .counts .figure { display: block; font: 700 1.5rem/1.3 var(--serif); }
        .counts .state { font-size: .9rem; }
        .small { color: var(--soft); font-size: .9rem; }
        .items > li { margin: 0 0 1.5rem; padding: .9rem 1.1rem 1rem; border: 1px solid var(--line); border-left: 4px solid; }
        .items > li.unmet { border-left-color: var(--unmet); } .items > li.missing { border-left-color: var(--missing); }
        .items > li.review { border-left-color: var(--review); }
        .items > li > * { color: var(--ink); }
        .items h3 { display: flex; flex-wrap: wrap; gap: 0 .9em; align-items: baseline; }
        .items h3 .id { color: var(--soft); font: 400 .9rem/1.5 var(--sans); }
        .todo > li { margin: 0; padding: .6rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
        .todo > li:last-child { border-bottom: 1px solid var(--line); }
        .todo h3 { display: flex; flex-wrap: wrap; gap: 0 .6em; }
        .todo ul { margin-left: 1.2em; list-style: disc; }
        .phrase { margin: .35rem 0 0; font-family: var(--serif); }
        .remedy { font-weight: 700; }
        .cites { display: grid; gap: .75rem; }
        .quote { font-family: var(--serif); }
        .how { color: var(--soft); font-size: .85rem; white-space: nowrap; }
        a[href^="#picture"] { white-space: nowrap; }
        figure { margin: 0; break-inside: avoid; }
        .picture { position: relative; display: inline-block; max-width: 100%; border: 1px solid var(--line); line-height: 0; vertical-align: top; }
        .picture img { max-width: 100%; height: auto; }
        .mark { position: absolute; border: 2px solid #c2001f; background: rgba(255, 214, 0, .22); mix-blend-mode: multiply; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        figcaption { margin-top: .3rem; font-size: .9rem; line-height: 1.6; }
        table { width: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.6; }
        caption { padding: 0 0 .5rem; text-align: left; color: var(--soft); }
        th, td { padding: .5rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { background: var(--shade); font-weight: 700; white-space: nowrap; }
        tbody th[scope=rowgroup] { background: var(--shade); font-family: var(--serif); }
        tbody th[scope=row] { font-weight: 400; white-space: nowrap; }
        tr { break-inside: avoid; }
        .conditions td:nth-of-type(1) { width: 24%; } .conditions td:nth-of-type(4) { width: 30%; }
        .files td:nth-of-type(1) { width: 27%; } .files td:nth-of-type(2) { width: 14%; } .files td:nth-of-type(6) { width: 26%; }
        .files .digest, .files td:nth-of-type(4) { white-space: nowrap; }
        td .cites { gap: .5rem; }
        td .picture { max-width: 15rem; }
        td p { margin: 0 0 .25rem; }
        .number { text-align: right; white-space: nowrap; }
        .digest { font-family: "Noto Sans Mono CJK SC", "DejaVu Sans Mono", Consolas, monospace; font-size: .85em; }
        footer { margin-top: 3rem; padding-top: 1rem; border-top: 2px solid var(--ink); font-size: .85rem; }
        footer h2 { margin: 0; padding: 0; border: 0; font-size: 1rem; }
        @media (max-width: 46rem) {
          .sheet { padding: 1.25rem 1rem 2rem; border: 0; }
          h1 { font-size: 1.4rem; letter-spacing: .04em; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin: 0 0 .6rem; }
          .items > li { padding: .75rem .8rem; }
          .counts { grid-template-columns: 1fr; }
          .counts li { display: flex; flex-direction: row-reverse; justify-content: space-between; align-items: baseline; padding: .3rem .75rem; border-left: 0; border-top: 1px solid var(--line); }
          .counts li:first-child { border-top: 0; }
          .counts .figure { font-size: 1.15rem; }
          table, tbody, tr, th, td, caption { display: block; width: 100%; }
          thead { position: absolute; left: -999em; }
          tr { margin: 0 0 .9rem; border: 1px solid var(--line); }
          th, td, tbody th[scope=row] { border: 0; padding: .3rem .7rem; text-align: left; white-space: normal; }
          .conditions td:nth-of-type(n), .files td:nth-of-type(n) { width: 100%; }
          td:empty { display: none; }
          td::before, th[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: .8rem; line-height: 1.4; }
        }
        @page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
        @media print {
          body { background: none; font-size: 10pt; line-height: 1.6; }
          .sheet { max-width: none; padding: 0; border: 0; }
          nav, .skip { display: none; }
          a { color: inherit; text-decoration: none; }
          h2 { margin-top: 1.75rem; }
          dl { grid-template-columns: minmax(5em, max-content) 1fr; }
          .items > li { padding: .6rem .9rem; }
          dl > *, li, p { orphans: 2; widows: 2; }
          .verdict, .counts, .cites > li, .items > li:not(:has(figure)) { break-inside: avoid; }
          .phrase, tr.group { break-after: avoid; }
          #conditions { break-before: page; }
          .picture { max-width: 130mm; }
          thead { display: table-header-group; }
          td .picture { max-width: 46mm; }
        }

        """
}
