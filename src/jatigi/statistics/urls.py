from django.urls import path

from jatigi.statistics import views
from jatigi.statistics.coverage import views as coverage
from jatigi.statistics.network import views as network

app_name = "statistics"
urlpatterns = [
    path("coverage/", coverage.coverage, name="coverage"),
    path("report/", views.monthly, name="monthly"),
    path("report/sheet/", views.monthly_sheet, name="monthly_sheet"),
    path("network/", network.network, name="network"),
    path("network/<slug:kind>/", network.network_file, name="network_file"),
]
