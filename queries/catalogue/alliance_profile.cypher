// title_zh: 联盟概况
// title_en: Profile of an alliance
// list: false
// parameters:
//   - {name: alliance, type: Alliance, zh: 联盟, en: alliance}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: short_name, type: string, zh: 简称, en: short name}
//   - {name: aliases, type: list, zh: 别名, en: aliases}
//   - {name: founded, type: string, zh: 成立时间, en: founded}
//   - {name: founded_place, type: string, zh: 成立地点, en: place of founding}
//   - {name: field, type: string, zh: 领域, en: field}
//   - {name: region, type: string, zh: 地域, en: region}
//   - {name: level, type: string, zh: 级别, en: level}
//   - {name: batch, type: string, zh: 试点批次, en: batch}
//   - {name: member_count, type: integer, zh: 已知成员数, en: named members}
//   - {name: kinds, type: rows, fields: {kind: string, count: integer}, zh: 各类成员数, en: named members by kind}
//   - {name: declared, type: rows, fields: {subject: string, comparator: string, value: number}, zh: 声明的成员数, en: declared members}
//   - {name: office, type: rows, fields: {id: string, name: string, roles: list}, zh: 担任角色的成员, en: members with a role}
//   - {name: guides, type: rows, fields: {id: string, name: string, roles: list}, zh: 指导单位, en: guided by}
//   - {name: targets, type: integer, zh: 目标数, en: targets}
//   - {name: projects, type: integer, zh: 项目数, en: projects}
//   - {name: sources, type: integer, zh: 来源数, en: sources that mention it}
// example: {alliance: 钢铁可循环流程技术创新战略联盟}
MATCH (a:Alliance {id: $alliance})
RETURN a.id AS id, a.name AS name, a.short_name AS short_name, coalesce(a.aliases, []) AS aliases,
       a.founded AS founded, a.founded_place AS founded_place, a.field AS field, a.region AS region,
       a.level AS level, a.batch AS batch, coalesce(a.member_count, 0) AS member_count,
       COLLECT { MATCH (a)<-[m:MEMBER_OF]-(o:Organization) WHERE m.counted
                 WITH o.kind AS kind, count(o) AS n ORDER BY n DESC, kind RETURN {kind: kind, count: n} } AS kinds,
       COLLECT { MATCH (a)-[:HAS_FIGURE]->(f:Figure {metric: 'member_count'})
                 WITH f ORDER BY f.subject, f.id
                 RETURN {subject: f.subject, comparator: f.comparator, value: f.norm_value} } AS declared,
       COLLECT { MATCH (a)<-[m:MEMBER_OF]-(o) WHERE m.counted AND size(coalesce(m.roles, [])) > 0
                 WITH o, m ORDER BY o.name, o.id RETURN {id: o.id, name: o.name, roles: m.roles} } AS office,
       COLLECT { MATCH (a)<-[g:GUIDES]-(o) WITH o, g ORDER BY o.name, o.id
                 RETURN {id: o.id, name: o.name, roles: coalesce(g.roles, [])} } AS guides,
       COUNT { MATCH (a)-[:HAS_TARGET]->(:Target) } AS targets, COUNT { MATCH (a)-[:RUNS]->(:Project) } AS projects,
       COUNT { MATCH (e:Evidence {slot: a.id})-[:IN]->(s:Source) RETURN DISTINCT s.id } AS sources
