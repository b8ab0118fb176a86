"""Brother's label printers."""
