"""How a measure is measured and told: indicators, due dates that follow their rhythm, reports with evidence."""
