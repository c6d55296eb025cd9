"""Switching languages on and off in the CMS, and what that does to readers."""
