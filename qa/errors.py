"""What can go wrong in answering, as a tree. Entry points catch `QaError` and print its sentence.

QaError
├── WrongSetting      a setting that cannot be used
└── BrokenResource    a prompt, frame or weights file of the program that is missing or malformed
"""


class QaError(Exception):
    """Its text is one plain sentence: what, which file or setting, what to do."""


class WrongSetting(QaError):
    pass


class BrokenResource(QaError):
    pass
