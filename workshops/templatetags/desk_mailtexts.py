"""What the form of an e-mail text says about placeholders."""

from django import template
from django.utils import translation

from workshops.mail_texts import example_values
from workshops.models import MailText
from workshops.placeholders import EXPLANATIONS, NOT_IN_SUBJECT, allowed_in, required_in

register = template.Library()


@register.simple_tag
def placeholders_of(text: MailText) -> list[dict]:
    """Return each placeholder that this text may name: with what it means, an example, and where it may stand."""
    with translation.override(text.locale.language_code):
        examples = example_values(event=text.key)
    required = required_in(text.key)
    return [
        {
            "name": f"{{{name}}}",
            "explanation": EXPLANATIONS[name],
            "example": examples.get(name, "https://…"),
            "in_subject": name not in NOT_IN_SUBJECT,
            "required": name in required,
        }
        for name in allowed_in(text.key)
    ]
