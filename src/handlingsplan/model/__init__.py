"""What things are: values and records, without files, options or output."""
