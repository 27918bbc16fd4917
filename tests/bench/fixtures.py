# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured on: databases that `pursuitctl demo` made, and files to import. Made once and kept in build/bench/."""

import csv
import json
import os
import sqlite3
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.join(ROOT, "build")
FOLDER = os.path.join(BUILD, "bench")
PURSUITCTL = os.path.join(BUILD, "src", "cli", "pursuitctl")
SEED = 1

# What is imported for a measure is backed up before, as anywhere; not among the backups of whoever measures.
os.environ["PURSUIT_BACKUP_HOME"] = os.path.join(FOLDER, "backups")
os.environ["PURSUIT_STATE_HOME"] = os.path.join(FOLDER, "state")

# Customers, and how many open deals that makes at least.
SIZES = {"1k": (1000, 200), "10k-open": (43000, 10000), "100k-open": (430000, 100000), "1m": (1000000, 230000)}

N_IMPORTED = 100000


class Unavailable(Exception):
    """Something that a measure needs is not there."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def ctl(*words, **options):
    """Runs pursuitctl; a refusal is Unavailable."""
    done = subprocess.run([PURSUITCTL, *words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Unavailable(done.stderr.strip() or f"pursuitctl {words} ended with {done.returncode}")
    return done.stdout


def remove(path):
    for suffix in "", "-journal":
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def count_open(path):
    """Opens it as the program does, which also brings an older fixture up to date, and counts."""
    board = json.loads(ctl("--db", path, "board", "--json"))
    return sum(column["count"] for column in board["columns"])


def is_good(path, least):
    try:
        return os.path.exists(path) and count_open(path) >= least
    except Unavailable:
        return False


def database(name):
    """The path of a demo database of one of the SIZES."""
    customers, least = SIZES[name]
    path = os.path.join(FOLDER, f"{name}.pursuit")
    if is_good(path, least):
        return path

    say(f"making {os.path.relpath(path, ROOT)}: {customers} customers")
    os.makedirs(FOLDER, exist_ok=True)
    remove(path)
    remove(path + ".part")
    ctl("--db", path + ".part", "demo", "--customers", str(customers), "--seed", str(SEED))
    os.rename(path + ".part", path)
    remove(path + ".part")    # its empty journal
    if not is_good(path, least):
        raise Unavailable(f"{path} has fewer than {least} open deals")
    return path


CUSTOMERS = ("SELECT 'C' || id, name, short_name, upper(grade), region, industry, address, phone, email, employees, founded_year"
             "  FROM customer ORDER BY id LIMIT ?")
CUSTOMER_HEADS = ["external id", "name", "short name", "grade", "region", "industry", "address", "phone", "email",
                  "employees", "founded"]
CONTACTS = ("SELECT 'P' || p.id, c.name, p.name, p.title, p.phone, p.email, p.wechat"
            "  FROM contact p JOIN customer c ON c.id = p.customer_id"
            " WHERE c.id <= (SELECT max(id) FROM (SELECT id FROM customer ORDER BY id LIMIT ?1)) ORDER BY p.id LIMIT ?1")
CONTACT_HEADS = ["external id", "customer", "name", "title", "phone", "email", "wechat"]


def write_csv(connection, path, heads, sql):
    with open(path + ".part", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(connection.execute(sql, (N_IMPORTED,)))
    os.rename(path + ".part", path)


def import_files():
    """Two CSV files: customers, and as many contacts of theirs."""
    customers, contacts = os.path.join(FOLDER, "customers.csv"), os.path.join(FOLDER, "contacts.csv")
    if not (os.path.exists(customers) and os.path.exists(contacts)):
        connection = sqlite3.connect(database("100k-open"))
        write_csv(connection, customers, CUSTOMER_HEADS, CUSTOMERS)
        write_csv(connection, contacts, CONTACT_HEADS, CONTACTS)
        connection.close()
    return customers, contacts
