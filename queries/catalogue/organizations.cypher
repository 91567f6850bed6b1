// title_zh: 有哪些机构
// title_en: Organisations, filtered
// parameters:
//   - {name: name, type: string, default: null, zh: 名称或别名中的字, en: characters in the name or an alias}
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
//   - {name: place, type: string, default: null, zh: 所在地（以此开头）, en: place (begins with)}
//   - {name: role, type: role, default: null, zh: 在某联盟中的角色, en: role in some alliance}
//   - {name: min_alliances, type: integer, default: 0, low: 0, high: 10000, zh: 所在联盟不少于, en: in at least so many alliances}
//   - {name: unresolved, type: boolean, default: null, zh: 名称是否未定, en: whether its name is unresolved}
//   - {name: sort, type: choice, choices: [alliances, name], default: alliances, zh: 排序, en: order}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: place, type: string, zh: 所在地, en: place}
//   - {name: aliases, type: list, zh: 别名, en: aliases}
//   - {name: alliance_count, type: integer, zh: 所在联盟数, en: alliances it is in}
//   - {name: unresolved, type: boolean, zh: 名称未定, en: name not resolved}
// facets: {kind: o.kind, place: "split(o.place, '/')[0]", alliance_count: "coalesce(o.alliance_count, 0)"}
// example: {kind: university, min_alliances: 1}
MATCH (o:Organization)
WHERE ($kind IS NULL OR o.kind = $kind)
  AND ($place IS NULL OR o.place STARTS WITH $place)
  AND coalesce(o.alliance_count, 0) >= $min_alliances
  AND ($name IS NULL OR o.name CONTAINS $name OR any(alias IN coalesce(o.aliases, []) WHERE alias CONTAINS $name))
  AND ($unresolved IS NULL OR coalesce(o.unresolved, false) = $unresolved)
  AND ($role IS NULL OR EXISTS { MATCH (o)-[m:MEMBER_OF]->(:Alliance) WHERE $role IN coalesce(m.roles, []) })
WITH o, CASE WHEN $sort = 'alliances' THEN coalesce(o.alliance_count, 0) ELSE 0 END AS by_alliances
ORDER BY by_alliances DESC, o.name, o.id SKIP $skip LIMIT $limit
RETURN o.id AS id, o.name AS name, o.kind AS kind, o.place AS place, coalesce(o.aliases, []) AS aliases,
       coalesce(o.alliance_count, 0) AS alliance_count, coalesce(o.unresolved, false) AS unresolved
ORDER BY by_alliances DESC, name, id
