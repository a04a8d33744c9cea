"""A mail server for tests. It keeps what it accepts in a folder, and misbehaves as the folder's mode.json says.

usage: smtp_server.py FOLDER PORT [USER PASSWORD [CERTIFICATE KEY]]

With a certificate, mail and passwords are taken after STARTTLS only.

It prints the port it listens on, serves until standard input ends (so it never outlives the test run), and removes
its folder. Messages are decoded here, by Python's library, so that a test does not check .NET against itself.
"""

import asyncio
import base64
import email
import email.policy
import json
import os
import pathlib
import shutil
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # System.Net.Mail writes "AUTH login", as RFC 4954 allows; aiosmtpd knows mechanisms in capitals only.
        if arg:
            mechanism, _, rest = arg.partition(" ")
            arg = f"{mechanism.upper()} {rest}".strip()
        await super().smtp_AUTH(arg)


class Mailbox:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def mode(self):
        return json.loads((self.folder / "mode.json").read_text("utf-8"))

    async def handle_RCPT(self, server, session, envelope, address, options):
        mode = self.mode()
        if mode["mode"] == "TemporaryFailure":
            return "451 4.7.1 Try again later"
        if mode["mode"] == "RejectRecipients" and address.lower() in map(str.lower, mode["addresses"]):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.store(session, envelope)
        if self.mode()["mode"] == "DropAfterData":
            server.transport.abort()
        while self.mode()["mode"] == "Stall":
            await asyncio.sleep(0.02)
        return "250 OK"

    def store(self, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.count += 1
        raw = self.folder / f"{self.count:06}.eml"
        raw.write_bytes(envelope.content)
        described = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "isEncrypted": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "subject": str(message["Subject"] or ""),
            "text": body(message, "plain"),
            "html": body(message, "html"),
            "headers": [{"name": name, "value": str(value)} for name, value in message.items()],
            "parts": [part.get_content_type() for part in message.walk()],
            "attachments": [attachment(part) for part in message.iter_attachments()],
            "rawFile": raw.name,
        }
        # Whoever sees the .json sees all of it: it appears by a rename.
        unfinished = raw.with_suffix(".part")
        unfinished.write_text(json.dumps(described), "utf-8")
        unfinished.rename(raw.with_suffix(".json"))


def body(message, kind):
    part = message.get_body((kind,))
    return None if part is None else part.get_content().replace("\r\n", "\n").rstrip("\n")


def attachment(part):
    content = part.get_payload(decode=True) or b""
    return {
        "name": part.get_filename(),
        "type": part.get_content_type(),
        "method": part.get_param("method"),
        "content": base64.b64encode(content).decode(),
    }


async def main(folder, port, user=None, password=None, certificate=None, key=None):
    mailbox = Mailbox(pathlib.Path(folder))
    tls = None
    if certificate is not None:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate, key)

    def authenticate(server, session, envelope, mechanism, data):
        accepted = data.login.decode() == user and data.password.decode() == password
        return AuthResult(success=accepted, handled=False, auth_data=data)

    def session():
        return Server(
            mailbox,
            hostname="localhost",
            enable_SMTPUTF8=True,
            auth_required=user is not None,
            auth_require_tls=tls is not None,
            tls_context=tls,
            require_starttls=tls is not None,
            auth_exclude_mechanism=[] if user is not None else ["LOGIN", "PLAIN"],
            authenticator=authenticate if user is not None else None,
            loop=asyncio.get_running_loop(),
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", int(port))
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # a stalled client must not keep us


asyncio.run(main(*sys.argv[1:]))
