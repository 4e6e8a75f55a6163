"""What people say of each other, of rulings, services and the organisation."""
