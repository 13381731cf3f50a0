"""The one family of exceptions: each says what happened, and what to do next."""

from __future__ import annotations


class MinutebookError(Exception):
    """Base of every error that Minutebook raises on purpose.

    ``code`` is a stable word for programs, ``exit_code`` what the command line ends with, and ``remedy`` one
    sentence that tells the reader what to do next.
    """

    code: str = "error"
    exit_code: int = 1
    remedy: str = ""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if remedy is not None:
            self.remedy = remedy


class UnreadableFile(MinutebookError):
    """A file that gives no document. Never stops the others: the run records it and goes on."""

    code = "unreadable"
    exit_code = 4


class EncryptedFile(UnreadableFile):
    code = "encrypted"
    remedy = "Ask for a copy without a password, or remove the password and ingest the file again."


class DamagedFile(UnreadableFile):
    code = "damaged"
    remedy = "Fetch the file again from where it was published; this copy cannot be opened."


class EmptyFile(UnreadableFile):
    code = "empty"
    remedy = "Fetch the file again from where it was published; this copy holds nothing."


class WronglyNamedFile(UnreadableFile):
    code = "wrongly_named"
    remedy = "Rename the file so that its ending says what it is, then ingest it again."


class UnsupportedFile(UnreadableFile):
    code = "unsupported"
    remedy = "Save the paper as PDF, Word (.docx), HTML or plain text, then ingest that."


class LimitExceeded(UnreadableFile):
    code = "limit_exceeded"
    remedy = "The file is larger or deeper than a council's paper should be; split it, or raise the limit named."


class InternalFault(UnreadableFile):
    """A fault of a reader, not of the file: never told as damage, so that it is reported and mended."""

    code = "internal"
    remedy = "This is a fault of Minutebook, not of the paper; please report it with the output of --verbose."
