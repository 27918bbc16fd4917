# SPDX-License-Identifier: GPL-3.0-or-later
"""One dossier as PDF, as JSON, and its people as business cards."""

import json
import shutil
import subprocess

from harness import REFUSED, USAGE, Skip, equal, main, test


def furnished(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Sun Wei", "role=Pre-sales engineer")
    bench.add("customer", "name=江南轧钢厂", "owner=Li Na", "region=East", "notes=Pays late")
    bench.add("contact", "customer=江南轧钢厂", "name=Gao Huimin", "title=Director", "phone=021-1", "ambition=To lead the group")
    bench.ok("deal", "add", "--customer", "江南轧钢厂", "--title", "Mill refit", "--owner", "Li Na", "--amount", "125000",
             "--next-step", "Send the offer")
    return bench


def read(bench, name):
    if shutil.which("pdftotext") is None:
        raise Skip("poppler-utils is not installed")
    return subprocess.run(["pdftotext", "-raw", bench.path(name), "-"], capture_output=True, check=True).stdout.decode()


@test("/cli/customer-export/pdf-holds-the-whole")
def pdf(bench):
    furnished(bench)
    answer = bench.json("customer", "export", "1", "a.pdf")
    equal(answer["file"], "a.pdf")
    with open(bench.path("a.pdf"), "rb") as file:
        equal(file.read(5), b"%PDF-")
    text = read(bench, "a.pdf")
    for word in ("江南轧钢厂", "Pays late", "Gao Huimin", "To lead the group", "Mill refit", "Send the offer", "125,000", "1 / 2"):
        assert word in text, (word, text)


@test("/cli/customer-export/leaves-out-what-one-may-not-see")
def rights(bench):
    furnished(bench)
    bench.fails(REFUSED, "--as", "Sun Wei", "customer", "export", "1", "a.pdf", says="export lists")
    equal([name for name in bench.files() if name.endswith(".pdf")], [])
    bench.ok("--as", "Li Na", "customer", "export", "1", "a.pdf")
    text = read(bench, "a.pdf")
    assert "Printed on" in text and "by Li Na" in text, text


@test("/cli/customer-export/json-and-cards")
def others(bench):
    furnished(bench)
    dossier = bench.json("customer", "export", "1")
    equal(dossier["customer"]["name"], "江南轧钢厂")
    bench.ok("customer", "export", "江南轧钢厂", "a.json")
    with open(bench.path("a.json"), encoding="utf-8") as file:
        equal(json.load(file)["contacts"][0]["name"], "Gao Huimin")
    cards = bench.ok("customer", "export", "1", "--format", "vcard").out
    assert "FN:Gao Huimin" in cards and "ORG:江南轧钢厂" in cards, cards


@test("/cli/customer-export/refused")
def refused(bench):
    furnished(bench)
    bench.fails(USAGE, "customer", "export", "1", "a.doc", says="--format")
    bench.fails(USAGE, "customer", "export", "1", "--format", "pdf", says="file")
    bench.fails(USAGE, "customer", "export", "1", "a.pdf", "--format", "odt", says="--format")
    bench.fails(REFUSED, "customer", "export", "99", "a.pdf")
    equal([name for name in bench.files() if name.startswith("a.")], [])


if __name__ == "__main__":
    main()
