"""Members and needs that fit each other, always with the reasons.

Nouns: match, reason. A member is never shown to an institution before they choose to answer: for a need there
is only how many could do it. Registers: reasons and that number beside a need.
Declared modules: matches, reasons, reachable.
"""
