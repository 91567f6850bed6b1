// title_zh: 有哪些项目
// title_en: Projects, filtered
// parameters:
//   - {name: name, type: string, default: null, zh: 名称中的字, en: characters in the name}
//   - {name: holder, type: reference, labels: [Alliance, Organization], default: null, zh: 开展或承担者, en: who runs or undertakes it}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: run_by, type: rows, fields: {id: string, name: string}, zh: 开展的联盟, en: run by}
//   - {name: undertaken_by, type: rows, fields: {id: string, name: string}, zh: 承担单位, en: undertaken by}
//   - {name: targets, type: integer, zh: 目标数, en: targets}
// example: {name: 煤}
MATCH (p:Project)
WHERE ($name IS NULL OR p.name CONTAINS $name)
  AND ($holder IS NULL OR EXISTS { MATCH (p)<-[:RUNS|UNDERTAKES]-(h) WHERE h.id = $holder })
WITH p ORDER BY p.name, p.id SKIP $skip LIMIT $limit
RETURN p.id AS id, p.name AS name,
       COLLECT { MATCH (p)<-[:RUNS]-(a:Alliance) WITH a ORDER BY a.name, a.id RETURN {id: a.id, name: a.name} } AS run_by,
       COLLECT { MATCH (p)<-[:UNDERTAKES]-(o:Organization) WITH o ORDER BY o.name, o.id
                 RETURN {id: o.id, name: o.name} } AS undertaken_by,
       COUNT { MATCH (p)-[:HAS_TARGET]->(:Target) } AS targets
ORDER BY name, id
