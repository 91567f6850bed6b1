// title_zh: 声明的成员数与列名的成员数
// title_en: Declared against named members
// parameters:
//   - {name: alliance, type: Alliance, default: null, zh: 联盟, en: alliance}
//   - {name: only_open, type: boolean, default: false, zh: 只看名单不全的, en: only where fewer are named}
// columns:
//   - {name: id, type: string, zh: 联盟编号, en: id of the alliance}
//   - {name: name, type: string, zh: 联盟, en: alliance}
//   - {name: subject, type: string, zh: 所计对象, en: what is counted}
//   - {name: comparator, type: string, zh: 比较, en: comparator}
//   - {name: declared, type: number, zh: 声明数, en: declared}
//   - {name: unit, type: string, zh: 单位, en: unit}
//   - {name: named_in_text, type: integer, zh: 该文列名数, en: named in that text}
//   - {name: found, type: integer, zh: 图谱中已知数, en: named in the graph}
//   - {name: open_list, type: boolean, zh: 名单不全, en: open list}
//   - {name: figure, type: string, zh: 数据编号, en: id of the figure}
// example: {only_open: false}
MATCH (a:Alliance)-[:HAS_FIGURE]->(f:Figure {metric: 'member_count'})
WHERE $alliance IS NULL OR a.id = $alliance
OPTIONAL MATCH (a)<-[m:MEMBER_OF]-(o)
WHERE m.counted AND (f.subject = 'member' OR o.kind = f.subject OR f.subject IN coalesce(o.kind_stated, [])
  OR any(role IN coalesce(m.roles, []) WHERE role = f.subject OR (f.subject = 'vice_chair' AND role = 'executive_vice_chair')
         OR (f.subject = 'council_member' AND role IN ['council', 'standing_council'])))
WITH a, f, CASE WHEN f.subject = 'new_member' THEN null ELSE count(DISTINCT o) END AS found
WITH a, f, found,
     CASE WHEN found IS NULL THEN null
          WHEN f.comparator IN ['~', '<', '<='] THEN found < 0.9 * f.norm_value
          WHEN f.comparator = '>' THEN found <= f.norm_value
          ELSE found < f.norm_value END AS open_list
WHERE NOT $only_open OR open_list
WITH a, f, found, open_list ORDER BY a.name, a.id, f.subject, f.id SKIP $skip LIMIT $limit
RETURN a.id AS id, a.name AS name, f.subject AS subject, f.comparator AS comparator, f.norm_value AS declared,
       f.unit AS unit, f.named AS named_in_text, found, open_list, f.id AS figure
ORDER BY name, id, subject, figure
