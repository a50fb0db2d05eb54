"""What three kinds of people do over and over: the desk, a case worker, the receiving desk."""

from random import Random
from typing import Any

World = dict[str, Any]
LETTERS = "aeiouébdfgklmnrst"


def desk(user: Any, world: World, rng: Random) -> None:
    """Look at the day, look for somebody, open them, register somebody new."""
    user.get("home page", "/")
    search(user, world, rng)
    user.get("person page", f"/people/{rng.choice(world['people'])}/")
    page = user.get("", "/people/new/")
    invented = "".join(rng.choice(LETTERS) for _letter in range(11)).capitalize()
    user.post(
        "registering a person", "/people/new/", page, "basis_kind",
        sex="male", age_group="18_59", names_0_given=invented, names_0_family=invented[::-1].capitalize(),
        basis_kind="consent", basis_agreed="yes", basis_form="verbal", basis_witness="Oumou", nationality_0="ML",
    )  # fmt: skip


def search(user: Any, world: World, rng: Random) -> None:
    """Look for somebody, with a letter wrong."""
    page = user.get("", "/people/search/")
    given, family = rng.choice(world["names"])
    user.post("welcome search", "/people/search/", page, "text", text=f"{_misspelt(given, rng)} {family}")


def worker(user: Any, world: World, rng: Random) -> None:
    """Look at the day and the list, open a case and its person."""
    user.get("home page", "/")
    user.get("case list", "/cases/")
    user.get("case page", f"/cases/{rng.choice(world['cases'])}/")
    user.get("person page", f"/people/{rng.choice(world['people'])}/")
    send(user, world, rng)


def receiver(user: Any, world: World, rng: Random) -> None:
    """Look at the day and the inbox, open a referral."""
    user.get("home page", "/")
    user.get("referral inbox", "/referrals/inbox/")
    user.get("referral page", f"/referrals/{rng.choice(world['referrals'])}/")


def send(user: Any, world: World, rng: Random) -> None:
    """Refer the person of a case to the service."""
    case = rng.choice(world["cases"])
    path = f"/cases/{case}/refer/{world['service']}/"
    page = user.get("", path)
    user.post(
        "sending a referral",
        path,
        page,
        "urgency",
        urgency="medium",
        fields=["code", "names"],
        message="fièvre",
    )


def _misspelt(name: str, rng: Random) -> str:
    """The name as somebody else would write it: one letter doubled or left out."""
    if len(name) < 4:
        return name
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + (name[at] if rng.random() < 0.5 else "") + name[at + (rng.random() < 0.5) :]
