"""The look: tokens, parts, page frames and how they reach the browser.

Nouns: look (what a pack sets), palette (its colours), weave (its pattern), icons, assets (built files),
controls (a form field ready to draw), formats (dates and numbers), tiles (where a country stands on the map),
charts (lines as drawn paths), blocks (one block of a page drawn alone), sheet (the page that shows all parts).
"""
