"""What each command shows in a terminal: results to Rich renderables."""
