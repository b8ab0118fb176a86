"""Any printer of this computer, through its queue."""
