#!/usr/bin/env python3
"""The same brochure made by other programs, and the same entries opened in another one: ratios from one run.

    tests/bench/side_by_side.py                     100 products, three rounds
    tests/bench/side_by_side.py --products 8 100 1000 --rounds 5 --only chromium weasyprint

Brochures: a cover, contents, two products a page with photo and text, an index, A4, no QR codes (the others have no
way to make them); photos are ready at print size for all of them, and the caches of files are warm. Programs take turns
within a round, so that other work on the machine hits each of them. Entries: the time from the start until the processor
rests for half a second, until nothing more comes, and the memory then; Tellico shows text only, Etalase its photos as
well. Nothing is installed: what is not there is named and left out.
"""

import argparse
import csv
import html
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def family(pid):
    """A process and everything that it started."""
    known = [pid]
    for one in known:
        try:
            for children in list(pathlib.Path(f"/proc/{one}/task").glob("*/children")):
                known += [int(word) for word in children.read_text().split()]
        except OSError:
            pass  # It has ended meanwhile.
    return known


def memory_kib(pid, file, name):
    try:
        text = pathlib.Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    return int(found.group(1)) if found else 0


def pss_mib(pid):
    return sum(memory_kib(one, "smaps_rollup", "Pss") for one in family(pid)) / 1024


def cpu_s(pid):
    ticks = 0
    for one in family(pid):
        try:
            after = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        # Its own time, and that of the children it has waited for.
        ticks += sum(int(word) for word in after[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


class Run:
    """A command run to its end: wall time, processor time, and the most memory at one time (PSS of all its processes)."""

    def __init__(self, command, env=None):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
        self.peak_mib = self.cpu_s = 0.0
        over = threading.Event()

        def watch():
            while not over.is_set():
                self.peak_mib = max(self.peak_mib, pss_mib(process.pid),
                                    memory_kib(process.pid, "status", "VmHWM") / 1024)
                self.cpu_s = max(self.cpu_s, cpu_s(process.pid))
                over.wait(0.02)

        watcher = threading.Thread(target=watch)
        watcher.start()
        self.output = process.communicate()[0].decode(errors="replace")
        self.wall_s = time.monotonic() - start
        over.set()
        watcher.join()
        self.code = process.returncode


# Brochures ------------------------------------------------------------------------------------------------------------

STYLE = """
@font-face { font-family: Jakarta; src: url(FONTS/PlusJakartaSans-Regular.ttf); }
@font-face { font-family: Jakarta; font-weight: bold; src: url(FONTS/PlusJakartaSans-Bold.ttf); }
@page { size: A4; margin: 18mm 18mm 16mm; @bottom-center { content: counter(page); font: 8pt Jakarta; } }
@page cover { margin: 40mm 25mm; @bottom-center { content: none; } }
body { font: 9pt/1.35 Jakarta; color: #1c2320; margin: 0; }
h1 { font-size: 30pt; } h2 { font-size: 15pt; break-before: page; } h3 { font-size: 13pt; margin: 0 0 2mm; }
.cover { page: cover; break-after: page; }
.entries { columns: 2; } .entries a { color: inherit; text-decoration: none; display: block; break-inside: avoid; }
.entries a::after { content: " " target-counter(attr(href), page); }
.pair { break-before: page; }
article { height: 122mm; overflow: hidden; break-inside: avoid; display: grid; grid-template-columns: 85mm 1fr;
          column-gap: 6mm; border-top: 0.3mm solid #0f7a55; padding-top: 4mm; box-sizing: border-box; }
article img { width: 85mm; height: 56.67mm; object-fit: cover; }
dl { margin: 2mm 0; display: grid; grid-template-columns: 26mm 1fr; } dt { color: #5b655f; } dd { margin: 0; }
"""

FACTS = [("Produsen", "produsen"), ("Desa", "desa"), ("Kecamatan", "kecamatan"), ("Kabupaten", "kabupaten"),
         ("Harga", "harga"), ("Kapasitas", "kapasitas"), ("Halal", "halal"), ("WhatsApp", "whatsapp")]


def page_source(rows, folder):
    """The brochure as HTML, from the rows of an exported list."""
    text = lambda row, name: html.escape(row.get(name) or "")
    rows = sorted(rows, key=lambda row: (row.get("kode_wilayah") or "~", row["nama"]))
    entry = lambda row: f'<a href="#{row["id"]}">{text(row, "nama")}</a>'
    parts = [f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Katalog ukur</title><style>'
             f'{STYLE.replace("FONTS", (REPOSITORY / "assets/fonts").as_uri())}</style></head><body>',
             f'<section class="cover"><h1>Katalog ukur</h1><p>{len(rows)} produk</p></section>',
             f'<h2>Daftar isi</h2><div class="entries">{"".join(map(entry, rows))}</div>']
    for at, row in enumerate(rows):
        photo = (folder / "print" / row["foto"].split(";")[0].strip()).as_uri()
        facts = "".join(f"<dt>{name}</dt><dd>{text(row, key)}</dd>" for name, key in FACTS if row.get(key))
        begin = '<section class="pair">' if at % 2 == 0 else ""
        end = "</section>" if at % 2 == 1 or at + 1 == len(rows) else ""
        parts.append(f'{begin}<article id="{row["id"]}"><div><img src="{photo}" alt="Foto"></div><div>'
                     f'<h3>{text(row, "nama")}</h3><p>{text(row, "ringkasan")}</p><dl>{facts}</dl>'
                     f'<p>{text(row, "deskripsi")}</p></div></article>{end}')
    by_name = sorted(rows, key=lambda row: row["nama"])
    parts.append(f'<h2>Indeks</h2><div class="entries">{"".join(map(entry, by_name))}</div></body></html>')
    return "".join(parts)


def pages_of(pdf):
    if not shutil.which("pdfinfo"):
        return "?"
    found = re.search(r"^Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout, re.M)
    return found.group(1) if found else "?"


def spread(values, digits=2):
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def brochures(count, asked, program, scratch):
    folder = made(count, asked, scratch)
    work = scratch / f"brochure-{count}"
    work.mkdir(exist_ok=True)
    listed = work / "list.csv"
    subprocess.run([program, "export", listed, folder, "--force", "--config-dir", scratch / "config"], check=True,
                   stdout=subprocess.DEVNULL)
    with open(listed, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    source = work / "brochure.html"
    source.write_text(page_source(rows, folder), encoding="utf-8")
    env = dict(os.environ, XDG_CACHE_HOME=str(work / "cache"))
    commands = {"Etalase Desa": lambda out: [program, "brochure", folder, "-o", out, "--per-page", "2", "--quality",
                                             "press", "--no-marks", "--no-qr", "--status", "all", "--force",
                                             "--config-dir", scratch / "config"]}
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if wanted(asked, "chromium", chromium, "Chromium"):
        commands["Chromium"] = lambda out: [chromium, *CHROMIUM, f"--user-data-dir={tempfile.mkdtemp(dir=work)}",
                                            "--no-pdf-header-footer", f"--print-to-pdf={out}", source.as_uri()]
    if wanted(asked, "weasyprint", asked.weasyprint, "WeasyPrint"):
        commands["WeasyPrint"] = lambda out: [asked.weasyprint, "--quiet", source, out]
    runs, pdfs, failed = {name: [] for name in commands}, {}, {}
    for turn in range(asked.rounds + 1):
        for name, command in commands.items():
            if name in failed:
                continue
            out = work / f"{name.split()[0].lower()}.pdf"
            out.unlink(missing_ok=True)
            run = Run([str(part) for part in command(out)], env)
            if run.code != 0 or not out.is_file():
                failed[name] = f"exit {run.code}, {'no file' if not out.is_file() else 'a file'}"
                print(f"{name}: {failed[name]}\n{run.output[-600:]}", file=sys.stderr)
            elif turn > 0:
                # The first turn fills caches, and is not counted.
                runs[name].append(run)
                pdfs[name] = out
            print(f"  {count} products, round {turn}, {name}: {run.wall_s:.2f} s", file=sys.stderr)
    print(f"\n| {count} products | wall s | CPU s | peak MiB | PDF MB | pages | times our wall |\n|---|---|---|---|---|---|---|")
    ours = [run.wall_s for run in runs["Etalase Desa"]]
    for name, done in runs.items():
        if name in failed or not done:
            print(f"| {name} | {failed.get(name, 'not run')} | | | | | |")
            continue
        ratios = [run.wall_s / our for run, our in zip(done, ours)]
        print(f"| {name} | {spread([run.wall_s for run in done])} | {spread([run.cpu_s for run in done])} "
              f"| {spread([run.peak_mib for run in done], 0)} | {pdfs[name].stat().st_size / 1e6:.1f} "
              f"| {pages_of(pdfs[name])} | {spread(ratios, 1)} |")


# Entries --------------------------------------------------------------------------------------------------------------

def tellico_file(rows, path):
    """The rows of an exported list as a collection of Tellico, every column that is filled anywhere as a field."""
    columns = [name for name in rows[0] if name not in ("id", "foto") and any(row.get(name) for row in rows)]
    long = {"ringkasan", "ringkasan_en", "deskripsi", "deskripsi_en", "bahan"}
    fields = ['<field title="Title" name="title" category="General" flags="8" type="1" format="4"/>']
    fields += [f'<field title="{html.escape(name)}" name="f{at}" category="General" flags="0" '
               f'type="{2 if name in long else 1}" format="4"/>' for at, name in enumerate(columns)]
    entries = []
    for at, row in enumerate(rows, 1):
        values = "".join(f"<f{column}>{html.escape(row[name])}</f{column}>"
                         for column, name in enumerate(columns) if row.get(name))
        entries.append(f'<entry id="{at}"><title>{html.escape(row["nama"])}</title>{values}</entry>')
    text = ('<?xml version="1.0" encoding="UTF-8"?><tellico xmlns="http://periapsis.org/tellico/" syntaxVersion="11">'
            f'<collection title="Katalog ukur" type="1"><fields>{"".join(fields)}</fields>{"".join(entries)}'
            '</collection></tellico>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("tellico.xml", text)


class Display:
    """A display of its own with a window manager."""

    def __init__(self):
        self.server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp",
                                        "+extension", "GLX"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.name = f":{self.server.stdout.readline().decode().strip()}"
        env = dict(os.environ, DISPLAY=self.name)
        self.manager = subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(1)

    def window(self, kind):
        done = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", kind], capture_output=True,
                              env=dict(os.environ, DISPLAY=self.name))
        return bool(done.stdout.strip())

    def close(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait()


def opened(display, command, kind, home):
    """Seconds until the window is there, until the processor rests for half a second, until nothing more comes (some put
    away later what opening took), and MiB then; None where no window came."""
    env = dict(os.environ, DISPLAY=display.name, LIBGL_ALWAYS_SOFTWARE="1", HOME=str(home), QT_QPA_PLATFORM="xcb",
               XDG_CACHE_HOME=str(home / "cache"), XDG_CONFIG_HOME=str(home / "config"),
               XDG_RUNTIME_DIR=str(home), KDE_DEBUG="0")
    if os.geteuid() == 0:
        # Tellico's web view refuses to start for root with its sandbox.
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    env.pop("WAYLAND_DISPLAY", None)
    begun = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], env=env, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        there = rests = None
        last, before = begun, 0.0
        while time.monotonic() - begun < 90:
            time.sleep(0.02)
            now = cpu_s(process.pid)
            if now > before:
                last, before = time.monotonic(), now
            if there is None:
                if display.window(kind):
                    there = time.monotonic() - begun
                    last = time.monotonic()
            elif rests is None and time.monotonic() - last > 0.5:
                rests = last - begun
            elif time.monotonic() - last > 1.5:
                return there, rests, last - begun, pss_mib(process.pid)
            if process.poll() is not None:
                break
        return None
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        time.sleep(0.5)


def entries(count, asked, program, scratch):
    lacking = [name for name in ("Xvfb", "openbox", "xdotool") if not shutil.which(name)]
    if lacking:
        print(f"\nEntries in a window: not measured, {', '.join(lacking)} not installed.")
        return
    if not wanted(asked, "tellico", shutil.which("tellico"), "Tellico"):
        return
    folder = made(count, asked, scratch)
    listed = scratch / "entries.csv"
    subprocess.run([program, "export", listed, folder, "--force", "--config-dir", scratch / "config"], check=True,
                   stdout=subprocess.DEVNULL)
    with open(listed, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    collection = scratch / "entries.tc"
    tellico_file(rows, collection)
    home = scratch / "home"
    (home / "config").mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    # No tip of the day over Tellico's list.
    (home / "config/tellicorc").write_text("[TipOfDay]\nRunOnStart=false\n")
    commands = {
        "Etalase Desa": ([program, folder, "--renderer", "glow", "--config-dir", scratch / "config"], "etalase"),
        "Tellico": (["tellico", collection], "tellico"),
    }
    found = {name: [] for name in commands}
    display = Display()
    try:
        for turn in range(asked.rounds + 1):
            for name, (command, kind) in commands.items():
                result = opened(display, command, kind, home)
                print(f"  {count} entries, round {turn}, {name}: {result}", file=sys.stderr)
                if turn > 0 and result:
                    found[name].append(result)
    finally:
        display.close()
    print(f"\n| {count} entries, {len(rows[0])} columns | window s | at rest s | nothing more s | MiB then | times our start |\n"
          "|---|---|---|---|---|---|")
    ours = [result[1] for result in found["Etalase Desa"]]
    for name, results in found.items():
        if not results:
            print(f"| {name} | no window | | | | |")
            continue
        ratios = [result[1] / our for result, our in zip(results, ours)]
        print(f"| {name} | {spread([one[0] for one in results])} | {spread([one[1] for one in results])} "
              f"| {spread([one[2] for one in results])} | {spread([one[3] for one in results], 0)} | {spread(ratios, 1)} |")


# ----------------------------------------------------------------------------------------------------------------------

MISSING = []


def wanted(asked, word, path, name):
    """Whether a program takes part; told once where it is wanted and not there."""
    if asked.only and word not in asked.only:
        return False
    if not path and name not in MISSING:
        MISSING.append(name)
    return bool(path)


def made(count, asked, scratch):
    """A catalogue of the bench's generator, with photos at print size beside it."""
    folder = scratch / f"catalog-{count}"
    if not (folder / "print").is_dir():
        subprocess.run([*asked.bench, str(count), "--make", str(folder)], check=True, cwd=REPOSITORY,
                       stdout=subprocess.DEVNULL)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or REPOSITORY / "target")
    parser.add_argument("--products", type=int, nargs="+", default=[100], help="sizes of brochures")
    parser.add_argument("--entries", type=int, default=10_000, help="entries to open in a window; 0 for none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=["chromium", "weasyprint", "tellico"])
    parser.add_argument("--program", type=pathlib.Path, default=target / "release/etalase")
    parser.add_argument("--weasyprint", default=shutil.which("weasyprint"), help="where it is not on the path")
    parser.add_argument("--bench", nargs="+", help="how to run the bench",
                        default=["cargo", "bench", "--quiet", "--bench", "numbers", "--"])
    parser.add_argument("--scratch", type=pathlib.Path, default=target / "tmp/side-by-side")
    asked = parser.parse_args()
    if not sys.platform.startswith("linux"):
        sys.exit("This script reads /proc: it runs on Linux only.")
    if not asked.program.is_file():
        sys.exit(f"{asked.program} is not there. Build it with: cargo build --release")
    asked.scratch.mkdir(parents=True, exist_ok=True)
    scratch = asked.scratch.resolve()
    print(f"Medians (least–most) of {asked.rounds} rounds, {time.strftime('%Y-%m-%d')}, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    for name, command in [("Chromium", ["chromium", "--version"]), ("WeasyPrint", [asked.weasyprint, "--version"])]:
        if command[0] and shutil.which(command[0]):
            version = subprocess.run([*command, *(["--no-sandbox"] if name == "Chromium" else [])],
                                     capture_output=True, text=True).stdout.strip().splitlines()
            print(f"{name}: {version[-1] if version else 'unknown version'}")
    if not asked.only or {"chromium", "weasyprint"} & set(asked.only):
        for count in asked.products:
            brochures(count, asked, asked.program.resolve(), scratch)
    if asked.entries:
        entries(asked.entries, asked, asked.program.resolve(), scratch)
    for name in MISSING:
        print(f"\n{name} is not installed: not compared.")


if __name__ == "__main__":
    main()
