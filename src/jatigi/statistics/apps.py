from jatigi.kernel import rooms


class StatisticsConfig(rooms.Room):
    name = "jatigi.statistics"
