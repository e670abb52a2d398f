"""Checks PDF/UA-1 and PDF/A-2b of every layout with a validator that is not ours (page-validation from PyPI).

    python3 .ci/standards.py PATH/TO/etalase

A damaged file must fail, or the validator proves nothing.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import page

LAYOUTS = ["catalog", "sheet", "leaflet", "price-list", "tags", "poster"]
STANDARDS = {"ua-1": "ua1", "a-2b": "2b"}


# The validator takes a line break that ends a stream's own bytes for the one behind them; lengths are counted here.
LENGTHS = "PDFA2B-STREAM-LENGTH-001"


def lengths_are_right(data):
    streams = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data)
    ends = (data[one.end() + int(one.group(1)) :][:11] for one in streams)
    return all(end.lstrip(b"\r\n").startswith(b"endstream"[: len(end.lstrip(b"\r\n"))]) for end in ends)


def failures(data, profile):
    report = page.validate_pdf_bytes(data, profile=profile)
    found = [one for one in report.failures if one.rule_id != LENGTHS or not lengths_are_right(data)]
    return sorted({f"{one.rule_id}: {one.message}" for one in found}) if not report.is_compliant else []


def main(program):
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "pages.pdf")
        for standard, profile in STANDARDS.items():
            for layout in LAYOUTS:
                for lang in ["id", "en", "both"]:
                    options = ["--layout", layout, "--lang", lang, "--standard", standard, "--quality", "chat", "--force"]
                    command = [program, "brochure", "catalog", "-o", str(out), *options, "--config-dir", folder]
                    subprocess.run(command, check=True, capture_output=True)
                    data = out.read_bytes()
                    found = failures(data, profile)
                    bad += bool(found)
                    for line in found:
                        print(f"{layout} {lang} {standard}: {line}")
            # The same pages without their language, and without saying which standard they keep.
            damaged = data.replace(b"/Lang", b"/Gnal").replace(b"pdfaid:part", b"pdfaid:parz")
            if damaged == data or not failures(damaged, profile):
                print(f"a damaged file passes {standard}")
                bad += 1
    return bad


sys.exit(1 if main(sys.argv[1]) else 0)
