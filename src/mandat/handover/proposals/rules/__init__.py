"""How a proposal goes from a tension to adopted, withdrawn or dropped. Pure."""
