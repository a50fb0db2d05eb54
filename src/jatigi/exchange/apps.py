from jatigi.kernel import rooms


class ExchangeConfig(rooms.Room):
    name = "jatigi.exchange"
