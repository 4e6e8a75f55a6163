"""Pages as people meet them: a real Chromium against a real server."""
