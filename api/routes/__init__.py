"""One file a subject; each has `routes(service, ...) -> APIRouter`."""
