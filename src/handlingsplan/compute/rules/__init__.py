"""Find values that conflict: one function a rule. What is unknown is never a conflict."""
