"""Scanners, which know what others have found wrong with servers so far."""
import json
import subprocess
import sys
from pathlib import Path

from server import Server, run

# Of the certificate and of this machine, not of the server: the tests' authority has no revocation list, its names have
# no DNS, and Debian's OpenSSL has no GOST.
NOT_OURS = {"cert_revocation", "DNS_CAArecord", "engine_problem"}


def certificate(folder: Path) -> tuple[Path, Path, Path]:
    """The files of a root, and of a certificate that it issued for 90 days, with its key."""
    root, key, signed = folder / "root.pem", folder / "key.pem", folder / "certificate.pem"
    new = ["openssl", "req", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    authority = ["-x509", "-days", "365", "-addext", "keyUsage=critical,keyCertSign,cRLSign"]
    run(*new, *authority, "-subj", "/CN=Test root", "-keyout", folder / "root.key", "-out", root)
    run(*new, "-subj", "/CN=localhost", "-keyout", key, "-out", folder / "request.pem")
    (folder / "extensions").write_text(
        "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n"
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
        "authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
    )
    run(
        *("openssl", "x509", "-req", "-days", "90", "-in", folder / "request.pem", "-out", signed),
        *("-CA", root, "-CAkey", folder / "root.key", "-extfile", folder / "extensions"),
    )
    return root, signed, key


def scan(port: int, root: Path, report: Path) -> list[dict]:
    """What testssl finds that is more than informational."""
    report.unlink(missing_ok=True)
    # Protocols, kinds of suites, forward secrecy, what the server prefers, fields, known attacks: a minute.
    done = subprocess.run(
        ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--severity", "LOW"]
        + ["--jsonfile", report, f"--add-ca={root}", "--ip=127.0.0.1"]
        + ["-p", "-s", "-f", "-S", "-h", "-U", f"https://localhost:{port}"],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "not vulnerable (OK)" in done.stdout and " Done " in done.stdout, done.stdout + done.stderr
    return [finding for finding in json.loads(report.read_text()) if finding["id"] not in NOT_OURS]


def test_testssl(program: str, folder: Path):
    root, signed, key = certificate(folder)
    with Server(program, folder, signed, key) as server:
        for _ in range(3):
            found = scan(server.port, root, folder / "testssl.json")
            # A WARN is a check that testssl could not make, as when the machine is busy: it is made again.
            if not found or any(finding["severity"] != "WARN" for finding in found):
                break
    assert not found, found


def test_sslyze(program: str, folder: Path):
    root, signed, key = certificate(folder)
    with Server(program, folder, signed, key) as server:
        done = subprocess.run(
            [sys.executable, "-m", "sslyze", "--mozilla_config=intermediate", f"--certinfo_ca_file={root}"]
            + [f"localhost:{server.port}"],
            capture_output=True,
            text=True,
            timeout=120,
        )
    text = done.stdout + done.stderr
    assert f"localhost:{server.port}: OK - Compliant" in text, text
    assert "VULNERABLE - " not in text, text
