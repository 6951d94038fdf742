"""Results for programs: JSON with promised keys, and rows for spreadsheets; a public contract."""
