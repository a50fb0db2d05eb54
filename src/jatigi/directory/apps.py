from jatigi.kernel import rooms


class DirectoryConfig(rooms.Room):
    name = "jatigi.directory"
