"""Settings for tests: a database file, or PostgreSQL when MANDAT_TEST_DATABASE says so."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("MANDAT_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MANDAT_TLS", "0")

from mandat.settings import *  # noqa: F403 - settings are meant to be gathered whole

if os.environ.get("MANDAT_TEST_DATABASE") == "postgresql":
    from tests.postgres import server_url

    DATABASES = {"default": database(server_url())}  # noqa: F405
else:
    # A file, not memory: concurrent posts need more than one connection.
    _folder = tempfile.mkdtemp(prefix="mandat-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    DATABASES = {"default": database(f"sqlite:///{Path(_folder) / 'main.db'}")}  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.db")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = False
