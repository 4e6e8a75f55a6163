"""What every room needs: ids, clock, money, units, refusals, phrases."""
