from django.http import HttpResponse


def profile(request):
    if request.user == None:
        return HttpResponse("anonymous")
