# SPDX-License-Identifier: GPL-3.0-or-later
"""Every table of every page of the named PDFs by pdfplumber; the CPU time that importing took goes to standard error."""

import sys
import time

import pdfplumber

print(time.process_time(), file=sys.stderr)
for path in sys.argv[1:]:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.extract_tables():
                for row in table:
                    print(row)
            page.close()
