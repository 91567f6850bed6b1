"""Web pages for people: the same named questions as the API's, as HTML that needs no script.

Handed to `api.app.create_app` as a router (`web.routes.routes`); neither package imports the other.
"""
