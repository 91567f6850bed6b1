// title_zh: 关于某概念（或联盟）的条文
// title_en: Clauses of a concept or an alliance
// scope: false
// parameters:
//   - {name: subject, type: reference, labels: [Concept, Alliance], zh: 概念或联盟, en: concept or alliance}
//   - {name: kind, type: clause_kind, default: null, zh: 种类, en: kind}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: kind, type: string, zh: 种类, en: kind}
//   - {name: number, type: string, zh: 条号, en: number}
//   - {name: heading, type: string, zh: 标题, en: heading}
//   - {name: quote, type: string, zh: 原文, en: quote}
//   - {name: source, type: string, zh: 来源编号, en: id of the source}
//   - {name: source_title, type: string, zh: 来源, en: source}
//   - {name: start, type: integer, zh: 起, en: start}
// example: {subject: 产业技术创新战略联盟, kind: condition}
CALL () { MATCH (n:Concept {id: $subject}) RETURN n UNION MATCH (n:Alliance {id: $subject}) RETURN n }
MATCH (n)<-[:CLAUSE_OF]-(c:Clause)
WHERE $kind IS NULL OR c.kind = $kind
OPTIONAL MATCH (e:Evidence {slot: c.id}) WHERE e.source = c.source
OPTIONAL MATCH (s:Source {id: c.source})
WITH c, s, min(e.start) AS start
ORDER BY c.source, start, c.id SKIP $skip LIMIT $limit
RETURN c.id AS id, c.kind AS kind, c.number AS number, c.heading AS heading, c.quote AS quote, c.source AS source,
       s.title AS source_title, start
ORDER BY source, start, id
