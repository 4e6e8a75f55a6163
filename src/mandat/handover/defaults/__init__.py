"""What goes on because nobody has questioned it: shown, and open to be questioned."""
