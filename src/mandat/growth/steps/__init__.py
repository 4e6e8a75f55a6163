"""Steps of journeys that their owners let count: nameless, in fives, months that have ended."""
