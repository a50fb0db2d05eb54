from jatigi.kernel import rooms


class PublicationsConfig(rooms.Room):
    name = "jatigi.publications"
