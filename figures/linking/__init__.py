"""Which figures speak of the same quantity: from the tables and the packs alone.

words → closeness (of documents), likeness (of figures) → links
"""
