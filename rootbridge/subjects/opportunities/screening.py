"""Words that often stand in false offers of work: payment to be hired, papers kept, wages promised without work.

A need that holds some is not refused: whoever checks it sees them and says that they asked.
"""

import re

from rootbridge.base.core.text import search_key

# Folded as `search_key` folds: no accents, no case, single spaces. A star stands for the rest of a word.
PHRASES = {
    "en": (
        "registration fee|placement fee|processing fee|recruitment fee|training fee|visa fee|fee to apply|"
        "pay a deposit|pay in advance|send money|western union|moneygram|keep your passport|"
        "hold your passport|hand over your passport|guaranteed visa|no contract|only whatsapp|only telegram|"
        "easy money|quick money"
    ),
    "ro": (
        "tax* de inregistrare|tax* de inscriere|tax* de plasare|tax* de recrutare|tax* de procesare|"
        "taxa pentru viza|platiti un avans|platesti un avans|plata in avans|trimiteti bani|pastram pasaport*|"
        "retinem pasaport*|predati pasaport*|viza garantata|fara contract|doar pe whatsapp|doar pe telegram|"
        "doar whatsapp|bani rapizi|bani usori|comision de angajare|garantie baneasca"
    ),
    "ru": (
        "регистрационныи взнос|взнос за|плата за оформление|оплата оформления|предоплат*|внести залог|"
        "денежныи залог|переведите деньги|отправьте деньги|паспорт остается у нас|забираем паспорт*|"
        "храним паспорт*|сдать паспорт|виза гарантирована|гарантированная виза|без договора|только whatsapp|"
        "только в whatsapp|только telegram|только в телеграм*|легкие деньги|быстрые деньги"
    ),
    "fr": (
        "frais d inscription|frais de dossier|frais de placement|frais de recrutement|frais de visa|"
        "payer une caution|payer d avance|envoyez de l argent|gardons votre passeport|"
        "remettre votre passeport|visa garanti|sans contrat|uniquement whatsapp|seulement par whatsapp|"
        "argent facile|argent rapide"
    ),
    "es": (
        "cuota de inscripcion|gastos de inscripcion|gastos de tramitacion|tasa de registro|"
        "pagar por adelantado|pago por adelantado|pagar un deposito|enviar dinero|envie dinero|"
        "guardamos su pasaporte|entregar el pasaporte|visado garantizado|visa garantizada|sin contrato|"
        "solo por whatsapp|solo whatsapp|dinero facil|dinero rapido"
    ),
    "ar": (
        "رسوم تسجيل|رسوم التسجيل|رسوم توظيف|رسوم التوظيف|رسوم تاشيره|رسوم التاشيره|دفع مقدم|ادفع مقدما|"
        "تامين مالي|ارسل المال|ارسال المال|نحتفظ بجواز|تسليم جواز|تاشيره مضمونه|بدون عقد|واتساب فقط|مال سريع"
    ),
}


def _pattern(phrase: str) -> str:
    folded = [search_key(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in phrase.split()]
    return " ".join(folded)


PATTERN = re.compile(
    r"(?<!\w)(?:"
    + "|".join(_pattern(phrase) for phrases in PHRASES.values() for phrase in phrases.split("|") if phrase.strip())
    + r")(?!\w)"
)


def suspicious(*texts: str) -> list[str]:
    """The phrases found in texts, each once, as they were written once folded."""
    found = [match.group() for text in texts for match in PATTERN.finditer(search_key(text))]
    return list(dict.fromkeys(found))


def suspicious_in(need) -> list[str]:
    """The phrases found in any language of a need."""
    said = (need.titles, need.leads, need.bodies, need.pay, need.licence)
    return suspicious(*(str(text) for texts in said for text in texts.values()))
