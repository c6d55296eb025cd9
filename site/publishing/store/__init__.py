"""The page store: public pages as finished responses, in memory and on disk, served before Django is entered.

A request goes through ``wsgi`` (may it be answered from the store?), ``keys`` (under which name), ``store`` (fresh,
or to be made), ``render`` (one clean request to Django), ``policy`` (may everybody see the answer?), ``memory`` and
``disk``. ``changes`` starts a new generation when something public changes, ``generation`` notices it in every
process, ``background`` makes pages anew in the worker.
"""
