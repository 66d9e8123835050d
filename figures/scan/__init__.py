"""Text → candidate spans: blocks, shapes, hits, sentences."""
