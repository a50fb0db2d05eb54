from jatigi.kernel import rooms


class CoordinationConfig(rooms.Room):
    name = "jatigi.coordination"
