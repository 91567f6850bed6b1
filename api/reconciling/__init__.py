"""The reconciliation service, by the W3C community's reconciliation API 0.2: what it reads and what it answers.

HTTP is left to `api.routes.reconcile`.
"""
