"""Our columns, what lists call them, and the guess which heading is which."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.text import search_key

COLUMNS = {
    "office": (_("Office"), ("office", "institution", "instituție", "учреждение", "oficina", "bureau", "denumire")),
    "kind": (_("Kind"), ("kind", "type", "tip", "fel", "вид", "тип")),
    "place": (_("Place"), ("place", "locality", "localitate", "loc", "place code", "cod", "место", "lieu", "lugar")),
    "serves": (_("Serves people living in"), ("serves", "country", "countries", "tara", "țara", "страна")),
    "address": (_("Street and number"), ("address", "adresa", "адрес", "adresse", "direccion")),
    "phone": (_("Telephone"), ("phone", "telephone", "telefon", "телефон", "telefono")),
    "office_email": (_("E-mail of the office"), ("office email", "office e-mail", "e-mail instituție")),
    "hours": (_("Opening hours"), ("hours", "program", "orar", "часы", "horaires", "horario")),
    "topics": (_("Topics"), ("topics", "teme", "domenii", "темы", "themes", "temas")),
    "languages": (_("Languages"), ("languages", "limbi", "языки", "langues", "idiomas")),
    "person": (_("Name of the person"), ("person", "focal point", "contact", "persoana", "nume", "имя", "nom")),
    "function": (_("Function"), ("function", "position", "functie", "funcție", "должность", "fonction", "cargo")),
    "email": (_("E-mail of the person"), ("email", "e-mail", "mail", "person email", "почта", "correo")),
    "language": (_("Language of letters"), ("language", "limba", "язык", "langue", "idioma")),
    "territory": (_("Answers for"), ("territory", "teritoriu", "территория", "territoire", "territorio")),
    "starts_on": (_("From"), ("from", "start", "starts on", "de la", "с")),
    "ends_on": (_("Last day"), ("until", "end", "ends on", "last day", "pana la", "până la", "до")),
}  # fmt: skip
NEEDED = ("office", "kind", "place")


def guessed(headings: list[str]) -> dict[str, str]:
    """{our column: heading}, each heading once."""
    free, found = {search_key(heading): heading for heading in headings}, {}
    for exact in (True, False):
        for key, (title, names) in COLUMNS.items():
            if key in found:
                continue
            for name in (key, key.replace("_", " "), str(title), *names):
                match = _match(search_key(name), free, exact=exact)
                if match:
                    found[key] = free.pop(match)
                    break
    return found


def _match(name: str, free: dict, *, exact: bool) -> str:
    if exact:
        return name if name in free else ""
    return next((heading for heading in free if len(name) > 3 and heading.startswith(name)), "")
