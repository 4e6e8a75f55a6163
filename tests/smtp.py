"""A real SMTP server on this machine, which keeps what it is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings


@dataclass
class Post:
    """What has come, and whom the server turns away."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    turned_away: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own names
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.turned_away:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        mail["X-To"] = ",".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 OK"

    def to(self, name: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["X-To"].startswith(f"{name}@")]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def post_office() -> Iterator[Post]:
    """Serve mail, with Django's own SMTP backend pointed at it."""
    post = Post(free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        with pointed_at(post.port):
            yield post
    finally:
        controller.stop()


def pointed_at(port: int) -> Any:
    """Let Django send mail to a port of this machine."""
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_TIMEOUT=5,
        ADDRESS="https://mandat.ekby.example",
    )
