"""Power for other systems: answers as JSON (`shapes`), and their addresses."""
