"""Judges the server's TLS by testssl.sh, sslyze and certbot; the last line is "N passed, N failed"."""
import sys
import tempfile
import traceback
from pathlib import Path

import with_certbot
import with_scanners


def main() -> int:
    passed = failed = 0
    for module in with_scanners, with_certbot:
        for name, test in list(vars(module).items()):
            if not name.startswith("test_"):
                continue
            try:
                with tempfile.TemporaryDirectory() as folder:
                    test(sys.argv[1], Path(folder))
                passed += 1
            except Exception:
                failed += 1
                print(f"{module.__name__}.{name} failed:", file=sys.stderr)
                traceback.print_exc()
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


sys.exit(main())
