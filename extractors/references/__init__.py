"""What points beyond the paper: citations of earlier papers and law, and commitments to later ones."""
