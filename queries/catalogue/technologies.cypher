// title_zh: 有哪些技术，谁在研究
// title_en: Technologies and who works on them
// parameters:
//   - {name: name, type: string, default: null, zh: 名称中的字, en: characters in the name}
//   - {name: holder, type: reference, labels: [Alliance, Organization, Project], default: null, zh: 研究者, en: who works on it}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: worked_on_by, type: rows, fields: {id: string, name: string}, zh: 研究者, en: who works on it}
// example: {name: 液化}
MATCH (t:Technology)
WHERE ($name IS NULL OR t.name CONTAINS $name)
  AND ($holder IS NULL OR EXISTS { MATCH (t)<-[:WORKS_ON]-(h) WHERE h.id = $holder })
WITH t ORDER BY t.name, t.id SKIP $skip LIMIT $limit
RETURN t.id AS id, t.name AS name,
       COLLECT { MATCH (t)<-[:WORKS_ON]-(h) WITH h ORDER BY h.name, h.id RETURN {id: h.id, name: h.name} } AS worked_on_by
ORDER BY name, id
