// title_zh: 文中定义了哪些概念
// title_en: Concepts that the texts define
// scope: false
// parameters:
//   - {name: name, type: string, default: null, zh: 名称中的字, en: characters in the name}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: definition, type: string, zh: 定义, en: definition}
//   - {name: clauses, type: rows, fields: {kind: string, count: integer}, zh: 各种条文数, en: clauses by kind}
//   - {name: defined_by, type: rows, fields: {id: string, name: string, year: string}, zh: 定义者, en: defined by}
// example: {name: 联盟}
MATCH (c:Concept)
WHERE $name IS NULL OR c.name CONTAINS $name
WITH c ORDER BY c.name, c.id SKIP $skip LIMIT $limit
RETURN c.id AS id, c.name AS name, c.definition AS definition,
       COLLECT { MATCH (c)<-[:CLAUSE_OF]-(l:Clause) WITH l.kind AS kind, count(l) AS n ORDER BY n DESC, kind
                 RETURN {kind: kind, count: n} } AS clauses,
       COLLECT { MATCH (c)<-[d:DEFINES]-(p:Person) WITH p, d ORDER BY p.name, p.id
                 RETURN {id: p.id, name: p.name, year: d.year} } AS defined_by
ORDER BY name, id
