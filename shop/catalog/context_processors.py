def categories(request):
    return {}
