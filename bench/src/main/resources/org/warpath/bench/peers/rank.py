"""PageRank by SciPy or NetworkX: figures and ranks, as PeerProcess writes them.

Arguments: scipy or networkx; offsets (int64) and columns (int32) of the out-edges, little-endian;
the tolerance, runs after the first, the file for figures, the file for ranks.
"""

import json
import re
import sys
import time

import numpy as np
import scipy.sparse as sparse

DAMPING = 0.85
MOST_ITERATIONS = 500
LONG_SECONDS = 20


def by_scipy(offsets, columns, tolerance):
    n = len(offsets) - 1
    degrees = np.diff(offsets)
    inverse = np.divide(1.0, degrees, out=np.zeros(n), where=degrees > 0)
    # The out-edges, row by row, are the columns of the transpose.
    matrix = sparse.csc_matrix(
        (np.repeat(inverse, degrees), columns, offsets), shape=(n, n)
    ).tocsr()
    sinks = degrees == 0

    def rank():
        ranks = np.full(n, 1.0 / n)
        for iteration in range(1, MOST_ITERATIONS + 1):
            base = (1 - DAMPING + DAMPING * ranks[sinks].sum()) / n
            following = DAMPING * (matrix @ ranks) + base
            change = np.abs(following - ranks).sum()
            ranks = following
            if change <= tolerance:
                break
        return ranks, iteration

    return rank


def by_networkx(offsets, columns, tolerance):
    import networkx

    n = len(offsets) - 1
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(n))
    for v in range(n):
        graph.add_edges_from((v, int(w)) for w in columns[offsets[v] : offsets[v + 1]])

    def rank():
        scores = networkx.pagerank(
            graph, alpha=DAMPING, tol=tolerance / n, max_iter=MOST_ITERATIONS
        )
        # NetworkX does not tell how many iterations it made.
        return np.fromiter((scores[v] for v in range(n)), np.float64, n), 0

    return rank


def timed(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def peak_bytes():
    with open("/proc/self/status") as status:
        return 1024 * int(re.search(r"VmHWM:\s*(\d+)", status.read()).group(1))


def main():
    who, offsets_file, columns_file, tolerance, runs, figures_file, ranks_file = sys.argv[1:]
    build = by_scipy if who == "scipy" else by_networkx
    opening, (offsets, columns) = timed(
        lambda: (np.fromfile(offsets_file, "<i8"), np.fromfile(columns_file, "<i4"))
    )
    building, rank = timed(lambda: build(offsets, columns, float(tolerance)))
    first, (ranks, iterations) = timed(rank)
    repeat = first <= LONG_SECONDS
    seconds = [timed(rank)[0] for _ in range(int(runs))] if repeat else [first]
    figures = {
        "openSeconds": opening,
        "buildSeconds": building,
        "seconds": seconds,
        "firstSeconds": first,
        "warmups": int(repeat),
        "iterations": iterations,
    }
    try:
        figures["peakBytes"] = peak_bytes()
    except (OSError, AttributeError):
        pass  # not on Linux
    ranks.astype("<f8").tofile(ranks_file)
    with open(figures_file, "w") as out:
        json.dump(figures, out)


main()
