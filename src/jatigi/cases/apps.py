from jatigi.kernel import rooms


class CasesConfig(rooms.Room):
    name = "jatigi.cases"
