// title_zh: 有哪些人物及其职务
// title_en: People and their posts
// parameters:
//   - {name: name, type: string, default: null, zh: 姓名中的字, en: characters in the name}
//   - {name: at, type: reference, labels: [Alliance, Organization], default: null, zh: 任职的联盟或机构, en: alliance or organisation}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 姓名, en: name}
//   - {name: serves, type: rows, fields: {id: string, name: string, title: list}, zh: 在联盟的职务, en: posts in alliances}
//   - {name: works_for, type: rows, fields: {id: string, name: string, title: list}, zh: 任职单位, en: employers}
//   - {name: defines, type: rows, fields: {id: string, name: string}, zh: 定义的概念, en: concepts defined}
// example: {name: 李}
MATCH (p:Person)
WHERE ($name IS NULL OR p.name CONTAINS $name)
  AND ($at IS NULL OR EXISTS { MATCH (p)-[:SERVES|WORKS_FOR]->(x) WHERE x.id = $at })
WITH p ORDER BY p.name, p.id SKIP $skip LIMIT $limit
RETURN p.id AS id, p.name AS name,
       COLLECT { MATCH (p)-[s:SERVES]->(a:Alliance) WITH a, s ORDER BY a.name, a.id
                 RETURN {id: a.id, name: a.name, title: coalesce(s.title, [])} } AS serves,
       COLLECT { MATCH (p)-[w:WORKS_FOR]->(o:Organization) WITH o, w ORDER BY o.name, o.id
                 RETURN {id: o.id, name: o.name, title: coalesce(w.title, [])} } AS works_for,
       COLLECT { MATCH (p)-[:DEFINES]->(c:Concept) WITH c ORDER BY c.name, c.id RETURN {id: c.id, name: c.name} } AS defines
ORDER BY name, id
