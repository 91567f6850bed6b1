// title_zh: 有哪些联盟
// title_en: Alliances, filtered
// parameters:
//   - {name: name, type: string, default: null, zh: 名称、简称或别名中的字, en: characters in the name or an alias}
//   - {name: field, type: string, default: null, zh: 领域, en: field}
//   - {name: region, type: string, default: null, zh: 地域, en: region}
//   - {name: level, type: string, default: null, zh: 级别, en: level}
//   - {name: batch, type: string, default: null, zh: 试点批次, en: batch of the national pilot}
//   - {name: founded_from, type: integer, default: null, low: 1900, high: 2100, zh: 成立年份不早于, en: founded in or after}
//   - {name: founded_to, type: integer, default: null, low: 1900, high: 2100, zh: 成立年份不晚于, en: founded in or before}
//   - {name: min_members, type: integer, default: 0, low: 0, high: 100000, zh: 已知成员不少于, en: at least so many named members}
//   - {name: has_targets, type: boolean, default: null, zh: 是否有目标, en: whether it has targets}
//   - {name: open_list, type: boolean, default: null, zh: 成员名单是否不全, en: whether its member list is open (declares more than are named)}
//   - {name: sort, type: choice, choices: [members, name, founded], default: members, zh: 排序, en: order}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
//   - {name: name, type: string, zh: 名称, en: name}
//   - {name: short_name, type: string, zh: 简称, en: short name}
//   - {name: founded, type: string, zh: 成立时间, en: founded}
//   - {name: field, type: string, zh: 领域, en: field}
//   - {name: region, type: string, zh: 地域, en: region}
//   - {name: level, type: string, zh: 级别, en: level}
//   - {name: batch, type: string, zh: 试点批次, en: batch}
//   - {name: member_count, type: integer, zh: 已知成员数, en: named members}
//   - {name: open_list, type: boolean, zh: 名单不全, en: open list}
//   - {name: targets, type: integer, zh: 目标数, en: targets}
//   - {name: projects, type: integer, zh: 项目数, en: projects}
// facets: {field: a.field, region: a.region, level: a.level, batch: a.batch, founded: "left(a.founded, 4)"}
// example: {field: null, sort: members}
MATCH (a:Alliance)
WHERE ($name IS NULL OR a.name CONTAINS $name OR a.short_name CONTAINS $name
       OR any(alias IN coalesce(a.aliases, []) WHERE alias CONTAINS $name))
  AND ($field IS NULL OR a.field = $field)
  AND ($region IS NULL OR a.region = $region)
  AND ($level IS NULL OR a.level = $level)
  AND ($batch IS NULL OR a.batch = $batch)
  AND ($founded_from IS NULL OR toInteger(left(a.founded, 4)) >= $founded_from)
  AND ($founded_to IS NULL OR toInteger(left(a.founded, 4)) <= $founded_to)
  AND coalesce(a.member_count, 0) >= $min_members
  AND ($has_targets IS NULL OR EXISTS { MATCH (a)-[:HAS_TARGET]->(:Target) } = $has_targets)
  AND ($open_list IS NULL OR EXISTS {
    MATCH (a)-[:HAS_FIGURE]->(f:Figure {metric: 'member_count'})
    WHERE f.subject <> 'new_member' AND COUNT {
      MATCH (a)<-[m:MEMBER_OF]-(o)
      WHERE m.counted AND (f.subject = 'member' OR o.kind = f.subject OR f.subject IN coalesce(o.kind_stated, [])
        OR any(role IN coalesce(m.roles, []) WHERE role = f.subject
               OR (f.subject = 'vice_chair' AND role = 'executive_vice_chair')
               OR (f.subject = 'council_member' AND role IN ['council', 'standing_council'])))
      RETURN DISTINCT o
    } < CASE WHEN f.comparator IN ['~', '<', '<='] THEN 0.9 * f.norm_value
             WHEN f.comparator = '>' THEN f.norm_value + 1 ELSE f.norm_value END
  } = $open_list)
WITH a,
     CASE WHEN $sort = 'members' THEN coalesce(a.member_count, 0) ELSE 0 END AS by_members,
     CASE WHEN $sort = 'founded' THEN coalesce(a.founded, '9999') ELSE '' END AS by_date
ORDER BY by_members DESC, by_date, a.name, a.id SKIP $skip LIMIT $limit
RETURN a.id AS id, a.name AS name, a.short_name AS short_name, a.founded AS founded, a.field AS field,
       a.region AS region, a.level AS level, a.batch AS batch, coalesce(a.member_count, 0) AS member_count,
       CASE WHEN NOT EXISTS { MATCH (a)-[:HAS_FIGURE]->(f:Figure {metric: 'member_count'}) WHERE f.subject <> 'new_member' }
            THEN null ELSE EXISTS {
              MATCH (a)-[:HAS_FIGURE]->(f:Figure {metric: 'member_count'})
              WHERE f.subject <> 'new_member' AND COUNT {
                MATCH (a)<-[m:MEMBER_OF]-(o)
                WHERE m.counted AND (f.subject = 'member' OR o.kind = f.subject OR f.subject IN coalesce(o.kind_stated, [])
                  OR any(role IN coalesce(m.roles, []) WHERE role = f.subject
                         OR (f.subject = 'vice_chair' AND role = 'executive_vice_chair')
                         OR (f.subject = 'council_member' AND role IN ['council', 'standing_council'])))
                RETURN DISTINCT o
              } < CASE WHEN f.comparator IN ['~', '<', '<='] THEN 0.9 * f.norm_value
                       WHEN f.comparator = '>' THEN f.norm_value + 1 ELSE f.norm_value END
            } END AS open_list,
       COUNT { MATCH (a)-[:HAS_TARGET]->(:Target) } AS targets, COUNT { MATCH (a)-[:RUNS]->(:Project) } AS projects
ORDER BY by_members DESC, by_date, name, id
