// title_zh: 全部成员关系
// title_en: Memberships, filtered
// parameters:
//   - {name: kind, type: kind, default: null, zh: 机构类别, en: kind of the organisation}
//   - {name: role, type: role, default: null, zh: 角色, en: role}
//   - {name: field, type: string, default: null, zh: 联盟的领域, en: field of the alliance}
//   - {name: region, type: string, default: null, zh: 联盟的地域, en: region of the alliance}
//   - {name: state, type: state, default: current, zh: 状态, en: state}
//   - {name: observers, type: boolean, default: false, zh: 是否包括观察员, en: whether to include observers}
// columns:
//   - {name: organization, type: string, zh: 机构编号, en: id of the organisation}
//   - {name: organization_name, type: string, zh: 机构, en: organisation}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: alliance, type: string, zh: 联盟编号, en: id of the alliance}
//   - {name: alliance_name, type: string, zh: 联盟, en: alliance}
//   - {name: roles, type: list, zh: 角色, en: roles}
//   - {name: since, type: string, zh: 加入时间, en: since}
//   - {name: until, type: string, zh: 退出时间, en: until}
//   - {name: state, type: string, zh: 状态, en: state}
//   - {name: slot, type: string, zh: 成员关系编号, en: id of the membership}
// facets: {kind: o.kind, field: a.field, region: a.region}
// example: {kind: university, role: vice_chair}
MATCH (o:Organization)-[m:MEMBER_OF]->(a:Alliance)
WHERE m.state = $state AND ($kind IS NULL OR o.kind = $kind) AND ($role IS NULL OR $role IN coalesce(m.roles, []))
  AND ($field IS NULL OR a.field = $field) AND ($region IS NULL OR a.region = $region)
  AND ($observers OR $role = 'observer' OR coalesce(m.roles, []) <> ['observer'])
WITH o, m, a ORDER BY a.name, a.id, o.name, o.id SKIP $skip LIMIT $limit
RETURN o.id AS organization, o.name AS organization_name, o.kind AS kind, a.id AS alliance, a.name AS alliance_name,
       coalesce(m.roles, []) AS roles, m.since AS since, m.until AS until, m.state AS state, m.id AS slot
ORDER BY alliance_name, alliance, organization_name, organization
