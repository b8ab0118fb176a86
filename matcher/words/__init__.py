"""What people's words mean."""
