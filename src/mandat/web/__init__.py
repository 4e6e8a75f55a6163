"""Layout, components, and pages that compose several rooms."""
