"""The whole site as files that any file server can serve: ``manage.py export_site``.

``copying`` asks for every address that a page leads to, ``links`` finds and changes what leads where, ``folder`` puts
the files in place at once, ``checking`` holds every link against them. What needs the site itself is replaced
(``forms``).
"""
