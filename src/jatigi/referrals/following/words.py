"""The code and the secret word: how they are made, read, and looked up together."""

import secrets
import unicodedata

from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import new_code
from jatigi.kernel.errors import Invalid
from jatigi.kernel.models import steady_fingerprint

SHORTEST = 4
LONGEST = 60
FIRST = (
    "mangue rivière tambour soleil panier baobab pirogue calebasse marché chemin étoile jardin moulin guitare savane "
    "coton cheval tomate orange citron bateau fenêtre maison montagne désert nuage plume tapis lampe miroir ruban "
    "perle collier sandale manteau foulard chapeau couteau cuillère marmite bassine corbeille natte coussin échelle "
    "clôture colline vallée rocher source cascade feuille racine branche graine récolte semence abeille papillon "
    "hirondelle pigeon chameau gazelle tortue"
).split()
SECOND = (
    "bleu rouge jaune vert blanc noir doré clair petit grand léger rapide calme joyeux ancien nouveau rond large "
    "chaud frais doux sucré salé fort fin long court haut profond proche lointain secret"
).split()

new_follow_code = new_code


def new_word() -> str:
    """Two easy words, among some two thousand pairs: enough where nobody tries more than forty a day."""
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"


def plain(word: str) -> str:
    """The word without accents, capitals, blanks and marks: as it is heard, not as it is written."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def chosen(word: str) -> str:
    """A word that the person chose. Raises `Invalid` where it is too short or too long to be a secret."""
    if not len(plain(word)) >= SHORTEST or len(word) > LONGEST:
        raise Invalid(word=_("Choose a word of at least four letters that nobody else thinks of."))
    return word.strip()


def lookup(code: str, word: str) -> bytes:
    """What is kept of code and word: one keyed hash of both. Looking it up takes the same whichever of them is wrong."""
    return steady_fingerprint("referrals.follow", code.encode(), plain(word).encode())
