from jatigi.kernel import rooms


class InquiriesConfig(rooms.Room):
    name = "jatigi.inquiries"
