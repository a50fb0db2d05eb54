from jatigi.kernel import rooms


class AgenciesConfig(rooms.Room):
    name = "jatigi.agencies"
