#!/usr/bin/env python3
"""Asks Warpath's service questions from Python, with the standard library, and NumPy for arrays.

    ./warpath serve                   # in one terminal
    docs/examples/warpath_example.py  # in another

Read it from top to bottom: class Warpath is all that it takes to talk to the service, and each
function below it shows one thing to ask for.
"""

import argparse
import http.client
import io
import json
import time
import urllib.error
import urllib.parse
import urllib.request

import numpy as np


class Warpath:
    """The service at an address, such as http://127.0.0.1:8080."""

    def __init__(self, url, key=None):
        self.url = url.rstrip("/")
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def open(self, method, path, body=None, **headers):
        """Sends bytes and returns the response, open; raises RuntimeError with the service's reason."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.url + path, data=body, method=method, headers=self.headers | headers
        )
        try:
            return urllib.request.urlopen(request, timeout=300)
        except urllib.error.HTTPError as error:
            problem = json.load(error)  # RFC 9457: type, title, status, detail …
            raise RuntimeError(f"{problem['detail']} ({problem['type']})") from None

    def get(self, path, **query):
        """The JSON that answers a question in the address."""
        query = "?" + urllib.parse.urlencode(query) if query else ""
        with self.open("GET", path + query) as response:
            return json.load(response)

    def post(self, path, question, **headers):
        """The JSON that answers a question in JSON."""
        body = json.dumps(question).encode()
        with self.open("POST", path, body, Content_Type="application/json", **headers) as response:
            return json.load(response)

    def vector(self, path, question):
        """A value for each vertex, as a NumPy array."""
        body = json.dumps(question | {"mode": "stream"}).encode()
        headers = {"Content_Type": "application/json", "Accept": "application/x-npy"}
        with self.open("POST", path, body, **headers) as response:
            return np.load(io.BytesIO(response.read()))

    def compute(self, path, *array, **arrays):
        """Arrays there and back: one as .npy, or several, by name, as .npz."""
        body = io.BytesIO()
        np.savez(body, **arrays) if arrays else np.save(body, *array)
        kind = "application/x-npz" if arrays else "application/x-npy"
        headers = {"Content_Type": kind, "Accept": "application/x-npy"}
        with self.open("POST", path, body.getvalue(), **headers) as response:
            return np.load(io.BytesIO(response.read()))

    def events(self, job):
        """A job's events to its end, as (event, data); goes on where a lost connection was."""
        last_id, ended, failures = "0", False, 0
        while not ended:
            try:
                path = f"/v1/jobs/{job}/events"
                with self.open("GET", path, Last_Event_ID=last_id) as response:
                    event, data = "", ""
                    for line in response:  # "id: 7", "event: progress", "data: {…}", and a blank line
                        field, _, value = line.decode().rstrip("\r\n").partition(": ")
                        if field == "id":
                            last_id = value
                        elif field == "event":
                            event = value
                        elif field == "data":
                            data = json.loads(value)
                        elif field == "" and data:
                            ended = event == "state" and data["state"] not in ("queued", "running")
                            yield event, data
                            event, data, failures = "", "", 0
            except (OSError, http.client.HTTPException):
                failures += 1
                if failures == 30:
                    raise
                time.sleep(1)


def list_graphs(warpath):
    print("Graphs:")
    for graph in warpath.get("/v1/graphs")["graphs"]:
        print(f"  {graph['name']}: {graph['vertexCount']} vertices, {graph['edgeCount']} edges")


def search(warpath, query):
    print(f"Articles like {query!r}:")
    for vertex in warpath.get("/v1/graphs/simplewiki/vertices", query=query, limit=3)["vertices"]:
        print(f"  {vertex['name']} (number {vertex['vertex']}), {vertex['inDegree']} links to it")


def top_ten(warpath):
    answer = warpath.post("/v1/graphs/simplewiki/pagerank", {})  # {} is a good default
    print(f"PageRank after {answer['iterations']} iterations on {answer['engine']}:")
    for vertex in answer["top"]:
        print(f"  {vertex['value']:.6f}  {vertex['name']}")


def shortest_path(warpath, source, target):
    question = {"source": source, "target": target, "weighted": False}
    path = warpath.post("/v1/graphs/simplewiki/sssp", question)["path"]
    print(f"{path['total']:.0f} clicks from {source} to {target}:")
    print("  " + " → ".join(step["name"] for step in path["steps"]))


def all_ranks(warpath):
    ranks = warpath.vector("/v1/graphs/simplewiki/pagerank", {"damping": 0.9})
    print(f"All ranks: {ranks.dtype} {ranks.shape}, sum {ranks.sum():.6f}, max {ranks.max():.6f}")


def upload(warpath, name, edges):
    body = "".join(f"{source} {target}\n" for source, target in edges).encode()
    path = f"/v1/graphs?name={name}&format=edges"
    with warpath.open("POST", path, body, Content_Type="text/plain") as response:
        graph = json.load(response)
    print(f"Uploaded {name}: {graph['vertexCount']} vertices, {graph['edgeCount']} edges")
    answer = warpath.post(f"/v1/graphs/{name}/triangles", {"mode": "stats"})
    print(f"  triangles in it: {answer['summary']['triangles']}")
    warpath.open("DELETE", f"/v1/graphs/{name}").close()


def run_as_job(warpath):
    question = {"iterations": 300, "top": 3}
    path = "/v1/graphs/simplewiki/pagerank"
    job = warpath.post(path, question, Prefer="respond-async")
    print("A job:")
    for event, data in warpath.events(job["id"]):
        if event == "state":
            print(f"  {data['state']}")
        elif event == "progress":
            print(f"  {data['step']} {data['done']} of {data.get('total', '?')}")
    answer = warpath.get(f"/v1/jobs/{job['id']}/result")
    print("  its top: " + ", ".join(vertex["name"] for vertex in answer["top"]))


def fourier_transform(warpath):
    signal = np.sin(2 * np.pi * 5 * np.arange(64) / 64)  # five periods
    spectrum = warpath.compute("/v1/fft?real=true", signal)
    print(f"FFT: {spectrum.dtype} {spectrum.shape}, peak at {np.abs(spectrum).argmax()}")
    print(f"  as NumPy's: {np.allclose(spectrum, np.fft.rfft(signal))}")


def matrix_product(warpath):
    a = np.arange(12.0).reshape(3, 4)
    b = np.arange(8.0).reshape(4, 2)
    product = warpath.compute("/v1/linalg/gemm", a=a, b=b)
    print(f"Product: {product.tolist()}")
    print(f"  as NumPy's: {np.allclose(product, a @ b)}")


def main():
    parser = argparse.ArgumentParser(description="Asks Warpath's service questions.")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="where the service listens")
    parser.add_argument("--key", help="an API key, where the service wants one")
    arguments = parser.parse_args()
    warpath = Warpath(arguments.url, arguments.key)

    list_graphs(warpath)
    search(warpath, "Albert Einstien")
    top_ten(warpath)
    shortest_path(warpath, "Cheese", "Quantum mechanics")
    all_ranks(warpath)
    upload(warpath, "python-example", [(0, 1), (1, 2), (2, 0), (3, 2)])
    run_as_job(warpath)
    fourier_transform(warpath)
    matrix_product(warpath)


if __name__ == "__main__":
    main()
