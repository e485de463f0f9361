"""What the units of a country are called, and the words under which lists in many languages write them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.text import search_key


class Unit(models.TextChoices):
    """What a place is called where it lies; the order is from the greater to the smaller."""

    AUTONOMY = "autonomy", _("autonomous unit")
    TERRITORY = "territory", _("territorial unit")
    REGION = "region", _("region")
    PROVINCE = "province", _("province")
    COUNTY = "county", _("county")
    DEPARTMENT = "department", _("department")
    DISTRICT = "district", _("district")
    MUNICIPALITY = "municipality", _("municipality")
    CITY = "city", _("city")
    TOWN = "town", _("town")
    SECTOR = "sector", _("city sector")
    COMMUNE = "commune", _("commune")
    VILLAGE = "village", _("village")


REGIONS = frozenset({
    Unit.AUTONOMY, Unit.TERRITORY, Unit.REGION, Unit.PROVINCE, Unit.COUNTY, Unit.DEPARTMENT, Unit.DISTRICT,
})  # fmt: skip
# A municipality right below its country is a region, one in a district a locality.
WRITTEN = {
    Unit.AUTONOMY: "autonomous unit|autonomous territorial unit|autonomous region|uta|unitate teritoriala autonoma|"
                   "autonomie|автономия|автономное территориальное образование|autonomía|وحدة ذاتية الحكم",
    Unit.TERRITORY: "territorial unit|unitate teritoriala|unitati administrativ teritoriale din stinga nistrului|"
                    "территориальная единица|unité territoriale|unidad territorial|وحدة إقليمية",
    Unit.REGION: "region|regiune|регион|область|région|región|منطقة",
    Unit.PROVINCE: "province|provincie|провинция|provincia|محافظة",
    Unit.COUNTY: "county|judet|parish|жудец|comté|condado",
    Unit.DEPARTMENT: "department|departament|департамент|département|departamento",
    Unit.DISTRICT: "district|raion|r-n|raionul|район|distrito|قضاء|مقاطعة",
    Unit.MUNICIPALITY: "municipality|municipiu|mun|municipiul|муниципий|municipalité|municipio|بلدية",
    Unit.CITY: "city|oras mare|metropolis|city of|ciudad",
    Unit.TOWN: "town|oras|or|orasul|orasel|город|ville|pueblo|villa|مدينة",
    Unit.SECTOR: "sector|city sector|сектор|secteur|borough|quarter|حي",
    Unit.COMMUNE: "commune|comuna|com|коммуна|comuna rurala|rural commune|بلدية ريفية|municipio rural",
    Unit.VILLAGE: "village|sat|s|satul|село|деревня|aldea|قرية",
}  # fmt: skip
TOWNS = frozenset({Unit.MUNICIPALITY, Unit.CITY, Unit.TOWN})  # what people call a town, whatever its rank
MEANT = {search_key(word): unit for unit, words in WRITTEN.items() for word in words.split("|")}


def unit_of(written: str) -> str:
    """The unit that a word of a list means, in any of the languages above; "" for none."""
    return MEANT.get(search_key(written.replace("_", " ")), "")
