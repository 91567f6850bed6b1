// title_zh: 机构概况
// title_en: Profile of an organisation
// list: false
// parameters:
//   - {name: organization, type: Organization, zh: 机构, en: organisation}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: kind, type: string, zh: 类别, en: kind}
//   - {name: place, type: string, zh: 所在地, en: place}
//   - {name: aliases, type: list, zh: 别名, en: aliases}
//   - {name: alliance_count, type: integer, zh: 所在联盟数（含同一沿革）, en: alliances of its lineage}
//   - {name: alliances, type: rows, fields: {id: string, name: string, roles: list, state: string, counted: boolean, since: string, until: string}, zh: 所在联盟, en: its alliances}
//   - {name: lineage, type: rows, fields: {id: string, name: string}, zh: 同一沿革的名称, en: names of the same lineage}
//   - {name: guides, type: rows, fields: {id: string, name: string, roles: list}, zh: 指导的联盟, en: alliances it guides}
//   - {name: projects, type: rows, fields: {id: string, name: string}, zh: 承担的项目, en: projects it undertakes}
//   - {name: people, type: rows, fields: {id: string, name: string, title: list}, zh: 人员, en: people}
//   - {name: part_of, type: rows, fields: {id: string, name: string}, zh: 隶属, en: part of}
//   - {name: sources, type: integer, zh: 来源数, en: sources that mention it}
// example: {organization: 清华大学}
MATCH (o:Organization {id: $organization})
RETURN o.id AS id, o.name AS name, o.kind AS kind, o.place AS place, coalesce(o.aliases, []) AS aliases,
       coalesce(o.alliance_count, 0) AS alliance_count,
       COLLECT { MATCH (o)-[m:MEMBER_OF]->(a:Alliance) WITH a, m ORDER BY a.name, a.id
                 RETURN {id: a.id, name: a.name, roles: coalesce(m.roles, []), state: m.state, counted: m.counted,
                         since: m.since, until: m.until} } AS alliances,
       COLLECT { MATCH (s:Organization {lineage: o.lineage}) WHERE s.id <> o.id WITH s ORDER BY s.name, s.id
                 RETURN {id: s.id, name: s.name} } AS lineage,
       COLLECT { MATCH (o)-[g:GUIDES]->(a:Alliance) WITH a, g ORDER BY a.name, a.id
                 RETURN {id: a.id, name: a.name, roles: coalesce(g.roles, [])} } AS guides,
       COLLECT { MATCH (o)-[:UNDERTAKES]->(p:Project) WITH p ORDER BY p.name, p.id RETURN {id: p.id, name: p.name} } AS projects,
       COLLECT { MATCH (o)<-[w:WORKS_FOR]-(p:Person) WITH p, w ORDER BY p.name, p.id
                 RETURN {id: p.id, name: p.name, title: coalesce(w.title, [])} } AS people,
       COLLECT { MATCH (o)-[:PART_OF]->(w:Organization) WITH w ORDER BY w.name, w.id RETURN {id: w.id, name: w.name} } AS part_of,
       COUNT { MATCH (e:Evidence {slot: o.id})-[:IN]->(s:Source) RETURN DISTINCT s.id } AS sources
