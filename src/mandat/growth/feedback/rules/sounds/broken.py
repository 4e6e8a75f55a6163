"""What is raised for bytes that are not the sound they say they are."""


class NotASoundError(ValueError):
    """The bytes cannot be read as sound of a kind we keep."""
