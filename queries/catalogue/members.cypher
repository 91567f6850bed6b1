// title_zh: 联盟的成员
// title_en: Members of an alliance by kind and role
// parameters:
//   - {name: alliance, type: Alliance, zh: 联盟, en: alliance}
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
//   - {name: role, type: role, default: null, zh: 角色, en: role}
//   - {name: state, type: state, default: current, zh: 状态, en: state}
//   - {name: observers, type: boolean, default: false, zh: 是否包括观察员, en: whether to include observers}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: roles, type: list, zh: 角色, en: roles}
//   - {name: since, type: string, zh: 加入时间, en: since}
//   - {name: until, type: string, zh: 退出时间, en: until}
//   - {name: state, type: string, zh: 状态, en: state}
//   - {name: alliance_count, type: integer, zh: 所在联盟数, en: alliances it is in}
//   - {name: slot, type: string, zh: 成员关系编号, en: id of the membership}
// facets: {kind: o.kind}
// total: total
// example: {alliance: 农业装备产业技术创新战略联盟, kind: university}
MATCH (a:Alliance {id: $alliance})<-[m:MEMBER_OF]-(o)
WHERE m.state = $state AND ($kind IS NULL OR o.kind = $kind) AND ($role IS NULL OR $role IN coalesce(m.roles, []))
  AND ($observers OR $role = 'observer' OR coalesce(m.roles, []) <> ['observer'])
WITH collect({o: o, m: m}) AS found
WITH found, size(found) AS total
UNWIND found AS one
WITH one.o AS o, one.m AS m, total
WITH o, m, total, CASE WHEN size(coalesce(m.roles, [])) > 0 THEN 0 ELSE 1 END AS plain
ORDER BY coalesce(o.kind, ''), plain, o.name, o.id SKIP $skip LIMIT $limit
RETURN o.id AS id, o.name AS name, o.kind AS kind, coalesce(m.roles, []) AS roles, m.since AS since, m.until AS until,
       m.state AS state, o.alliance_count AS alliance_count, m.id AS slot, total
ORDER BY coalesce(kind, ''), plain, name, id
