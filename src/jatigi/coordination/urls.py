from django.urls import URLPattern

from jatigi.coordination.frameworks.urls import urlpatterns as frameworks

app_name = "coordination"
urlpatterns: list[URLPattern] = [*frameworks]
