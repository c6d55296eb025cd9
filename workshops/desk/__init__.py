"""The coordinators’ desk in the CMS."""
