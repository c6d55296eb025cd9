"""The desk's own menu in the CMS. Others add to it with the hook ``register_workshops_menu_item``.

A viewset joins by ``menu_hook = MENU_HOOK``, a single page by a hook that returns a ``MenuItem``. Orders: needs
attention 10, bookings 20, calendar 30, schools 40, facilitators 50, blocked periods 60, reports 70, e-mail texts 80.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

MENU_HOOK = "register_workshops_menu_item"


class WorkshopsGroup(ViewSetGroup):
    """“Workshops”: shown to whoever may see something in it."""

    menu_label = _("Workshops")
    menu_name = "workshops"
    menu_icon = "calendar-alt"
    menu_order = 150
    submenu_hook = MENU_HOOK
