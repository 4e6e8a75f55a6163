"""Learning paths, scripted rounds, and the guide for companions: texts to practise with."""
