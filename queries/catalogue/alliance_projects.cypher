// title_zh: 联盟的项目
// title_en: Projects of an alliance
// parameters:
//   - {name: alliance, type: Alliance, zh: 联盟, en: alliance}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: undertaken_by, type: rows, fields: {id: string, name: string}, zh: 承担单位, en: undertaken by}
//   - {name: technologies, type: list, zh: 技术, en: technologies}
//   - {name: targets, type: integer, zh: 目标数, en: targets}
//   - {name: slot, type: string, zh: 关系编号, en: id of the relation}
// example: {alliance: 煤炭开发利用技术创新战略联盟}
MATCH (a:Alliance {id: $alliance})-[r:RUNS]->(p:Project)
WITH p, r ORDER BY p.name, p.id SKIP $skip LIMIT $limit
RETURN p.id AS id, p.name AS name,
       COLLECT { MATCH (p)<-[:UNDERTAKES]-(o:Organization) WITH o ORDER BY o.name, o.id
                 RETURN {id: o.id, name: o.name} } AS undertaken_by,
       COLLECT { MATCH (p)-[:WORKS_ON]->(t:Technology) WITH t ORDER BY t.name RETURN t.name } AS technologies,
       COUNT { MATCH (p)-[:HAS_TARGET]->(:Target) } AS targets, r.id AS slot
ORDER BY name, id
