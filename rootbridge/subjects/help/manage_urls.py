app_name = "manage_questions"
urlpatterns = []
