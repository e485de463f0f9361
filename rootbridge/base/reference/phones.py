"""Phone numbers as people write and read them."""

import phonenumbers

from rootbridge.base.core.text import clean_line

LONGEST = 40


def format_phone(text: str, country: str) -> str:
    """The number as it is dialled from abroad ("+373 22 123 456"), or "" when it can be no number.

    `country` (two letters) says whose number it is when the text has no "+".
    """
    try:
        number = phonenumbers.parse(clean_line(text)[:LONGEST], country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
