app_name = "manage_reports"
urlpatterns = []
