"""What keeps the pages from being served, as a tree. `app.py` prints the sentence and leaves with code 2.

PageError
├── BadSetting       a value in the environment that cannot be meant
├── AddressInUse     another program listens there, or the address is not one of this machine
└── BadExamples      the file of example questions cannot be used
"""


class PageError(Exception):
    """Its text is one plain sentence: what, which setting, what to do."""


class BadSetting(PageError):
    pass


class AddressInUse(PageError):
    pass


class BadExamples(PageError):
    pass
