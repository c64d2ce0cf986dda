"""Mixed load for minutes: no answer may be wrong, nothing may grow."""

import json
import random
import statistics
import threading
import time

from figures import DEMO, read_stream, vertex_count
from server import Server

CLIENTS = 8
SAMPLE_SECONDS = 10


class Soak:
    def __init__(self, server, seconds):
        self.server = server
        self.deadline = time.monotonic() + seconds
        self.vertices = vertex_count(server, DEMO)
        self.expected = server.json("POST", f"/v1/graphs/{DEMO}/pagerank", {})["top"]
        self.done = {}
        self.errors = []
        self.lock = threading.Lock()

    def run(self):
        clients = [threading.Thread(target=self.client, args=(number,)) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        samples = []
        while any(client.is_alive() for client in clients):
            time.sleep(SAMPLE_SECONDS)
            samples.append(self.sample())
        for client in clients:
            client.join()
        return samples

    def client(self, number):
        chance = random.Random(number)
        actions = [
            (self.pagerank, 20), (self.sssp, 30), (self.neighbors, 20), (self.search, 10), (self.stream, 2),
            (self.come_and_go, 5), (self.job, 5), (self.cancelled_job, 3), (self.refused, 5)]
        weighted = [action for action, weight in actions for _ in range(weight)]
        while time.monotonic() < self.deadline:
            action = chance.choice(weighted)
            try:
                action(chance, number)
                with self.lock:
                    self.done[action.__name__] = self.done.get(action.__name__, 0) + 1
            except Exception as error:  # whatever goes wrong is what the soak looks for
                with self.lock:
                    self.errors.append(f"{action.__name__}: {error!r}"[:500])

    def pagerank(self, chance, number):
        answer = self.server.json("POST", f"/v1/graphs/{DEMO}/pagerank", {})
        if answer["top"] != self.expected:
            raise RuntimeError("another answer to the same question")

    def sssp(self, chance, number):
        body = {"source": f"#{chance.randrange(self.vertices)}", "target": f"#{chance.randrange(self.vertices)}"}
        path = self.server.json("POST", f"/v1/graphs/{DEMO}/sssp", body)["path"]
        if path["found"] and f"#{path['steps'][-1]['vertex']}" != body["target"]:
            raise RuntimeError("a path to somewhere else")

    def neighbors(self, chance, number):
        self.server.json("GET", f"/v1/graphs/{DEMO}/vertices/%23{chance.randrange(self.vertices)}/neighbors")

    def search(self, chance, number):
        query = chance.choice(["Berl", "Toky", "Fransce", "music", "x"])
        self.server.json("GET", f"/v1/graphs/{DEMO}/vertices?query={query}")

    def stream(self, chance, number):
        read_stream(self.server, f"/v1/graphs/{DEMO}/pagerank", json.dumps({"mode": "stream"}))

    def come_and_go(self, chance, number):
        name = f"soak{number}"
        edges = "".join(f"{chance.randrange(5000)} {chance.randrange(5000)}\n" for _ in range(20_000))
        status, answer = self.server.request(
            "POST", f"/v1/graphs?name={name}&format=edges", edges, {"Content-Type": "text/plain"})
        if status != 201:
            raise RuntimeError(f"upload: {status} {answer[:300]}")
        self.server.json("POST", f"/v1/graphs/{name}/wcc", {})
        self.server.json("POST", f"/v1/graphs/{name}/pagerank", {"mode": "store", "store": "ranks"})
        status, answer = self.server.request("DELETE", f"/v1/graphs/{name}")
        if status != 204:
            raise RuntimeError(f"delete: {status} {answer[:300]}")

    def job(self, chance, number):
        job = self.begin_job({"damping": chance.uniform(0.5, 0.9)})
        status, events = self.server.request("GET", f"/v1/jobs/{job}/events")
        if status != 200 or b"done" not in events:
            raise RuntimeError(f"events: {status} {events[-300:]}")
        self.server.json("GET", f"/v1/jobs/{job}/result")
        self.end_job(job)

    def cancelled_job(self, chance, number):
        job = self.begin_job({"damping": chance.uniform(0.5, 0.9), "iterations": 100_000})
        self.end_job(job)
        self.server.request("GET", f"/v1/jobs/{job}/events")
        self.end_job(job)

    def begin_job(self, body):
        headers = {"Prefer": "respond-async"}
        return self.server.json("POST", f"/v1/graphs/{DEMO}/pagerank", body, headers=headers)["id"]

    def end_job(self, job):
        status, answer = self.server.request("DELETE", f"/v1/jobs/{job}")
        if status not in (200, 204):
            raise RuntimeError(f"delete job: {status} {answer[:300]}")

    def refused(self, chance, number):
        status, _ = self.server.request("GET", "/v1/graphs/none")
        if status != 404:
            raise RuntimeError(f"no such graph: {status}")

    def sample(self):
        files, size = self.server.data_files()
        return {
            "seconds": time.monotonic(),
            "heap": self.server.heap_after_collection(),
            "native": self.server.native_committed(),
            "anonymous": self.server.memory()["anonymous"],
            "descriptors": self.server.descriptors(),
            "threads": self.server.threads(),
            "files": files,
            "fileBytes": size,
        }


def soak(minutes):
    """What was done, what went wrong, and how much was in use early and late."""
    with Server(java_options="-XX:NativeMemoryTracking=summary") as server:
        run = Soak(server, minutes * 60)
        samples = run.run()
        third = max(1, len(samples) // 3)
        quantities = [name for name in samples[0] if name != "seconds"]
        start = samples[0]["seconds"]
        return {
            "minutes": minutes,
            "done": run.done,
            "errors": run.errors[:20],
            "errorCount": len(run.errors),
            # The first third warms up: code is compiled, caches fill.
            "medianOfSecondThird": {q: statistics.median(s[q] for s in samples[third:2 * third]) for q in quantities},
            "medianOfLastThird": {q: statistics.median(s[q] for s in samples[-third:]) for q in quantities},
            "samples": [{**sample, "seconds": round(sample["seconds"] - start)} for sample in samples],
        }
