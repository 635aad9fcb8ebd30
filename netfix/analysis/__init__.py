"""Facts that codemods share: what a name means, what an expression's value is."""
