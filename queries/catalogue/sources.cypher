// title_zh: 有哪些来源，各证明多少事实
// title_en: Sources and how much each attests
// scope: false
// parameters:
//   - {name: title, type: string, default: null, zh: 标题中的字, en: characters in the title}
//   - {name: genre, type: genre, default: null, zh: 体裁, en: genre}
//   - {name: publisher, type: publisher, default: null, zh: 发布者, en: publisher}
//   - {name: origin, type: origin, default: null, zh: 来历, en: origin}
//   - {name: collection, type: string, default: null, zh: 集合, en: collection}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: title, type: string, zh: 标题, en: title}
//   - {name: genre, type: string, zh: 体裁, en: genre}
//   - {name: publisher, type: string, zh: 发布者, en: publisher}
//   - {name: date, type: string, zh: 日期, en: date}
//   - {name: origin, type: string, zh: 来历, en: origin}
//   - {name: based_on, type: list, zh: 依据, en: based on}
//   - {name: collection, type: string, zh: 集合, en: collection}
//   - {name: characters, type: integer, zh: 字数, en: characters}
//   - {name: evidence, type: integer, zh: 证据数, en: pieces of evidence}
//   - {name: attests, type: rows, fields: {type: string, count: integer}, zh: 各类证据数, en: pieces of evidence by type}
//   - {name: alliances, type: integer, zh: 涉及的联盟数, en: alliances it speaks of}
// facets: {genre: s.genre, publisher: s.publisher, origin: s.origin, collection: s.collection}
// example: {origin: compiled}
MATCH (s:Source)
WHERE ($title IS NULL OR s.title CONTAINS $title)
  AND ($genre IS NULL OR s.genre = $genre) AND ($publisher IS NULL OR s.publisher = $publisher)
  AND ($origin IS NULL OR s.origin = $origin) AND ($collection IS NULL OR s.collection = $collection)
WITH s ORDER BY s.title, s.id SKIP $skip LIMIT $limit
RETURN s.id AS id, s.title AS title, s.genre AS genre, s.publisher AS publisher, s.date AS date, s.origin AS origin,
       coalesce(s.based_on, []) AS based_on, s.collection AS collection, s.characters AS characters,
       COUNT { MATCH (s)<-[:IN]-(:Evidence) } AS evidence,
       COLLECT { MATCH (s)<-[:IN]-(e:Evidence) WITH e.type AS type, count(e) AS n ORDER BY n DESC, type
                 RETURN {type: type, count: n} } AS attests,
       COUNT { MATCH (s)<-[:IN]-(e:Evidence) WHERE e.type = 'ENTITY' AND e.head STARTS WITH 'al-'
               RETURN DISTINCT e.head } AS alliances
ORDER BY title, id
