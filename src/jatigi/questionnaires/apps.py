from jatigi.kernel import rooms


class QuestionnairesConfig(rooms.Room):
    name = "jatigi.questionnaires"
