"""How many requests may come from one address. Nothing is stored or logged that tells the address.

What is counted stands in the cache for an hour, under a keyed digest whose salt is another one every day.
"""

import logging
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

WINDOW = 3600


def may_request(request: HttpRequest) -> bool:
    """Count this request, and say whether its address is within the limit.

    Without a trustworthy address, or without a working cache, everybody is.
    """
    address = _client_address(request)
    if address is None:
        return True
    key = _key(address)
    try:
        cache.add(key, 0, WINDOW)
        return cache.incr(key) <= settings.BOOKING_REQUESTS_PER_HOUR
    # Each cache fails in its own way, and none may cost a booking.
    except Exception as error:
        logger.warning("Requests are not counted: the cache failed with %s.", type(error).__name__)
        return True


def _client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the reader's address, if it can be told from the proxy's.

    A proxy is believed only where the settings name the header that it sets; of several addresses the last is the
    one that the proxy itself has seen. A private peer without such a header is a proxy, with everybody behind it.
    """
    if header := settings.CLIENT_ADDRESS_HEADER:
        text = request.headers.get(header, "").rsplit(",", 1)[-1]
    else:
        text = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return None if not header and address.is_private else address


def _key(address: IPv4Address | IPv6Address) -> str:
    # One household has a whole /64 of IPv6.
    network = ip_network((address, 64), strict=False) if address.version == 6 else address
    digest = salted_hmac(f"workshops.limits {timezone.localdate()}", str(network), algorithm="sha256")
    return f"workshops.limits:{digest.hexdigest()}"
