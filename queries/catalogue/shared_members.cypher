// title_zh: 两个联盟的共同成员
// title_en: Shared members of two alliances
// parameters:
//   - {name: first, type: Alliance, zh: 一个联盟, en: one alliance}
//   - {name: second, type: Alliance, zh: 另一个联盟, en: the other alliance}
//   - {name: kind, type: kind, default: null, zh: 类别, en: kind}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 机构, en: organisation}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: roles_first, type: list, zh: 在前者中的角色, en: roles in the first}
//   - {name: roles_second, type: list, zh: 在后者中的角色, en: roles in the second}
//   - {name: name_second, type: string, zh: 在后者中的名称, en: its name in the second}
//   - {name: slot_first, type: string, zh: 前一成员关系编号, en: id of the first membership}
//   - {name: slot_second, type: string, zh: 后一成员关系编号, en: id of the second membership}
// example: {first: 钢铁可循环流程技术创新战略联盟, second: 煤炭开发利用技术创新战略联盟}
MATCH (a:Alliance {id: $first})<-[m:MEMBER_OF]-(o:Organization)
WHERE m.counted AND ($kind IS NULL OR o.kind = $kind)
MATCH (s:Organization {lineage: o.lineage})-[n:MEMBER_OF]->(b:Alliance {id: $second})
WHERE n.counted
WITH o, m, s, n ORDER BY o.name, o.id, s.name, s.id SKIP $skip LIMIT $limit
RETURN o.id AS id, o.name AS name, o.kind AS kind, coalesce(m.roles, []) AS roles_first,
       coalesce(n.roles, []) AS roles_second, s.name AS name_second, m.id AS slot_first, n.id AS slot_second
ORDER BY name, id, name_second
