from django.urls import path

from jatigi.ui import views

app_name = "ui"
urlpatterns = [
    path("style/", views.style, name="style"),
    path("style/sheet/", views.sheet, name="style_sheet"),
]
