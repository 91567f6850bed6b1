// title_zh: 某来源证明了什么
// title_en: What a source attests
// scope: false
// parameters:
//   - {name: source, type: Source, zh: 来源, en: source}
//   - {name: type, type: string, default: null, zh: 只看这种事实（关系类型、ENTITY 或 VALUE）, en: "only this type (relation, ENTITY or VALUE)"}
// columns:
//   - {name: fact, type: string, zh: 事实编号, en: id of the fact}
//   - {name: type, type: string, zh: 类型, en: type}
//   - {name: head, type: string, zh: 主体, en: head}
//   - {name: head_id, type: string, zh: 主体编号, en: id of the head}
//   - {name: tail, type: string, zh: 客体, en: tail}
//   - {name: tail_id, type: string, zh: 客体编号, en: id of the tail}
//   - {name: property, type: string, zh: 属性, en: property}
//   - {name: value, type: string, zh: 值, en: value}
//   - {name: start, type: integer, zh: 起, en: start}
//   - {name: end, type: integer, zh: 止, en: end}
//   - {name: quote, type: string, zh: 引文, en: quote}
//   - {name: grade, type: string, zh: 把握, en: grade}
//   - {name: evidence, type: string, zh: 证据编号, en: id of the evidence}
// example: {source: 钢铁可循环流程技术创新战略联盟}
MATCH (:Source {id: $source})<-[:IN]-(e:Evidence)
WHERE $type IS NULL OR e.type = $type
WITH e ORDER BY e.start, e.end, e.id SKIP $skip LIMIT $limit
RETURN e.fact AS fact, e.type AS type,
       CASE left(e.head, 2)
         WHEN 'al' THEN head(COLLECT { MATCH (x:Alliance {id: e.head}) RETURN x.name })
         WHEN 'og' THEN head(COLLECT { MATCH (x:Organization {id: e.head}) RETURN x.name })
         WHEN 'pj' THEN head(COLLECT { MATCH (x:Project {id: e.head}) RETURN x.name })
         WHEN 'tg' THEN head(COLLECT { MATCH (x:Target {id: e.head}) RETURN x.metric })
         WHEN 'fg' THEN head(COLLECT { MATCH (x:Figure {id: e.head}) RETURN x.metric })
         WHEN 'tc' THEN head(COLLECT { MATCH (x:Technology {id: e.head}) RETURN x.name })
         WHEN 'ps' THEN head(COLLECT { MATCH (x:Person {id: e.head}) RETURN x.name })
         WHEN 'pl' THEN head(COLLECT { MATCH (x:Policy {id: e.head}) RETURN x.name })
         WHEN 'pc' THEN head(COLLECT { MATCH (x:Place {id: e.head}) RETURN x.name })
         WHEN 'cc' THEN head(COLLECT { MATCH (x:Concept {id: e.head}) RETURN x.name })
         WHEN 'cl' THEN head(COLLECT { MATCH (x:Clause {id: e.head}) RETURN x.heading }) END AS head, e.head AS head_id,
       CASE left(e.tail, 2)
         WHEN 'al' THEN head(COLLECT { MATCH (x:Alliance {id: e.tail}) RETURN x.name })
         WHEN 'og' THEN head(COLLECT { MATCH (x:Organization {id: e.tail}) RETURN x.name })
         WHEN 'pj' THEN head(COLLECT { MATCH (x:Project {id: e.tail}) RETURN x.name })
         WHEN 'tg' THEN head(COLLECT { MATCH (x:Target {id: e.tail}) RETURN x.metric })
         WHEN 'fg' THEN head(COLLECT { MATCH (x:Figure {id: e.tail}) RETURN x.metric })
         WHEN 'tc' THEN head(COLLECT { MATCH (x:Technology {id: e.tail}) RETURN x.name })
         WHEN 'ps' THEN head(COLLECT { MATCH (x:Person {id: e.tail}) RETURN x.name })
         WHEN 'pl' THEN head(COLLECT { MATCH (x:Policy {id: e.tail}) RETURN x.name })
         WHEN 'pc' THEN head(COLLECT { MATCH (x:Place {id: e.tail}) RETURN x.name })
         WHEN 'cc' THEN head(COLLECT { MATCH (x:Concept {id: e.tail}) RETURN x.name })
         WHEN 'cl' THEN head(COLLECT { MATCH (x:Clause {id: e.tail}) RETURN x.heading }) END AS tail, e.tail AS tail_id,
       e.property AS property, e.value AS value,
       e.start AS start, e.end AS end, e.quote AS quote, e.grade AS grade, e.id AS evidence
ORDER BY start, end, evidence
