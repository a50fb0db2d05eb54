from jatigi.kernel import rooms


class PeopleConfig(rooms.Room):
    name = "jatigi.people"
