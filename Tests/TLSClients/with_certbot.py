"""A certificate from an ACME server, and its renewal while somebody is connected."""
import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

from server import Connection, Server, free_port, run, wait

NAME = "app.example.org"


@contextmanager
def pebble(folder: Path):
    """An ACME server for which all names are this machine's; its address, and the port that it asks for challenges."""
    key, certificate = folder / "pebble.key", folder / "pebble.pem"
    run(
        *("openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "7", "-subj", "/CN=localhost"),
        *("-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate),
    )
    port, management, challenges, names, control = (free_port() for _ in range(5))
    configuration = {
        "listenAddress": f"127.0.0.1:{port}",
        "managementListenAddress": f"127.0.0.1:{management}",
        "certificate": str(certificate),
        "privateKey": str(key),
        "httpPort": challenges,
        "tlsPort": free_port(),
    }
    (folder / "pebble.json").write_text(json.dumps({"pebble": configuration}))
    environment = {**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"}
    with (folder / "pebble.log").open("w") as log:
        resolver = subprocess.Popen(
            ["pebble-challtestsrv", "-management", f"127.0.0.1:{control}", "-dns01", f"127.0.0.1:{names}"]
            + ["-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", ""],
            stdout=log,
            stderr=log,
        )
        acme = subprocess.Popen(
            ["pebble", "-config", folder / "pebble.json", "-dnsserver", f"127.0.0.1:{names}"],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        url = f"https://localhost:{port}/dir"
        ask = ["curl", "--silent", "--fail", "--cacert", certificate, url]
        wait("pebble", lambda: subprocess.run(ask, capture_output=True).returncode == 0)
        yield url, certificate, challenges
    finally:
        for process in acme, resolver:
            process.terminate()
            process.wait(10)


def test_renewal(program: str, folder: Path):
    with pebble(folder) as (url, trusted, challenges):
        folders = [f"--{kind}-dir={folder}/certbot-{kind}" for kind in ("config", "work", "logs")]
        environment = {**os.environ, "REQUESTS_CA_BUNDLE": str(trusted)}

        def certbot(*words):
            run("certbot", *words, "--non-interactive", *folders, env=environment)

        certbot(
            *("certonly", "--standalone", "--http-01-port", str(challenges), "--server", url, "-d", NAME),
            *("--agree-tos", "--register-unsafely-without-email"),
        )
        live = folder / "certbot-config" / "live" / NAME
        with Server(program, folder, live / "fullchain.pem", live / "privkey.pem") as server:
            kept = Connection(server.port)
            kept.ask()
            before = kept.certificate
            hook = f"kill -HUP {server.process.pid}"
            certbot("renew", "--force-renewal", "--no-random-sleep-on-renew", "--deploy-hook", hook)
            wait("the new certificate", lambda: Connection(server.port).certificate != before)
            kept.ask()
            Connection(server.port).ask()
            assert '"read again"' in server.log.read_text(), server.log.read_text()
