from django.urls import path

from jatigi.statistics import views

app_name = "statistics"
urlpatterns = [
    path("report/", views.monthly, name="monthly"),
    path("report/sheet/", views.monthly_sheet, name="monthly_sheet"),
]
