"""Each request: find the place, ask the feature, hand its answer to the encoder. Unknown places are answered with null."""
