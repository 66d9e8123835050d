"""Suite files → checks → reports that read themselves: what pytest runs for `*.figures.toml`.

located (TOML with lines) → form (the schema that mistakes are told by) → suite → sources (read once a run), claims,
agreement, arithmetic, support, tables → items (what pytest runs), html (the page of a run)
"""
