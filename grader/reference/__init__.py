"""The maths of the course in NumPy: what is right. Knows nothing of grading."""
