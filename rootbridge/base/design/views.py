from django.views import defaults

bad_request, refused, not_here, broken = (
    defaults.bad_request, defaults.permission_denied, defaults.page_not_found, defaults.server_error,
)  # fmt: skip
