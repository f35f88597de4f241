"""A real mail server on the loopback: mail_server.py PORT FOLDER.

Each message is a file of the folder. Who is written to decides what is answered: `later…@` is put off until the folder has a file
called `open`, `never…@` is refused for good, everyone else gets their mail.
"""

import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller

FOLDER = Path(sys.argv[2])


class Handler:
    """Answers by the recipient's name."""

    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("never"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later") and not (FOLDER / "open").exists():
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        # Written aside first, so that whoever waits for the file finds it whole.
        draft = FOLDER / f"{Handler.count:03}.part"
        draft.write_bytes(envelope.content)
        draft.rename(FOLDER / f"{Handler.count:03}.eml")
        return "250 OK"


controller = Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]), ready_timeout=60)
controller.start()
print("ready", flush=True)
threading.Event().wait()
