"""Keeps originals and their translations together: in the tree, in what readers may see, and when editors act."""
