"""The measurements, each of one server process that does nothing else."""

import json
import math
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from server import HOST, Server

HERE = Path(__file__).resolve().parent
SECONDS = 30
WARM_UP = 10
DEMO = "simplewiki"


def wrk(server, script, arguments=(), target="/", connections=64, seconds=SECONDS):
    """What wrk measured."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as both:
        both.write((HERE / "report.lua").read_text() + (HERE / script).read_text())
        both.flush()
        command = ["wrk", "-t1", f"-c{connections}", "--timeout", "30s", "--latency", "-s", both.name]
        command += [f"-d{seconds}s", f"http://{HOST}:{server.port}{target}", "--", *map(str, arguments)]
        cpu = server.cpu_seconds()
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        cpu = server.cpu_seconds() - cpu
    line = next(line for line in out.splitlines() if line.startswith("RESULT "))
    result = json.loads(line[len("RESULT "):])
    # Tells what a request costs even where other programs are at work.
    return {**result, "serverCpuMillisPerRequest": 1000 * cpu / max(1, result["requests"])}


def start():
    """Process start to the first 200 of /readyz: on an empty folder, then on a used one."""
    folder = tempfile.mkdtemp(prefix="warpath-load-")
    try:
        times = []
        for _ in range(6):
            with Server(data=folder) as server:
                times.append(server.seconds_to_ready)
    finally:
        shutil.rmtree(folder)
    return {"emptyFolderSeconds": times[0], "medianSeconds": statistics.median(times[1:]), "maxSeconds": max(times[1:])}


def pagerank():
    with Server() as server:
        target = f"/v1/graphs/{DEMO}/pagerank"
        server.json("POST", target, {})
        wrk(server, "pagerank.lua", target=target, seconds=WARM_UP)
        return wrk(server, "pagerank.lua", target=target)


def neighbors():
    with Server() as server:
        vertices = vertex_count(server, DEMO)
        wrk(server, "neighbors.lua", [vertices], seconds=WARM_UP)
        return wrk(server, "neighbors.lua", [vertices])


def sssp():
    # Without earlier answers: sources would come again.
    with Server(settings={"WARPATH_JOBS_CACHE_BYTES": "0"}) as server:
        vertices = vertex_count(server, DEMO)
        stride = next(s for s in range(vertices // 3, vertices) if math.gcd(s, vertices) == 1)
        target = f"/v1/graphs/{DEMO}/sssp"
        wrk(server, "sssp.lua", [vertices, stride, 0], target, connections=8, seconds=WARM_UP)
        return wrk(server, "sssp.lua", [vertices, stride, 0], target, connections=8)


def stream():
    """NDJSON of the ranks of 2^20 vertices, computed before."""
    with Server() as server:
        vertices = generate(server, "rmat20", 20)
        body = json.dumps({"mode": "stream", "iterations": 20})
        target = "/v1/graphs/rmat20/pagerank"
        read_stream(server, target, body)
        server.reset_peak()
        before = server.memory()
        runs = [read_stream(server, target, body) for _ in range(5)]
        after = server.memory()
        seconds = statistics.median(seconds for _, seconds in runs)
        return {
            "vertices": vertices,
            "bytes": runs[0][0],
            "medianSeconds": seconds,
            "megabytesPerSecond": runs[0][0] / seconds / 1e6,
            "residentBefore": before["resident"],
            "peakWhileStreaming": after["peak"],
        }


def read_stream(server, target, body):
    """Bytes and seconds of one answer, read by recv and thrown away."""
    buffer = bytearray(1 << 20)
    with socket.create_connection((HOST, server.port)) as connection:
        connection.sendall(
            f"POST {target} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nAccept: application/x-ndjson\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        started = time.perf_counter()
        received = connection.recv_into(buffer)
        if b" 200 " not in buffer[:20]:
            raise RuntimeError(bytes(buffer[:received]))
        total = received
        while received := connection.recv_into(buffer):
            total += received
        return total, time.perf_counter() - started


def upload():
    """A text of 1 GB and one of 100 MB, sent as bodies: how much memory receiving them takes."""
    figures = {}
    with tempfile.TemporaryDirectory(prefix="warpath-load-") as folder:
        for name, size in (("small", 100_000_000), ("large", 1_000_000_000)):
            file = Path(folder) / name
            write_edges(file, size)
            with Server() as server:
                server.json("GET", "/v1/graphs")
                server.reset_peak()
                before = server.memory()
                started = time.perf_counter()
                head, peak_at_end = send_file(server, f"/v1/graphs?name={name}&format=edges", file)
                figures[name] = {
                    "bytes": size,
                    "status": head,
                    "seconds": time.perf_counter() - started,
                    "residentBefore": before["resident"],
                    "peakWhenReceived": peak_at_end,
                    "peakWhenImported": server.memory()["peak"],
                }
            file.unlink()
    return figures


def write_edges(file, size):
    """Lines of edges among 100,000 vertices, the same block again and again."""
    state = 1
    lines = []
    for _ in range(100_000):
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        lines.append(f"{state >> 40 & 0xFFFF} {state >> 20 & 0xFFFF}\n")
    block = "".join(lines).encode()
    with open(file, "wb") as out:
        while out.tell() + len(block) <= size:
            out.write(block)


def send_file(server, target, file):
    """The status line, and the peak of memory when the last byte was sent."""
    with socket.create_connection((HOST, server.port)) as connection, open(file, "rb") as source:
        size = os.fstat(source.fileno()).st_size
        connection.sendall(
            f"POST {target} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {size}\r\n\r\n".encode())
        connection.sendfile(source)
        peak = server.memory()["peak"]
        connection.settimeout(600)
        answer = connection.recv(1 << 16)
        return answer.split(b"\r\n", 1)[0].decode(), peak


def overload():
    """Far more runs at once than may wait: how soon most are refused, and whether others are still served."""
    with Server() as server:
        generate(server, "rmat18", 18)
        health = []
        ended = threading.Event()

        def watch():
            while not ended.wait(0.05):
                started = time.perf_counter()
                status, _ = server.request("GET", "/healthz")
                health.append((status, 1000 * (time.perf_counter() - started)))

        watcher = threading.Thread(target=watch)
        watcher.start()
        target = "/v1/graphs/rmat18/pagerank"
        result = wrk(server, "overload.lua", target=target, connections=512)
        ended.set()
        watcher.join()
        times = sorted(milliseconds for _, milliseconds in health)
        return {
            **result,
            "healthz": {
                "count": len(times),
                "notOk": sum(status != 200 for status, _ in health),
                "p50Millis": times[len(times) // 2],
                "p99Millis": times[len(times) * 99 // 100],
            },
            "readyAfterwards": server.request("GET", "/readyz")[0] == 200,
        }


def vertex_count(server, graph):
    return server.json("GET", f"/v1/graphs/{graph}")["vertexCount"]


def generate(server, name, scale):
    return server.json(
        "POST", "/v1/graphs", {"name": name, "generate": {"kind": "rmat", "scale": scale, "edgeFactor": 16}}
    )["vertexCount"]
