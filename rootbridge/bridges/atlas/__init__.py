"""The map: what there is, region by region of origin and country by country of residence.

Nouns: bank (one side of the map), spot (a region or a country on it), cloth, square. Registers: the page of the map in
the public menu; the layers come from the rooms (``base/core/mapped.py``). Declared modules: banks, squares, weaving.
"""
