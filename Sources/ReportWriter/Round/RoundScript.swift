// SPDX-License-Identifier: GPL-3.0-or-later

/// What the page can do beside being read: filter and sort its table of packages. The page reads and prints without it.
/// The page's policy runs this script by its digest and nothing else, whatever a package is called.
enum RoundScript {
    /// SHA-256 of `source` in base64, checked by a test.
    static let digest = "sha256-Jme1K6MKNL/O1XwRyEF4v+b+l9cHNyV5wBjxdcaDMbg="

    /// Free of `<` and `&`, so that the page stays well-formed XML.
    static let source: StaticString = """

        (function () {
          "use strict";
          var table = document.getElementById("packages");
          var tools = document.getElementById("tools");
          if (!table) return;
          var body = table.tBodies[0];
          var rows = Array.from(body.rows);
          var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
          var data = table.dataset;

          function make(name, parent, text) {
            var element = document.createElement(name);
            if (text) element.textContent = text;
            parent.appendChild(element);
            return element;
          }
          var inputLabel = make("label", tools, data.filter + " ");
          var input = make("input", inputLabel);
          input.type = "search";
          var choiceLabel = make("label", tools, data.conclusion + " ");
          var choice = make("select", choiceLabel);
          make("option", choice, data.all).value = "";
          var known = new Set();
          rows.forEach(function (row) {
            if (known.has(row.dataset.tone)) return;
            known.add(row.dataset.tone);
            make("option", choice, row.dataset.conclusion).value = row.dataset.tone;
          });
          var count = make("output", tools);
          tools.hidden = false;

          function filter() {
            var wanted = input.value.trim().toLowerCase();
            var shown = 0;
            rows.forEach(function (row, index) {
              var fits = choice.value ? row.dataset.tone === choice.value : true;
              row.hidden = !(fits ? texts[index].includes(wanted) : false);
              if (!row.hidden) shown += 1;
            });
            count.textContent = data.shown + " " + shown + " / " + rows.length;
          }
          input.addEventListener("input", filter);
          choice.addEventListener("change", filter);
          filter();

          // A row that a link leads to is shown, whatever is filtered.
          document.addEventListener("click", function (event) {
            var link = event.target.closest("a[href^='#package-']");
            var row = link ? document.getElementById(link.getAttribute("href").slice(1)) : null;
            if (!row || !row.hidden) return;
            input.value = "";
            choice.value = "";
            filter();
          });

          var heads = Array.from(table.tHead.rows[0].cells);
          heads.forEach(function (head, column) {
            var text = head.textContent;
            head.textContent = "";
            var button = make("button", head, text);
            button.type = "button";
            button.addEventListener("click", function () {
              var down = head.getAttribute("aria-sort") === "ascending";
              heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
              head.setAttribute("aria-sort", down ? "descending" : "ascending");
              var keyed = rows.map(function (row, index) {
                return { row: row, key: row.cells[column].textContent.trim(), place: index };
              });
              var numeric = keyed.every(function (entry) { return !isNaN(Number(entry.key)); });
              keyed.sort(function (a, b) {
                var order = numeric ? a.key - b.key : a.key.localeCompare(b.key, document.documentElement.lang);
                return (down ? -order : order) || a.place - b.place;
              });
              var fragment = document.createDocumentFragment();
              keyed.forEach(function (entry) { fragment.appendChild(entry.row); });
              body.appendChild(fragment);
            });
          });
        })();

        """

    /// Beside the style sheet of all reports.
    static let style: StaticString = """

        .sheet.wide { max-width: 84rem; }
        .wide h2 { margin-top: 2.25rem; }
        .counts.four { grid-template-columns: repeat(4, 1fr); }
        .packages td.count { text-align: right; white-space: nowrap; }
        .packages td.count.zero { color: var(--soft); }
        .packages .state { white-space: normal; }
        .packages thead th { position: sticky; top: 0; white-space: normal; overflow-wrap: normal; }
        .items > li > .phrase + table { margin-top: .6rem; }
        .packages tr:target > * { background: #fff6d6; }
        .packages td:nth-of-type(1) { min-width: 8rem; max-width: 16rem; } .packages td.code { min-width: 9rem; }
        .packages td:nth-of-type(2) { min-width: 10rem; }
        .packages td:nth-of-type(3), .packages td:nth-of-type(4) { overflow-wrap: break-word; }
        .packages th, .packages td { padding: .5rem .45rem; }
        .set-aside .digest { white-space: nowrap; }
        .related { display: block; margin-top: .25rem; font-size: .85em; }
        .small-code { display: block; color: var(--soft); font-size: .85em; }
        #tools { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin: 0 0 .75rem; }
        #tools[hidden] { display: none; }
        #tools input, #tools select { font: inherit; padding: .2rem .5rem; border: 1px solid var(--soft); border-radius: 3px; background: var(--paper); color: inherit; max-width: 100%; }
        thead button { font: inherit; color: inherit; padding: 0; border: 0; background: none; text-align: left; cursor: pointer; }
        thead button:focus-visible, #tools :focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
        th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
        .directory { margin-top: 1.5rem; }
        .directory tbody th[scope=rowgroup] { font-size: 1.05rem; }
        .directory .code { white-space: nowrap; }
        @media (max-width: 68rem) {
          .packages { font-size: .82rem; }
          .packages th, .packages td { padding: .4rem .3rem; }
          .packages thead th, .packages td:nth-of-type(n) { overflow-wrap: anywhere; min-width: 0; }
        }
        @media (max-width: 46rem) {
          .packages { font-size: .92rem; }
          .packages th, .packages td { padding: .3rem .7rem; }
          .counts.four { grid-template-columns: 1fr; }
          .packages td.count { display: inline-block; width: 33%; text-align: left; }
          .packages tr[hidden] { display: none; }
        }
        @media print {
          @page { size: A4 landscape; margin: 12mm 10mm 15mm; }
          #tools { display: none; }
          .packages, .claimants, .directory { font-size: 8.5pt; }
          .packages th, .packages td, .directory th, .directory td { padding: .25rem .35rem; }
          .packages thead th { position: static; }
          .items > li { break-inside: avoid; }
        }

        """
}
