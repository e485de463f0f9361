app_name = "manage_needs"
urlpatterns = []
