"""A child for the sandbox's tests that does what its header says."""

import os
import sys
import time

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
    elif header["do"] == "fail":
        raise ValueError("a parser's own error")


if __name__ == "__main__":
    serve(handle)
