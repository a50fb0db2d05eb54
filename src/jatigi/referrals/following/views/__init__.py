"""Pages: `sender` makes codes and notes feedback, `person` is `/suivi`, `complaints` is for focal points and the secretariat."""
