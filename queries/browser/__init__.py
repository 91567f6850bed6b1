"""What Neo4j Browser shows of this graph: style sheet, guide, saved statements; made from the model and the questions.

Everything here is pure text out of data; who serves or writes it is `lianmeng.browser`.
"""
