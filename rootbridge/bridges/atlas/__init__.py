"""The map: what there is, region by region of origin and country by country of residence.

Nouns: layer (one kind of thing on the map), square. Registers: the page of the map in the public menu.
Declared modules: layers, squares.
"""
