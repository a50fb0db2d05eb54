"""Answers for forms that the page sends by fetch (`X-Form-Fetch: 1`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class FormAnswers:
    """Turns a redirect into 204 with `X-Location`, so that the browser loads the next page once, itself.

    Following the redirect inside fetch would load that page twice and use up its messages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("X-Form-Fetch") != "1" or not isinstance(response, HttpResponseRedirect):
            return response
        answer = HttpResponse(status=204, headers={"X-Location": response.url})
        answer.cookies = response.cookies
        return answer
