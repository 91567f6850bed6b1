// title_zh: 机构分布在哪些地方
// title_en: Organisations by place
// scope: false
// parameters:
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
//   - {name: level, type: choice, choices: [province, city], default: province, zh: 到哪一级, en: by province or by city}
//   - {name: min_alliances, type: integer, default: 0, low: 0, high: 10000, zh: 所在联盟不少于, en: in at least so many alliances}
// columns:
//   - {name: place, type: string, zh: 地点（空为未知）, en: place (empty when unknown)}
//   - {name: organizations, type: integer, zh: 机构数, en: organisations}
//   - {name: universities, type: integer, zh: 高校数, en: universities}
//   - {name: companies, type: integer, zh: 企业数, en: companies}
//   - {name: institutes, type: integer, zh: 科研院所数, en: research institutes}
//   - {name: examples, type: rows, fields: {id: string, name: string}, zh: 其中（至多五家）, en: some of them (at most five)}
// example: {level: province}
MATCH (o:Organization)
WHERE ($kind IS NULL OR o.kind = $kind) AND coalesce(o.alliance_count, 0) >= $min_alliances
WITH coalesce(CASE WHEN $level = 'city' THEN o.place ELSE split(o.place, '/')[0] END, '') AS place, o.kind AS kind, o
ORDER BY coalesce(o.alliance_count, 0) DESC, o.name, o.id
WITH place, collect({id: o.id, name: o.name})[..5] AS examples, count(*) AS organizations, sum(CASE WHEN kind = 'university' THEN 1 ELSE 0 END) AS universities,
     sum(CASE WHEN kind = 'company' THEN 1 ELSE 0 END) AS companies,
     sum(CASE WHEN kind = 'institute' THEN 1 ELSE 0 END) AS institutes
ORDER BY organizations DESC, place SKIP $skip LIMIT $limit
RETURN place, organizations, universities, companies, institutes, examples
ORDER BY organizations DESC, place
