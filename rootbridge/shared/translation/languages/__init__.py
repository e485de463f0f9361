"""The room of translators: which texts exist in which language, what is behind and by what, and bringing it up."""
