"""What a browser would send for the first form of a page: hidden fields, defaults, what is ticked and selected."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, marker: str) -> None:
        super().__init__()
        self.marker, self.inside, self.done = marker, False, False
        self.values: dict[str, list[str]] = {}
        self.pending: dict[str, list[str]] = {}
        self.named: set[str] = set()
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form" and not self.done:
            self.inside, self.pending = given.get("method", "").lower() == "post", {}
            self.named = set()
        if not self.inside:
            return
        name = given.get("name", "")
        self.named.add(name)
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in given:
                return
            if kind not in ("submit", "button", "file"):
                self.pending.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.pending):
            self.pending[self.select] = [given.get("value", "")]
        elif tag == "textarea":
            self.area = name
            self.pending.setdefault(name, [""])

    def handle_data(self, data: str) -> None:
        if self.area:
            self.pending[self.area] = [data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""
        elif tag == "form" and self.inside:
            self.inside = False
            if self.marker in self.named and not self.done:
                self.values, self.done = self.pending, True


def fields(page: str, marker: str) -> dict[str, list[str]]:
    """The values of the first form with a field called `marker`. Raises `LookupError`."""
    reader = _Reader(marker)
    reader.feed(page)
    if not reader.done:
        raise LookupError(f"no form with a field {marker}")
    return reader.values
