"""Ordinary words in place of those that the world of the permission matrix plants, so that the guide reads like a day.

Only what a picture shows is changed, after the page was checked as it is; all of it is invented.
"""

from playwright.sync_api import Page

WORDS = {
    "Kanarigiven": "Aminata", "Kanarifamily": "Barry", "Kanarinick": "Ami", "Kanarifather": "Ibrahima",
    "Kanarimother": "Kadiatou", "KANARIDOC77": "O00471182", "kanari-origin": "Mamou", "Kanaricompanion": "Oumou",
    "kanari-staynote": "arrivée de nuit", "KANARIBED": "B-12", "Kanariwitness": "Awa Touré",
    "kanari-basisreason": "Enfant seule, de nuit.", "Kanariguardian": "Seydou Barry",
    "kanari-why": "Fièvre et pas d’abri.", "kanari-finding": "Fièvre depuis trois jours.",
    "kanari-casenote": "Elle souhaite appeler sa sœur.", "kanari-task": "Rappeler la sœur",
    "kanari-goal": "Être soignée", "kanari-action": "Accompagner au centre de santé", "kanari-given": "Repas du soir",
    "kanari-asylum": "Souhaite en savoir plus.", "kanari-closure": "Partie vers Bamako.",
    "kanari-message": "Fièvre depuis trois jours.", "kanari-referralnote": "Bien reçu.",
    "kanari-question": "Un traitement à poursuivre.", "kanari-sheet": "Feuille 1",
    "Kanarishelter": "Foyer du Fleuve", "kanari-address": "rue", "Organisation MMG": "Maison des Migrants de Gao",
    "Organisation CRM": "Croix-Rouge malienne", "Organisation LOIN": "Association Loin",
    "Only-focal_point": "Kadi", "Only-reception": "Awa", "Noeud": "Noé",
}  # fmt: skip

_REPLACE = """words => {
  const change = text => Object.entries(words).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = change(walker.currentNode.data);
  for (const field of document.querySelectorAll('input, textarea')) {
    if (field.type !== 'file') field.value = change(field.value);
  }
}"""


def ordinary(tab: Page) -> None:
    """Changes the words of the page that is shown."""
    tab.evaluate(
        _REPLACE, WORDS | {plain.lower(): word.lower() for plain, word in WORDS.items() if " " not in plain}
    )
