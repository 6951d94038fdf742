"""Tell what is unknown, who should know it and what it stands in the way of, and fill it in."""
