from jatigi.kernel import rooms


class ProtectionConfig(rooms.Room):
    name = "jatigi.protection"
