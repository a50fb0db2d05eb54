from jatigi.kernel import rooms


class ReferralsConfig(rooms.Room):
    name = "jatigi.referrals"
