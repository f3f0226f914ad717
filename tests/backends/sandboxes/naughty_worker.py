"""A child for the sandbox's tests that does what its header says."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from counterclaim.backends.sandboxed import serve


def handle(header, data, emit):
    emit({"length": len(data), "says": header["do"]})
    if header["do"] == "sleep":
        time.sleep(60)
    elif header["do"] == "compute":
        while True:
            pass
    elif header["do"] == "grow":
        kept = []
        while True:
            kept.append(bytes(50 << 20))
    elif header["do"] == "die":
        os._exit(7)
    elif header["do"] == "print":
        print("noise that must not reach the frames")
        sys.stdout.flush()
        os.write(1, b"more noise")
        emit({"after": "noise"})
    elif header["do"] == "connect":
        with socket.socket() as door:
            door.settimeout(1)
            door.connect(("127.0.0.1", 9))
    elif header["do"] == "look up":
        socket.getaddrinfo("localhost", 80)
    elif header["do"] == "start":
        subprocess.run(["true"], check=True)
    elif header["do"] == "write":
        Path(header["path"]).write_text("spoilt")
    elif header["do"] == "temporary":
        with tempfile.TemporaryFile() as own:
            own.write(b"scratch")
        emit({"folder": tempfile.gettempdir()})
    elif header["do"] == "environment":
        emit({"names": sorted(os.environ)})
    elif header["do"] == "fail":
        raise ValueError("a parser's own error")


if __name__ == "__main__":
    serve(handle)
