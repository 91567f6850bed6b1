"""The one family of errors.

Every error that a user can meet is a `LianmengError`; its text says in Chinese (with the English term) what was asked,
why it failed and what to do. Causes are kept with `raise … from`.

    LianmengError
    ├── SettingsError          a setting (environment variable) cannot be used
    ├── ModelError             graph/model.yaml, or a fact that does not fit it
    ├── TableError             a table of words or of seed data is wrong
    ├── SourceError            a source cannot be read
    │   ├── UnreadableSource   bytes that no reader understands, over a limit, or not a file
    │   └── SourceTooLarge     more evidence in one source than one transaction may carry
    ├── AssertionsFailed       a collection falls below the numbers its assertions file demands
    ├── QuestionError          a question cannot be asked this way
    │   ├── UnknownQuestion    no such question in the catalogue
    │   ├── BadParameter       a parameter is missing, of the wrong type or out of bounds
    │   └── ForbiddenStatement a Cypher statement of a stranger that may do more than read
    ├── OutputError            a file or folder that was to be written cannot be used
    ├── RequestRefused         a request over HTTP is refused for what it is or when it comes
    ├── NotFound               no such alliance, organisation, source or fact
    └── StoreError             the store
        ├── StoreUnavailable   it does not answer; trying again later may help
        ├── StoreTimeout       a statement took longer than its limit
        ├── StoreBusy          another process holds what is needed
        ├── StatementRefused   the store refuses the statement (syntax, right, constraint)
        ├── PlatformUnsupported  the embedded store has no wheel for this platform
        └── DataFolderError    the data folder cannot be used (rights, space, network file system)
"""

from __future__ import annotations


class LianmengError(Exception):
    """Base of all errors that a user is meant to read."""


class SettingsError(LianmengError):
    """A setting cannot be used."""


class ModelError(LianmengError):
    """The model, or a fact that does not fit it."""


class TableError(LianmengError):
    """A table of words or of seed data is wrong."""


class SourceError(LianmengError):
    """A source cannot be read."""


class UnreadableSource(SourceError):
    """Bytes that no reader understands, over a limit, or not a file."""


class SourceTooLarge(SourceError):
    """More evidence in one source than one transaction may carry."""


class AssertionsFailed(LianmengError):
    """A collection falls below the numbers that its assertions file demands."""


class QuestionError(LianmengError):
    """A question cannot be asked this way."""


class UnknownQuestion(QuestionError):
    """No such question in the catalogue."""


class BadParameter(QuestionError):
    """A parameter is missing, of the wrong type or out of bounds; `name` tells which."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class ForbiddenStatement(QuestionError):
    """A stranger's Cypher statement that is not let through to the store; `reason` is a short key, for counting."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class OutputError(LianmengError):
    """A file or folder that was to be written cannot be used."""


class RequestRefused(LianmengError):
    """A request over HTTP is refused; `kind` is the kind of problem (api.problems), `retry_s` when to try again."""

    def __init__(self, kind: str, message: str, retry_s: float = 0) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_s = retry_s


class NotFound(LianmengError):
    """No such thing; `near` holds names that come close."""

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class StoreError(LianmengError):
    """The store."""


class StoreUnavailable(StoreError):
    """The store does not answer; trying again later may help."""


class StoreTimeout(StoreError):
    """A statement took longer than its limit."""


class StoreBusy(StoreError):
    """Another process holds what is needed."""


class StatementRefused(StoreError):
    """The store refuses the statement."""


class PlatformUnsupported(StoreError):
    """The embedded store has no wheel for this platform."""


class DataFolderError(StoreError):
    """The data folder cannot be used."""
