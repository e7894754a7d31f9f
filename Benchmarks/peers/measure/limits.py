"""What no server can be expected to beat: programs that answer one text to everything."""
import re
import subprocess

from contenders import BUILT, PEERS, WORKERS, Contender


class Limit(Contender):
    workloads = frozenset({"health", "invite-link"})
    kind = "none"

    def environment(self):
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

    def copy(self, server, path):
        """From the next start on, the answer is what that server gives to GET path."""
        self.response = server.response(path)


class Epoll(Limit):
    name = built_as = "epoll"

    def command(self):
        path = self.folder / "epoll-answer"
        path.write_bytes(self.response)
        return [BUILT / "epoll/server", self.port, WORKERS, path]


class Nginx(Limit):
    name = built_as = "nginx"

    def command(self):
        text = (PEERS / "limits/nginx.conf").read_text(encoding="utf-8")
        body = self.response.partition(b"\r\n\r\n")[2].decode()
        for mark, value in {"WORKERS": WORKERS, "PORT": self.port, "FOLDER": self.folder, "BODY": body}.items():
            text = text.replace(f"@{mark}@", str(value))
        path = self.folder / "nginx.conf"
        path.write_text(text, encoding="utf-8")
        return ["nginx", "-p", self.folder, "-c", path]

    def versions(self):
        said = subprocess.run(["nginx", "-v"], env=self.environment(), capture_output=True, text=True, check=True)
        return {"nginx": re.search(r"nginx/(\S+)", said.stderr)[1]}
