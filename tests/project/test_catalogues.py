"""The French of every screen is complete, consistent and well set: the tool that says so."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

from jatigi.project import catalogues
from jatigi.project.french import placeholder_problem, typography_problems
from jatigi.project.untranslated import literals, python_literals

NBSP = "\u00a0"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with two rooms and nothing in them."""
    for name in ("welcome", "referrals"):
        (tmp_path / name / "templates" / name).mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
    return tmp_path


def write_python(package: Path, room: str, text: str) -> None:
    (package / room / "views.py").write_text(text, encoding="utf-8")


def write_template(package: Path, room: str, text: str, name: str = "page.html") -> None:
    (package / room / "templates" / room / name).write_text(text, encoding="utf-8")


def write_french(package: Path, room: str, text: str) -> Path:
    path = catalogues.catalogue_path(package / room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalogues.HEADER + "\n" + text, encoding="utf-8")
    return path


def french(package: Path, room: str) -> str:
    return (
        catalogues.catalogue_path(package / room).read_text(encoding="utf-8").removeprefix(catalogues.HEADER)
    )


def entry(msgid: str, msgstr: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def test_every_way_of_asking_for_a_translation_is_found(package: Path) -> None:
    write_python(
        package,
        "welcome",
        """
def view(n):
    label = _("Name")
    also = gettext_lazy("First "
                        "name")
    many = ngettext("%(n)s bed", "%(n)s beds", n)
    verb = pgettext_lazy("button", "Open")
    beds = npgettext("shelter", "%s free", "%s free ones", n)
    return _(label)
""",
    )
    write_template(
        package,
        "welcome",
        """
  <h1>{% translate "Welcome" %}</h1>
      <p title="{% trans 'Help' context 'noun' %}">{{ name|default:_("Unknown") }}
    {% blocktranslate trimmed with who=person.name count n=beds|length %}
        {{ who }} has {{ n }} bed
        {% plural %}{{ who }} has {{ n }} beds
    {% endblocktranslate %}
 {% include "ui/button.html" with label=_("Send it") %} It's "odd" (text
""",
    )
    assert catalogues.messages(package / "welcome") == {
        (None, "Name"): "Name",
        (None, "First name"): "First name",
        (None, "%(n)s bed"): ("%(n)s bed", "%(n)s beds"),
        ("button", "Open"): "Open",
        ("shelter", "%s free"): ("%s free", "%s free ones"),
        (None, "Welcome"): "Welcome",
        ("noun", "Help"): "Help",
        (None, "Unknown"): "Unknown",
        (None, "%(who)s has %(n)s bed"): ("%(who)s has %(n)s bed", "%(who)s has %(n)s beds"),
        (None, "Send it"): "Send it",
    }


def test_an_update_keeps_translations_adds_new_sentences_and_drops_old_ones(package: Path) -> None:
    write_python(package, "welcome", '_("Send"); _("Close"); ngettext("%s bed", "%s beds", 2)')
    write_french(package, "welcome", entry("Send", "Envoyer") + entry("Gone", "Parti"))
    catalogues.update(package)
    assert french(package, "welcome") == (
        "\n"
        '#, python-format\nmsgid "%s bed"\nmsgid_plural "%s beds"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "Close"\nmsgstr ""\n\n'
        'msgid "Send"\nmsgstr "Envoyer"\n'
    )


def test_a_second_update_changes_nothing(package: Path) -> None:
    write_python(package, "welcome", '_("Send"); pgettext("verb", "Close"); ngettext("%s bed", "%s beds", 2)')
    write_french(package, "welcome", "# for the desk\n" + entry("Send", "Envoyer"))
    catalogues.update(package)
    first = french(package, "welcome")
    catalogues.update(package)
    assert french(package, "welcome") == first
    assert "# for the desk\n" in first


def test_an_update_takes_over_what_another_room_says(package: Path) -> None:
    write_python(package, "welcome", '_("Send")')
    write_python(package, "referrals", '_("Send")')
    write_french(package, "referrals", entry("Send", "Envoyer"))
    catalogues.update(package)
    assert 'msgid "Send"\nmsgstr "Envoyer"' in french(package, "welcome")


def test_a_room_without_sentences_gets_no_catalogue(package: Path) -> None:
    catalogues.update(package)
    assert not list(package.rglob("*.po"))


def test_a_complete_catalogue_has_no_problem(package: Path) -> None:
    write_python(package, "welcome", '_("What is your name?"); ngettext("One bed", "%(n)s beds", 2)')
    write_template(package, "welcome", '<h1>{% translate "Arrival" %}</h1>')
    write_french(
        package,
        "welcome",
        entry("What is your name?", f"Comment vous appelez-vous{NBSP}?")
        + entry("Arrival", "L’arrivée")
        + 'msgid "One bed"\nmsgid_plural "%(n)s beds"\nmsgstr[0] "%(n)s lit"\nmsgstr[1] "%(n)s lits"\n',
    )
    assert catalogues.problems(package) == []


@pytest.mark.parametrize(
    ("catalogue", "problem"),
    [
        ("", "welcome: no French for 'Send'"),
        (entry("Send", ""), "welcome: no French for 'Send'"),
        ("#, fuzzy\n" + entry("Send", "Envoyer"), "welcome: fuzzy: 'Send'"),
        (entry("Send", "Envoyer") + entry("Gone", "Parti"), "welcome: no longer used: 'Gone'"),
        (entry("Send", "Envoyer %(n)s"), "welcome: placeholders differ: 'Send'"),
        (
            'msgid "Send"\nmsgid_plural "Sends"\nmsgstr[0] "Envoi"\nmsgstr[1] "Envois"\n',
            "welcome: singular and plural are out of step: 'Send'",
        ),
    ],
)
def test_what_is_missing_in_french_is_told(package: Path, catalogue: str, problem: str) -> None:
    write_python(package, "welcome", '_("Send")')
    write_french(package, "welcome", catalogue)
    assert catalogues.problems(package) == [problem]


def test_two_rooms_say_the_same_thing_with_the_same_words(package: Path) -> None:
    for room, word in (("welcome", "référencement"), ("referrals", "orientation")):
        write_python(package, room, '_("referral")')
        write_french(package, room, entry("referral", word))
    assert catalogues.problems(package) == [
        "referrals, welcome: 'referral' has several translations: 'orientation' / 'référencement'"
    ]


def test_one_word_in_two_contexts_may_have_two_translations(package: Path) -> None:
    write_python(package, "welcome", 'pgettext("verb", "Open"); pgettext("state", "Open")')
    write_french(
        package,
        "welcome",
        'msgctxt "verb"\n' + entry("Open", "Ouvrir") + 'msgctxt "state"\n' + entry("Open", "Ouvert"),
    )
    assert catalogues.problems(package) == []


def test_a_literal_in_a_template_is_told_with_its_place(package: Path) -> None:
    write_template(package, "welcome", "<main>\n  <p>\n    Good morning {{ name }}</p></main>")
    assert catalogues.problems(package) == [
        "welcome/templates/welcome/page.html:3: not translated: Good morning …"
    ]


def test_compiled_catalogues_are_what_gettext_reads(package: Path) -> None:
    write_french(
        package,
        "welcome",
        entry("Send", "Envoyer")
        + 'msgid "%s bed"\nmsgid_plural "%s beds"\nmsgstr[0] "%s lit"\nmsgstr[1] "%s lits"\n\n'
        + "#, fuzzy\n"
        + entry("Close", "Fermer ?"),
    )
    catalogues.compile_all(package)
    with catalogues.catalogue_path(package / "welcome").with_suffix(".mo").open("rb") as file:
        translations = GNUTranslations(file)
    assert translations.gettext("Send") == "Envoyer"
    assert [translations.ngettext("%s bed", "%s beds", n) for n in (0, 1, 2)] == [
        "%s lit",
        "%s lit",
        "%s lits",
    ]
    assert translations.gettext("Close") == "Close"


@pytest.mark.parametrize(
    "text",
    [
        f"Êtes-vous en danger{NBSP}?",
        "Danger\u202f!",
        f"Dites «{NBSP}oui{NBSP}»{NBSP}: c’est tout",
        "Ouvert de 8:30 à 17:45",
        "Voir https://example.org/?a=1;b=2",
        '<a href="#aide" class="x">Aide</a>',
        "Quoi&nbsp;?",
        f"{{code:>8}} et %(name)s{NBSP}: voilà{NBSP}!!",
    ],
)
def test_well_set_french_passes(text: str) -> None:
    assert list(typography_problems(text)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("l'accord", "straight apostrophe (write ’)"),
        ('dites "oui"', "straight quotation mark (write « »)"),
        ("Vraiment ?", "no-break space missing before : ; ? ! »"),
        ("Nom:", "no-break space missing before : ; ? ! »"),
        ("%(name)s : absent", "no-break space missing before : ; ? ! »"),
        ("<b>Nom</b> : absent", "no-break space missing before : ; ? ! »"),
        (f"« oui{NBSP}»", "no-break space missing after «"),
    ],
)
def test_badly_set_french_is_told(text: str, problem: str) -> None:
    assert list(typography_problems(text)) == [problem]


@pytest.mark.parametrize(
    ("source", "translations", "right"),
    [
        (["%(name)s has left"], ["%(name)s est parti"], True),
        (["%(name)s has left"], ["%(nom)s est parti"], False),
        (["%(name)s has left"], ["Parti"], False),
        (["{n} days"], ["{n} jours"], True),
        (["{n} days"], ["{jours}"], False),
        (["100 %% sure"], ["sûr à 100 %%"], True),
        (["One day", "%(n)s days"], ["%(n)s jour", "%(n)s jours"], True),
        (["One day", "%(n)s days"], ["Un jour", "%(n)s jours"], True),
        (["One day", "%(n)s days"], ["Un jour", "des jours"], False),
        (["%(who)s: one day", "%(who)s: %(n)s days"], ["Un jour", "%(who)s: %(n)s jours"], False),
    ],
)
def test_a_translation_fills_in_the_same_values(
    source: list[str], translations: list[str], right: bool
) -> None:
    assert (placeholder_problem(source, translations) is None) is right


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "Good morning" %}',
        "{% blocktranslate %}Good <b>morning</b>{% endblocktranslate %}",
        "{% comment %}Good morning{% endcomment %}{# Good morning #}<!-- Good morning -->",
        "<p>{{ person.name|default:'—' }} · {{ n }} &times; 2&nbsp;</p>",
        "<style>p { color: red }</style><script>let name = 'Good';</script>",
        '<a class="link" href="{% url "home" %}" data-kind="wide" {% if x %}hidden{% endif %}>→</a>',
        '<b translate="no">ODK <b>Collect</b></b>',
        '<code>person.register</code><img translate="no" alt="OIM"> ',
        '{# translate="no" #}User-agent: *',
        "<h1>Jatigi</h1>",
        '<p class="{{ x|yesno:"open,closed" }}"></p>',
        '{% include "ui/button.html" with label=_("Send") kind="primary" %}',
        '{% button _("Send") kind="primary" icon="send" %}{% icon "arrow-right" %}{% url "people:list" page %}',
        '{% if state == "Open" %}{% endif %}{% now "j F Y" %}',
    ],
)
def test_what_is_translated_or_not_for_people_is_left_alone(template: str) -> None:
    assert literals(template) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<title>{% block title %}Home{% endblock %}</title>", [(1, "Home")]),
        ("\n<p>{{ n }} beds\n</p>", [(2, "… beds")]),
        ('<input placeholder="Name">', [(1, "placeholder='Name'")]),
        ('<img alt="Map" src="map.svg"/>', [(1, "alt='Map'")]),
        ('<button aria-label="Close">×</button>', [(1, "aria-label='Close'")]),
        ('<input type="submit" value="Send">', [(1, "value='Send'")]),
        ('<input type="radio" value="yes">', []),
        ("<p>{{ x|yesno:'open,closed' }}</p>", [(1, "…open,closed")]),
        ('{% include "ui/button.html" with label="Send" %}', [(1, "Send")]),
        ('{% button "Send" kind="primary" %}', [(1, "Send")]),
        ("{% table 'Name' 'date' caption='list of stays' %}", [(1, "Name"), (1, "list of stays")]),
        ('{% badge "not yet" %}', [(1, "not yet")]),
        ('<b translate="no">ODK</b> form', [(1, "form")]),
        ('{% translate "a" %}\n{% if x %}\nyou\n{% endif %}', [(3, "you")]),
    ],
)
def test_what_people_would_read_untranslated_is_found(template: str, found: list[tuple[int, str]]) -> None:
    assert literals(template) == found


def test_labels_of_fields_and_choices_are_translated_too() -> None:
    source = """
class State(models.TextChoices):
    OPEN = "open", _("Open")
    SHUT = "shut", "Shut"

class Stay(models.Model):
    bed = models.CharField(_("bed"), max_length=5, help_text="As written on the door")
    room = models.CharField(verbose_name=_("room"), default="Unknown")
"""
    assert python_literals(source) == [(4, "Shut"), (7, "As written on the door")]


def test_a_text_for_the_mail_is_looked_at_line_by_line() -> None:
    template = '{% translate "Good morning" %}\nYou have <2> messages\n{{ link }}'
    assert literals(template, html=False) == [(2, "You have <2> messages")]


def test_the_command_fails_when_something_is_missing(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_python(package, "welcome", '_("Send")')
    assert catalogues.main(["check"], package) == 1
    assert capsys.readouterr().err == "welcome: no French for 'Send'\n"


@pytest.mark.parametrize("command", ["update", "check", "compile"])
def test_a_broken_catalogue_is_told_with_its_place_and_left_alone(
    package: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_python(package, "welcome", '_("Send")')
    path = write_french(package, "welcome", 'msgid "Send\nmsgstr "Envoyer"\n')
    before = path.read_bytes()
    assert catalogues.main([command], package) == 1
    assert capsys.readouterr().err == f'{path}:9: not a line of a catalogue: msgid "Send\n'
    assert path.read_bytes() == before
    assert not path.with_suffix(".mo").exists()


def test_the_name_of_an_organisation_stands_where_no_article_is_needed() -> None:
    """« de la Croix-Rouge », « du HCR », « d’OIM »: no sentence can know; after a colon or in brackets all are right."""
    named = re.compile(r"(.*)%\((?:organisation|host|to)\)s", re.DOTALL)
    sentences = [
        sentence
        for room in catalogues.rooms()
        for message in catalogues.read(room).values()
        for sentence in catalogues._translations(message)
    ]
    before = [found.group(1) for sentence in sentences if (found := named.match(sentence))]
    assert len(before) >= 8
    assert [words for words in before if not words.endswith((f"{NBSP}: ", "("))] == []
