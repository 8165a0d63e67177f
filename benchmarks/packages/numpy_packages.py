"""The package workload of benchmarks/README.md in NumPy: a line on stdin, a count, a line with xor and sum on stdout.

Arguments: folder with the columns and tables as raw 32-bit integers; number of cells, classes and origins.
"""
import sys

import numpy as np

CHUNK = 1 << 18  # packages at a time, so that their columns stay in the cache
WAYS, DAYS_SPAN = 3, 32
folder, (cells, classes_n, origins_n) = sys.argv[1], map(int, sys.argv[2:5])


def column(name, kind=np.uint32):
    return np.fromfile(f"{folder}/{name}", dtype=kind)


names = "cell waits keyLow keyHigh rankFrom rankTo classAt originAt delayAt transitAt hold".split()
ranges = {name: column(name) for name in names}
classes, origins, delays, transits = (column(name, np.int32) for name in "classes origins delays transits".split())
length = (ranges["rankTo"] - ranges["rankFrom"]).astype(np.int64)
last = np.cumsum(length)


def chunks():
    """Cuts the ranges where about a chunk of packages is full."""
    at = 0
    while at < len(length):
        before = last[at - 1] if at else 0
        to = max(at + 1, int(np.searchsorted(last, before + CHUNK, side="right")))
        yield at, to
        at = to


def draw(at, to):
    """Attributes of the packages of some ranges: one row each."""
    count = length[at:to]
    spread = {name: np.repeat(ranges[name][at:to], count) for name in names if name != "rankTo"}
    first = np.repeat(np.cumsum(count) - count, count)
    rank = (np.arange(len(first)) - first).astype(np.uint32) + spread["rankFrom"]
    bits = rank * np.uint32(0x9E3779B1) ^ spread["keyLow"]
    bits = (bits ^ (bits >> np.uint32(16))) * np.uint32(0x21F0AAAD) + spread["keyHigh"]
    bits = (bits ^ (bits >> np.uint32(15))) * np.uint32(0x735A2D97)
    bits ^= bits >> np.uint32(15)
    word = classes[spread["classAt"] + (bits & np.uint32(4095))]
    origin = origins[spread["originAt"] + ((bits >> np.uint32(12)) & np.uint32(1023))]
    days = transits[spread["transitAt"] + (word >> 10) + origin]
    days += delays[spread["delayAt"] + (bits >> np.uint32(22))] + spread["hold"].astype(np.int32)
    late = np.maximum(days - ((word >> 6) & 15), 0)
    return bits, spread["cell"].astype(np.int64), spread["waits"] == 0, word & 63, origin, days, late


def add(total, key, weights=None):
    counted = np.bincount(key, weights=weights)
    total[: len(counted)] += counted


def count():
    totals = {
        "byClass": np.zeros(cells * classes_n),
        "transitDays": np.zeros(cells),
        "latePackages": np.zeros(cells),
        "byOrigin": np.zeros(WAYS * origins_n),
        "byTransit": np.zeros(WAYS * DAYS_SPAN),
        "byLateness": np.zeros(WAYS * DAYS_SPAN),
    }
    xor, total = 0, 0
    for at, to in chunks():
        bits, cell, counted, drawn, origin, days, late = draw(at, to)
        way = cell % WAYS
        add(totals["byClass"], cell * classes_n + drawn)
        add(totals["transitDays"], cell, days)
        add(totals["latePackages"], cell[counted & (late > 0)])
        add(totals["byOrigin"], way * origins_n + origin)
        add(totals["byTransit"], way * DAYS_SPAN + days)
        add(totals["byLateness"], (way * DAYS_SPAN + late)[counted])
        xor ^= int(np.bitwise_xor.reduce(bits))
        total += int(bits.sum(dtype=np.uint64))
    for name, values in totals.items():
        values.tofile(f"{folder}/total-{name}")
    return xor, total % 2**32


print("loaded", flush=True)
for _ in sys.stdin:
    print(*count(), flush=True)
