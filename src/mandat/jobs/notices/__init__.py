"""The worker: gathers what people are to be told, and mails it."""
