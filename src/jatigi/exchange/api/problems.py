"""Errors of the doors as JSON: one shape for all of them."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jatigi.kernel import journal
from jatigi.kernel.access import ANONYMOUS
from jatigi.kernel.api import ERRORS, Problem
from jatigi.kernel.errors import Invalid, JatigiError, SignInNeeded


def register(api: NinjaAPI) -> None:
    """Make `api` answer every error as a `Problem`."""

    def answer(request: HttpRequest, status: int, problem: Problem) -> HttpResponse:
        return api.create_response(request, problem.model_dump(), status=status)

    @api.exception_handler(JatigiError)
    def of_the_doors(request: HttpRequest, error: JatigiError) -> HttpResponse:
        fields = error.errors if isinstance(error, Invalid) else {}
        problem = Problem(
            code=error.code, message=str(error.sentence), errors={k: str(v) for k, v in fields.items()}
        )
        return answer(request, error.status, problem)

    @api.exception_handler(AuthenticationError)
    def of_the_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        journal.append(
            getattr(request, "access", ANONYMOUS), "api.token", outcome="refused", reason=SignInNeeded.code
        )
        return answer(request, 401, Problem(code=SignInNeeded.code, message=str(SignInNeeded.sentence)))

    @api.exception_handler(ValidationError)
    def of_the_schema(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = {".".join(str(step) for step in one["loc"][1:]): str(one["msg"]) for one in error.errors}
        return answer(request, 422, Problem(code=Invalid.code, message=str(Invalid.sentence), errors=found))

    @api.exception_handler(HttpError)
    def of_the_framework(request: HttpRequest, error: HttpError) -> HttpResponse:
        status = error.status_code if error.status_code in ERRORS else 400
        return answer(request, status, Problem(code="request", message=str(error)))
