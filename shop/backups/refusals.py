"""Why a backup is not made, or not restored."""

from django.core.management import CommandError


class BackupRefused(CommandError):
    """Nothing was written. The sentence is for the operator."""


class RestoreRefused(CommandError):
    """The shop holds what it held before. The sentence is for the operator."""
