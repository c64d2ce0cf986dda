"""The measurements, each of one server process that does nothing else."""

import asyncio
import json
import math
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
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
    with Server() as server:
        vertices = vertex_count(server, DEMO)
        stride = next(s for s in range(vertices // 3, vertices) if math.gcd(s, vertices) == 1)
        target = f"/v1/graphs/{DEMO}/sssp"
        warm_up = wrk(server, "sssp.lua", [vertices, stride, 0], target, connections=8, seconds=WARM_UP)
        # Before all sources have been, or the cache would answer.
        left = vertices - warm_up["requests"]
        seconds = max(1, min(SECONDS, int(0.8 * left / warm_up["requestsPerSecond"])))
        begin = warm_up["requests"]
        return wrk(server, "sssp.lua", [vertices, stride, begin], target, connections=8, seconds=seconds)


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
    """Far more runs at once than may wait, and whether others are still served."""
    volley = 4000
    with Server() as server:
        generate(server, "rmat18", 18)
        return asyncio.run(overload_with(server, volley))


async def overload_with(server, volley):
    health = []
    ended = asyncio.Event()

    async def watch():
        while not ended.is_set():
            health.append(await timed(server, "GET", "/healthz"))
            await asyncio.sleep(0.05)

    watcher = asyncio.create_task(watch())
    started = time.perf_counter()
    runs = await asyncio.gather(*(
        timed(server, "POST", "/v1/graphs/rmat18/pagerank", json.dumps({"damping": 0.5 + i / 10_000}), 300)
        for i in range(volley)))
    seconds = time.perf_counter() - started
    ended.set()
    await watcher
    return {
        "runs": volley,
        "seconds": seconds,
        "byStatus": {status: latencies(runs, status) for status in sorted({run[0] for run in runs})},
        "healthz": {status: latencies(health, status) for status in sorted({run[0] for run in health})},
        "healthyAfterwards": server.request("GET", "/readyz")[0] == 200,
    }


async def timed(server, method, target, body="", timeout=30):
    """Status (0: broken) and milliseconds of one request on a connection of its own."""
    started = time.perf_counter()
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(HOST, server.port)
            writer.write((
                f"{method} {target} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode())
            line = await reader.readline()
            await reader.read()
            writer.close()
            return int(line.split()[1]), (time.perf_counter() - started) * 1000
    except (OSError, IndexError, TimeoutError):
        return 0, (time.perf_counter() - started) * 1000


def latencies(runs, status):
    times = sorted(milliseconds for answered, milliseconds in runs if answered == status)
    return {
        "count": len(times),
        "p50Millis": times[len(times) // 2],
        "p99Millis": times[min(len(times) - 1, len(times) * 99 // 100)],
        "maxMillis": times[-1],
    }


def vertex_count(server, graph):
    return server.json("GET", f"/v1/graphs/{graph}")["vertexCount"]


def generate(server, name, scale):
    return server.json(
        "POST", "/v1/graphs", {"name": name, "generate": {"kind": "rmat", "scale": scale, "edgeFactor": 16}}
    )["vertexCount"]
