"""Reads every oracle file back as README.md describes it: known fields, values that match their types, bits that match decimals."""

import re
import struct
import sys

from oracle import OUT, TYPES

FIELDS = {"case", "source", "mode", "call", "in", "opt", "out", "error"}
WORD = {"f16": 4, "bf16": 4, "f32": 8, "f64": 16}


def check_array(type_text, values, where):
    name, shape = re.fullmatch(r"(\w+)\[([\d,]*)\]\*?", type_text).groups()
    assert name in TYPES, where
    size = 1
    for d in filter(None, shape.split(",")):
        size *= int(d)
    tokens = values.split(" ") if values else []
    assert len(tokens) == size, (where, len(tokens), size)
    for t in tokens:
        if name in WORD:
            decimal, word = t.split("|")
            assert len(word) == WORD[name], (where, t)
            if name == "f32":
                value = struct.unpack(">f", bytes.fromhex(word))[0]
                assert value != value if decimal == "nan" else struct.pack(">f", float(decimal)).hex() == word, (where, t)
            if name == "f64":
                assert decimal == "nan" or struct.pack(">d", float(decimal)).hex() == word, (where, t)
        elif name == "bool":
            assert t in ("true", "false"), (where, t)
        else:
            int(t)


total = 0
for path in sorted(OUT.glob("*.txt")):
    text = path.read_text()
    assert "\r" not in text and all(len(line) < 40000 for line in text.split("\n"))
    if path.name in ("jaxprs.txt", "control-flow.txt"):
        print(path.name, len(re.findall("^### ", text, re.M)))
        continue
    cases, ids = 0, set()
    for n, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        where = f"{path.name}:{n}"
        assert fields[0] in FIELDS, where
        if fields[0] == "case":
            assert fields[1] not in ids, where
            ids.add(fields[1])
            cases += 1
        if fields[0] in ("in", "out"):
            check_array(fields[2], fields[3], where)
    total += cases
    print(path.name, cases)
size = sum(p.stat().st_size for p in OUT.iterdir())
print("cases", total, "bytes", size)
sys.exit(size >= 3_000_000)
