"""General proposals: changes of rules, structure, holders and agreements, decided by consent."""
