"""Many records at once: `rows` what one says, `actions` how they are written, all or none."""
