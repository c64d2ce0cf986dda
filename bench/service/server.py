"""One server process: started, watched, stopped. Linux only, as it reads /proc."""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


class Server:
    """`./warpath serve` on a free port; without a data folder, with one of its own that goes with it."""

    def __init__(self, java_options="", arguments=(), data=None, settings=None):
        self.temporary = data is None
        self.data = Path(data or tempfile.mkdtemp(prefix="warpath-load-"))
        self.port = free_port()
        environment = dict(os.environ, WARPATH_JAVA_OPTS=java_options, **(settings or {}))
        command = [HOME / "warpath", "serve", "--port", str(self.port), "--data", self.data, *arguments]
        self.log = open(self.data.with_suffix(".log"), "w+")
        started = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=self.log)
        self.seconds_to_ready = self.await_ready(started)

    def await_ready(self, started):
        while time.perf_counter() - started < 60:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {Path(self.log.name).read_text()}")
            try:
                if self.request("GET", "/readyz", timeout=5)[0] == 200:
                    return time.perf_counter() - started
            except OSError:
                pass
            time.sleep(0.002)
        raise RuntimeError("the server was not ready within a minute")

    def connection(self, timeout=120):
        return http.client.HTTPConnection(HOST, self.port, timeout=timeout)

    def request(self, method, target, body=None, headers=None, timeout=120):
        """Status and body of one request on a connection of its own."""
        connection = self.connection(timeout)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def json(self, method, target, body=None, expect=(200, 201, 202), headers=None):
        headers = {"Content-Type": "application/json", **(headers or {})} if body is not None else headers
        text = None if body is None else json.dumps(body)
        status, answer = self.request(method, target, text, headers)
        if status not in expect:
            raise RuntimeError(f"{method} {target}: {status} {answer[:500]}")
        return json.loads(answer) if answer else None

    def memory(self):
        """Resident and peak resident bytes of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return {
            name: int(re.search(rf"{field}:\s+(\d+) kB", status)[1]) * 1024
            for name, field in (("resident", "VmRSS"), ("anonymous", "RssAnon"), ("peak", "VmHWM"))
        }

    def reset_peak(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def cpu_seconds(self):
        """Time of processors that the process has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def jcmd(self, *command):
        java = Path(os.readlink(f"/proc/{self.process.pid}/exe"))
        return subprocess.run(
            [java.with_name("jcmd"), str(self.process.pid), *command],
            check=True, capture_output=True, text=True).stdout

    def heap_after_collection(self):
        """Bytes of the heap that are in use after a full collection."""
        self.jcmd("GC.run")
        used = re.findall(r"(?:total \d+K|reserved \d+K, committed \d+K), used (\d+)K", self.jcmd("GC.heap_info"))
        return sum(int(kilobytes) for kilobytes in used) * 1024

    def native_committed(self):
        """Bytes that the JVM itself committed, heap excepted; needs native memory tracking."""
        summary = self.jcmd("VM.native_memory", "summary", "scale=b")
        total = int(re.search(r"Total: reserved=\d+, committed=(\d+)", summary)[1])
        heap = int(re.search(r"Java Heap \(reserved=\d+, committed=(\d+)", summary)[1])
        return total - heap

    def data_files(self):
        """Number and bytes of the files in the data folder."""
        count = size = 0
        # Files may go while they are counted: os.walk passes over folders that have gone.
        for folder, _, names in os.walk(self.data):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    size += os.stat(os.path.join(folder, name)).st_size
                    count += 1
        return count, size

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()
        if self.temporary:
            shutil.rmtree(self.data, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
