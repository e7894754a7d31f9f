"""Compares TLS in the server with nginx, with the same certificate, in one run.

Both answer GET /live with the same bytes; nginx makes them itself, and a second nginx passes the request on to the
server by plain HTTP, as it does in front of one. Two measurements, in rounds and in turn: requests on kept connections,
and connections that are closed after one request, which is a whole handshake each. wrk counts, on TLS 1.3.
"""
import argparse
import contextlib
import re
import statistics
import subprocess
from pathlib import Path

import processes
from contenders import ROOT
from databases import free_port
from run import say, temporary_folder

PROGRAM = ROOT / ".build/release/telegram-backend"
SERVER = """
    server {
        listen 127.0.0.1:PORT ssl;
        ssl_certificate FOLDER/cert.pem;
        ssl_certificate_key FOLDER/key.pem;
        ssl_protocols TLSv1.2 TLSv1.3;
        location / { ANSWER }
    }
"""
CONFIGURATION = """
daemon off; worker_processes 1; pid FOLDER/nginx.pid; error_log FOLDER/error.log; worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
    access_log off; keepalive_requests 1000000000; default_type application/json;
    client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
    upstream backend { server 127.0.0.1:PLAIN; keepalive 64; keepalive_requests 1000000000; }
    SERVERS
}
"""


def start_ours(stack, folder, settings):
    port = free_port()
    log = stack.enter_context(open(folder / f"ours-{port}.log", "wb"))
    database = folder / f"{port}.sqlite"
    environment = {
        "PATH": "/usr/bin:/bin", "ENVIRONMENT": "development", "LOG_LEVEL": "notice", "TELEGRAM_UPDATES": "off",
        "LOOPS": "1", "MAX_REQUESTS_PER_CONNECTION": "1000000000", "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{database}", **settings,
    }
    process = processes.start([PROGRAM, "serve"], output=log, env=environment, cwd=folder)
    stack.callback(processes.stop, process)
    return port


def answers(url):
    return subprocess.run(["curl", "--silent", "--insecure", "--fail", url], capture_output=True, check=False)


def rate(url, connections, seconds, closes):
    close = ["--header", "Connection: close"] if closes else []
    command = ["wrk", "--threads", "1", "--connections", connections, "--duration", f"{seconds}s", *close, url]
    said = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout
    if re.search(r"Non-2xx|Socket errors: connect [1-9]", said):
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec: *([0-9.]+)", said)[1])


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench tls", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(temporary_folder(Path("/tmp")))
        certificate, key = folder / "cert.pem", folder / "key.pem"
        words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
        subprocess.run([*words.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
        secure = start_ours(stack, folder, {"SSL_CERT_PATH": str(certificate), "SSL_KEY_PATH": str(key)})
        plain = start_ours(stack, folder, {})
        urls = {"ours": f"https://127.0.0.1:{secure}/live"}
        processes.wait_until(lambda: answers(urls["ours"]).returncode == 0, "the server answers")
        processes.wait_until(lambda: answers(f"http://127.0.0.1:{plain}/live").returncode == 0, "the server answers")
        body = answers(urls["ours"]).stdout.decode()
        kinds = {
            "nginx": f"return 200 '{body}';",
            "nginx before ours": 'proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection "";',
        }
        servers = ""
        for name, answer in kinds.items():
            port = free_port()
            urls[name] = f"https://127.0.0.1:{port}/live"
            servers += SERVER.replace("PORT", str(port)).replace("ANSWER", answer)
        text = CONFIGURATION.replace("SERVERS", servers).replace("PLAIN", str(plain)).replace("FOLDER", str(folder))
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        log = stack.enter_context(open(folder / "nginx.log", "wb"))
        nginx = processes.start(
            ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"], output=log, cwd=folder
        )
        stack.callback(processes.stop, nginx)
        for name, url in urls.items():
            processes.wait_until(lambda url=url: answers(url).returncode == 0, f"{name} answers")
        for what, closes in {"requests on kept connections": False, "handshakes": True}.items():
            samples = {name: [] for name in urls}
            for turn in range(options.rounds + 1):
                for name, url in urls.items():
                    found = rate(url, options.connections, options.seconds, closes)
                    # The first turn warms up.
                    if turn > 0:
                        samples[name].append(found)
            ours = statistics.median(samples["ours"])
            for name, found in samples.items():
                median = statistics.median(found)
                ratio = "" if name == "ours" else f", ours is {ours / median:.2f} × that"
                say(f"{what}: {name} {median:,.0f}/s ({min(found):,.0f} to {max(found):,.0f}){ratio}")


if __name__ == "__main__":
    main()
