# SPDX-License-Identifier: GPL-3.0-or-later
"""How the sample packages are made."""
