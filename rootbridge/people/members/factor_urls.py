app_name = "factor"
urlpatterns = []
