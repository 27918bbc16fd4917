# SPDX-License-Identifier: GPL-3.0-or-later
"""pursuitctl find, and lists that are narrowed by words: names as people type them."""

from harness import USAGE, equal, main, test


def fill(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "title=Seller")
    bench.add("customer", "name=杭州海康威视数字技术股份有限公司", "region=East", "owner_id=Li Na")
    bench.add("customer", "name=長沙銀行", "phone=(0731) 8430-5577")
    bench.add("contact", "customer_id=2", "name=王小明", "title=采购总监", "phone=138 0013 8000")
    bench.ok("deal", "add", "--customer", "2", "--title", "柜面改造", "--amount", "7")


def found(bench, *words):
    return [(row["kind"], row["id"]) for row in bench.json("find", *words)["found"]]


@test("/cli/find/finds-names-however-they-are-typed")
def names(bench):
    fill(bench)
    for words in ("海康", "hkws", "haikang", "haik", "h康ws", "数字 海", "數字", "HKWS"):
        equal(found(bench, *words.split()), [("customer", 1)])
    for words in ("长沙", "changsha", "zhangsha", "csyh", "yinhang", "073184305577", "8430 5577"):
        equal(found(bench, *words.split()), [("customer", 2)])
    for words in ("wxm", "xiaoming", "13800138000", "138-0013", "cgzj", "王 采购"):
        equal(found(bench, *words.split()), [("contact", 1)])
    equal(found(bench, "gmgz"), [("deal", 1)])
    equal(found(bench, "li"), [("staff", 1)])
    equal(found(bench, "nobody"), [])


@test("/cli/find/has-exactly-the-promised-shape")
def shape(bench):
    fill(bench)
    equal(bench.json("find", "wxm"),
          {"count": 1, "found": [{"kind": "contact", "id": 1, "customer_id": 2, "deal_id": None, "title": "王小明",
                                  "detail": "采购总监 · 長沙銀行", "own": False}]})
    answer = bench.json("find", "柜面")["found"][0]
    equal((answer["customer_id"], answer["deal_id"]), (2, 1))
    equal(bench.ok("find", "hkws").out.splitlines()[1].split()[:3], ["Customer", "1", "杭州海康威视数字技术股份有限公司"])
    equal(bench.ok("find", "nobody").out, "Nothing found.\n")


@test("/cli/find/looks-only-for-what-is-wanted")
def kinds(bench):
    fill(bench)
    equal(found(bench, "h", "--kind", "customers"), [("customer", 1), ("customer", 2)])
    equal(found(bench, "h", "--kind", "deal,staff"), [])
    equal(len(found(bench, "h", "--limit", "1")), 1)


@test("/cli/find/refuses-what-makes-no-sense")
def misuse(bench):
    fill(bench)
    bench.fails(USAGE, "find")
    bench.fails(USAGE, "find", "h", "--kind", "houses", says="houses")
    bench.fails(USAGE, "find", "h", "--kind", "", says="customers")
    bench.fails(USAGE, "find", "h", "--limit", "-1")


@test("/cli/find/keeps-to-rights")
def rights(bench):
    fill(bench)
    role = bench.sql("SELECT id FROM role WHERE system_role = 'seller'")[0][0]
    bench.add("staff", "name=Wang Wei", f"role_id={role}")
    bench.ok("set", "staff", "1", f"role_id={role}")
    equal(found(bench, "hkws", "--as", "Wang Wei"), [])
    equal(found(bench, "csyh", "--as", "Wang Wei"), [("customer", 2)])
    answer = bench.json("find", "hkws", "--as", "Li Na")["found"][0]
    equal((answer["id"], answer["own"]), (1, True))


@test("/cli/find/lists-are-narrowed-the-same-way")
def lists(bench):
    fill(bench)

    def ids(kind, words):
        return [row["id"] for row in bench.json("list", kind, "--search", words)["rows"]]

    equal(ids("customers", "hkws"), [1])
    equal(ids("contacts", "wxm changsha"), [1])
    equal(ids("deals", "csyh gaizao"), [1])
    equal(ids("customers", "hkxx"), [])


main()
