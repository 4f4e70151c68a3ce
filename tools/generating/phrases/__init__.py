"""What people write, as rules for `Wording`. The words by which triage knows a category or a priority occur often, not
always: some texts speak for two categories, some for none, and some say 不紧急."""
