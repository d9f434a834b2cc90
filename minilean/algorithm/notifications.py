"""`self.notify`: mails, texts and calls of a live algorithm; a back test sends none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from minilean.interop.names import dotnet


@dotnet
class NotificationManager:
    """LEAN's NotificationManager (Common/Notifications/NotificationManager.cs).

    Every method tells whether the message was taken: False in a back test, as in LEAN. This runner has no live trading,
    so ``messages`` stays empty.
    """

    def __init__(self, trace: Callable[[str], None]) -> None:
        self.messages: deque[Any] = deque()
        self._qc_trace = trace
        self._qc_told = False

    def email(
        self,
        address: str,
        subject: str,
        message: str,
        data: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> bool:
        """A mail."""
        return self._qc_refuse()

    def sms(self, phone_number: str, message: str) -> bool:
        """A text message."""
        return self._qc_refuse()

    def web(self, address: str, data: Any = None, headers: Mapping[str, str] | None = None) -> bool:
        """A POST request."""
        return self._qc_refuse()

    def telegram(self, id: str, message: str, token: str | None = None) -> bool:
        """A message to a Telegram chat."""
        return self._qc_refuse()

    def ftp(self, *arguments: Any, **named: Any) -> bool:
        """A file to a server."""
        return self._qc_refuse()

    def sftp(self, *arguments: Any, **named: Any) -> bool:
        """A file to a server over SSH."""
        return self._qc_refuse()

    def _qc_refuse(self) -> bool:
        if not self._qc_told:
            self._qc_told = True
            self._qc_trace("NotificationManager: notifications are not sent in a back test")
        return False
