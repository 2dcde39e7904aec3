"""What can go wrong in answering, as a tree. Entry points catch `QaError` and print its sentence.

QaError
├── WrongSetting      a setting that cannot be used
├── BrokenResource    a prompt, frame or weights file of the program that is missing or malformed
└── LogError
    ├── LogUnavailable    the database of the log cannot be reached or used; it may be back later
    └── EntryRefused      the database is there but does not take this entry
"""


class QaError(Exception):
    """Its text is one plain sentence: what, which file or setting, what to do."""


class WrongSetting(QaError):
    pass


class BrokenResource(QaError):
    pass


class LogError(QaError):
    pass


class LogUnavailable(LogError):
    pass


class EntryRefused(LogError):
    pass
