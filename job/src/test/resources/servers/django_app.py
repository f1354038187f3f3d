import json
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import JsonResponse
from django.urls import path
from ids import keep

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="of a test")


def take(request):
    documents = json.loads(request.body)
    keep(documents)
    return JsonResponse({"taken": len(documents)})


urlpatterns = [path("", take)]

execute_from_command_line([sys.argv[0], "runserver", "--noreload", f"127.0.0.1:{os.environ['PORT']}"])
