from django.urls import path

from rootbridge.base.design import views

app_name = "design"
urlpatterns = [path("", views.sheet, name="sheet")]
