# SPDX-License-Identifier: GPL-3.0-or-later
"""validate_schema.py SCHEMA INSTANCE: 0 when valid, 1 with one line an error when not, 2 when it cannot be told."""
import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError as problem:
    print(f"{problem}")
    sys.exit(2)

try:
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
except Exception as problem:
    print(f"schema: {problem}")
    sys.exit(2)

try:
    with open(sys.argv[2], encoding="utf-8") as file:
        instance = json.load(file)
except ValueError as problem:
    print(f"instance: {problem}")
    sys.exit(1)

errors = sorted(Draft202012Validator(schema).iter_errors(instance), key=lambda error: error.json_path)
for error in errors:
    print(f"{error.json_path}: {error.message}")
sys.exit(1 if errors else 0)
