// title_zh: 哪些机构参加了多个联盟
// title_en: Organisations of a kind in at least n alliances
// parameters:
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
//   - {name: min, type: integer, default: 2, low: 1, high: 10000, zh: 至少几个联盟, en: at least so many alliances}
//   - {name: field, type: string, default: null, zh: 只看这一领域的联盟, en: only alliances of this field}
//   - {name: region, type: string, default: null, zh: 只看这一地域的联盟, en: only alliances of this region}
//   - {name: year, type: integer, default: null, low: 1900, high: 2100, zh: 只看这一年的成员关系, en: only memberships of this year}
//   - {name: as_named, type: boolean, default: false, zh: 按名称而不按沿革计数, en: count names rather than lineages}
//   - {name: most, type: integer, default: 50, low: 1, high: 20000, zh: 每个机构最多列出几个联盟, en: most alliances listed of each organisation}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 机构, en: organisation}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: count, type: integer, zh: 联盟数, en: alliances}
//   - {name: alliances, type: rows, fields: {id: string, name: string, members: rows}, zh: 联盟, en: the alliances}
// facets: {kind: o.kind, count: n}
// total: total
// cuts: {alliances: {parameter: most, counted: count}}
// example: {kind: university, min: 2}
MATCH (o:Organization)
WHERE o.kind IN CASE WHEN $kind IS NOT NULL THEN [$kind] ELSE
        ['company', 'university', 'institute', 'association', 'government', 'hospital', 'other'] END
  AND o.alliance_count >= $min
WITH o, CASE WHEN $as_named OR $field IS NOT NULL OR $region IS NOT NULL OR $year IS NOT NULL
  THEN COUNT { MATCH (s:Organization {lineage: o.lineage})-[m:MEMBER_OF]->(a:Alliance)
               WHERE m.counted AND (NOT $as_named OR s.id = o.id)
                 AND ($field IS NULL OR a.field = $field) AND ($region IS NULL OR a.region = $region)
                 AND ($year IS NULL OR coalesce(toInteger(left(coalesce(m.since, a.founded), 4)), 0) <= $year)
                 AND ($year IS NULL OR coalesce(toInteger(left(m.until, 4)), 9999) >= $year)
               RETURN DISTINCT a.id }
  ELSE o.alliance_count END AS n
WHERE n >= $min
WITH CASE WHEN $as_named THEN o.id ELSE o.lineage END AS line, n, collect(o) AS named ORDER BY n DESC
WITH collect({line: line, n: n, named: named}) AS lines
WITH lines, size(lines) AS total, coalesce(lines[$skip + $limit - 1].n, 0) AS least
UNWIND lines AS item
WITH item, total, least WHERE item.n >= least
UNWIND item.named AS o
WITH o, item.n AS n, item.line AS line, total, CASE WHEN size(item.named) = 1 THEN 0
  WHEN EXISTS { (o)-[:SUCCEEDED_BY]->(:Organization) } THEN 1 ELSE 0 END AS former
ORDER BY former, o.name, o.id
WITH line, n, total, collect(o) AS named
WITH named[0] AS o, n, total
WITH o, n, total ORDER BY n DESC, o.name, o.id SKIP $skip LIMIT $limit
CALL (o) {
  MATCH (s:Organization {lineage: o.lineage})-[m:MEMBER_OF]->(a:Alliance)
  WHERE m.counted AND (NOT $as_named OR s.id = o.id)
    AND ($field IS NULL OR a.field = $field) AND ($region IS NULL OR a.region = $region)
    AND ($year IS NULL OR coalesce(toInteger(left(coalesce(m.since, a.founded), 4)), 0) <= $year)
    AND ($year IS NULL OR coalesce(toInteger(left(m.until, 4)), 9999) >= $year)
  WITH a, collect([s, m]) AS ties ORDER BY a.name, a.id LIMIT $most
  UNWIND ties AS tie
  WITH a, tie[0] AS s, tie[1] AS m ORDER BY a.name, a.id, s.name, s.id
  WITH a, collect({id: s.id, name: s.name, roles: coalesce(m.roles, []), slot: m.id}) AS members
  ORDER BY a.name, a.id
  RETURN collect({id: a.id, name: a.name, members: members}) AS alliances
}
RETURN o.id AS id, o.name AS name, o.kind AS kind, n AS count, alliances, total
ORDER BY count DESC, name, id
