// title_zh: 与某机构同在联盟的机构
// title_en: Co-members of an organisation
// parameters:
//   - {name: organization, type: Organization, zh: 机构, en: organisation}
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
//   - {name: min, type: integer, default: 1, low: 1, high: 10000, zh: 至少共同参加几个联盟, en: at least so many shared alliances}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 机构, en: organisation}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: shared, type: integer, zh: 共同联盟数, en: shared alliances}
//   - {name: alliances, type: rows, fields: {id: string, name: string}, zh: 共同的联盟, en: the shared alliances}
// facets: {kind: c.kind, shared: shared}
// example: {organization: 清华大学}
MATCH (o:Organization {id: $organization})
MATCH (s:Organization {lineage: o.lineage})-[m:MEMBER_OF]->(a:Alliance)
WHERE m.counted
WITH DISTINCT o, a
MATCH (a)<-[n:MEMBER_OF]-(c:Organization)
WHERE n.counted AND c.lineage <> o.lineage AND ($kind IS NULL OR c.kind = $kind)
WITH a, c, CASE WHEN EXISTS { (c)-[:SUCCEEDED_BY]->(:Organization) } THEN 1 ELSE 0 END AS former
ORDER BY former, c.name, c.id
WITH c.lineage AS line, collect(c) AS named, collect(DISTINCT a) AS alliances
WHERE size(alliances) >= $min
WITH named[0] AS c, alliances, size(alliances) AS shared
ORDER BY shared DESC, c.name, c.id SKIP $skip LIMIT $limit
RETURN c.id AS id, c.name AS name, c.kind AS kind, shared,
       COLLECT { UNWIND alliances AS a WITH a ORDER BY a.name, a.id RETURN {id: a.id, name: a.name} } AS alliances
ORDER BY shared DESC, name, id
