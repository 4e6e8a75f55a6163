"""People, circles, roles, matters, mandates: who may decide what."""
