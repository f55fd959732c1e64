"""The protocol: positions, URIs and messages live here and nowhere else."""
