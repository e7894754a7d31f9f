from django.urls import path

from . import applications, service, users

urlpatterns = [
    path("health", service.health),
    path("api/v1/health/", service.health),
    path("live", service.live),
    path("ready", service.live),
    path("openapi.json", service.contract),
    path("docs", service.documentation),
    path("api/v1/telegram/invite-link/", service.invite_link),
    path("api/v1/telegram/auth/", users.log_in),
    path("api/v1/telegram/save-test/", users.save_test),
    path("api/v1/telegram/applications/", applications.list_applications),
    path("webhook/telegram", service.receive_update),
]
handler404 = "backend.problems.not_found"
handler500 = "backend.problems.internal"
