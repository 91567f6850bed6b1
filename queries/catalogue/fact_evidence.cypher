// title_zh: 某事实的证据
// title_en: Evidence of a fact
// scope: false
// parameters:
//   - {name: fact, type: fact, zh: 事实编号（fc- 开头；也可用关系、值或证据的编号）, en: "id of a fact (fc-…), or of a relation, value, thing or piece of evidence"}
// columns:
//   - {name: id, type: string, zh: 证据编号, en: id}
//   - {name: fact, type: string, zh: 事实编号, en: fact}
//   - {name: slot, type: string, zh: 所定之处, en: slot}
//   - {name: head, type: string, zh: 主体编号, en: id of the head}
//   - {name: type, type: string, zh: 类型, en: type}
//   - {name: tail, type: string, zh: 客体编号, en: id of the tail}
//   - {name: property, type: string, zh: 属性, en: property}
//   - {name: value, type: string, zh: 值, en: value}
//   - {name: quote, type: string, zh: 引文, en: quote}
//   - {name: start, type: integer, zh: 起, en: start}
//   - {name: end, type: integer, zh: 止, en: end}
//   - {name: sentence_start, type: integer, zh: 句起, en: start of the sentence}
//   - {name: sentence_end, type: integer, zh: 句止, en: end of the sentence}
//   - {name: also, type: list, zh: 另见, en: spans elsewhere}
//   - {name: rule, type: string, zh: 规则, en: rule}
//   - {name: grade, type: string, zh: 把握, en: grade}
//   - {name: source, type: string, zh: 来源编号, en: id of the source}
//   - {name: source_title, type: string, zh: 来源, en: source}
//   - {name: origin, type: string, zh: 来历, en: origin}
//   - {name: based_on, type: list, zh: 依据, en: based on}
// example: {fact: fc-00000000000000000000}
CALL () {
  MATCH (e:Evidence {fact: $fact}) RETURN e
  UNION
  MATCH (e:Evidence {slot: $fact}) RETURN e
  UNION
  MATCH (e:Evidence {id: $fact}) RETURN e
}
MATCH (e)-[:IN]->(s:Source)
WITH e, s ORDER BY s.title, s.id, e.start, e.id SKIP $skip LIMIT $limit
RETURN e.id AS id, e.fact AS fact, e.slot AS slot, e.head AS head, e.type AS type, e.tail AS tail,
       e.property AS property, e.value AS value, e.quote AS quote, e.start AS start, e.end AS end,
       e.sentence_start AS sentence_start, e.sentence_end AS sentence_end, coalesce(e.also, []) AS also, e.rule AS rule,
       e.grade AS grade, s.id AS source, s.title AS source_title, s.origin AS origin,
       CASE WHEN s.origin = 'compiled' AND s.genre = 'table' THEN [e.original] ELSE coalesce(s.based_on, []) END AS based_on
ORDER BY source_title, source, start, id
